namespace Sintropia.Architecture.Tests.Projects;

public sealed class ReferenceRuleTests
{
    [Fact]
    public void An_upward_reference_is_red()
    {
        var said = Assert.Single(ReferenceRule.Violations(Referring("src", "Biology", to: "Simulation")));

        Assert.Contains("Biology (row 1) refers upward to Simulation (row 2)", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Simulation", "Evaluation")]
    [InlineData("Scenarios", "Runs")]
    [InlineData("Reports", "Validation")]
    [InlineData("Biology", "Tensors")]
    public void A_sideways_reference_is_red(string from, string to) =>
        Assert.Contains("sideways", Assert.Single(ReferenceRule.Violations(Referring("src", from, to))), StringComparison.Ordinal);

    [Theory]
    [InlineData("Runs", "Runs.AzureBlob")]
    [InlineData("Tensors", "Tensors.TorchSharp")]
    public void A_project_that_knows_its_extension_is_red(string from, string to) =>
        Assert.Contains("extends it", Assert.Single(ReferenceRule.Violations(Referring("src", from, to))), StringComparison.Ordinal);

    [Theory]
    [InlineData("src", "Simulation", "Biology")]
    [InlineData("src", "Runs", "Scenarios")]
    [InlineData("src", "Web", "Runs")]
    [InlineData("src", "Runs.AzureBlob", "Runs")]
    [InlineData("src", "Tensors.TorchSharp", "Tensors")]
    [InlineData("client", "Cli", "Reports")]
    public void References_that_the_picture_shows_are_in_order(string folder, string from, string to) => Assert.Empty(ReferenceRule.Violations(Referring(folder, from, to)));

    [Fact]
    public void A_project_outside_the_table_is_red() =>
        Assert.Contains("not in the table", Assert.Single(ReferenceRule.Violations(Referring("src", "Alchemy", to: "Biology"))), StringComparison.Ordinal);

    [Fact]
    public void A_reference_to_a_project_outside_the_table_is_red() =>
        Assert.Contains("'Alchemy'", Assert.Single(ReferenceRule.Violations(Referring("src", "Runs", to: "Alchemy"))), StringComparison.Ordinal);

    [Fact]
    public void A_project_in_another_folder_than_its_own_is_red() =>
        Assert.Contains("belongs at client/Sintropia.Cli", Assert.Single(ReferenceRule.Violations(Referring("src", "Cli", to: "Runs"))), StringComparison.Ordinal);

    [Fact]
    public void Orleans_outside_grains_and_silo_is_red()
    {
        Assert.Contains("Only Grains and Silo", Assert.Single(ReferenceRule.Violations(WithPackage("src", "Runs", "Microsoft.Orleans.Core"))), StringComparison.Ordinal);
        Assert.Empty(ReferenceRule.Violations(WithPackage("src", "Grains", "Microsoft.Orleans.Sdk")));
        Assert.Empty(ReferenceRule.Violations(WithPackage("silo", "Silo", "Microsoft.Orleans.Server")));
    }

    [Fact]
    public void A_package_under_a_law_is_red() =>
        Assert.Contains("base class library", Assert.Single(ReferenceRule.Violations(WithPackage("src", "Biology", "MathNet.Numerics"))), StringComparison.Ordinal);

    private static ProjectFile Referring(string folder, string from, string to) =>
        Parse(folder, from, $"""<ProjectReference Include="..\..\src/Sintropia.{to}/Sintropia.{to}.csproj" />""");

    private static ProjectFile WithPackage(string folder, string name, string package) => Parse(folder, name, $"""<PackageReference Include="{package}" />""");

    private static ProjectFile Parse(string folder, string name, string item) => ProjectFile.Parse(
        $"{folder}/Sintropia.{name}/Sintropia.{name}.csproj", $"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>{item}</ItemGroup></Project>""");
}
