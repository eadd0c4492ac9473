using System.Text;
using Sintropia.Grains.Runs;

namespace Sintropia.Grains.Tests.Runs;

public sealed class RunStorageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("..")]
    [InlineData("../elsewhere")]
    [InlineData("a/../../elsewhere")]
    [InlineData("a/../b")]
    [InlineData(".")]
    [InlineData("./")]
    [InlineData("")]
    [InlineData("/etc")]
    [InlineData("/")]
    public void A_folder_that_leads_out_of_all_runs_or_has_a_second_name_is_refused(string folder) =>
        Assert.Contains("relative name", Assert.Throws<IOException>(() => new RunStorage(_folder["runs"]).PathOf(folder)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_folder_beside_that_of_all_runs_is_refused_though_its_name_begins_alike() =>
        Assert.Throws<IOException>(() => new RunStorage(_folder["runs"]).PathOf("../runs-of-others/a"));

    [Theory]
    [InlineData("a")]
    [InlineData("a/b")]
    [InlineData("a..b")]
    public void Names_within_it_are_used_whether_or_not_the_folder_of_all_runs_ends_with_a_slash(string folder)
    {
        Assert.Equal(_folder[$"runs/{folder}"], new RunStorage(_folder["runs"]).PathOf(folder));
        Assert.Equal(_folder[$"runs/{folder}"], new RunStorage(_folder["runs"] + "/").PathOf(folder));
    }

    [Fact]
    public void A_scenario_and_the_files_that_it_names_are_compiled_wherever_they_lie_below_it()
    {
        var plan = new RunStorage(_folder["runs"]).Compile("run-1", Scenario(("notes/doses.txt", "1")));

        Assert.Equal("Dish", plan.Name);
        Assert.Equal("1"u8, plan.Facts.Files["notes/doses.txt"]);
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("a/../../secret")]
    [InlineData("/tmp/secret")]
    public void A_scenario_whose_files_would_be_written_elsewhere_is_refused(string name) =>
        Assert.Contains(name, Assert.Throws<IOException>(() => new RunStorage(_folder["runs"]).Compile("run-1", Scenario((name, "1")))).Message, StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private static RunScenario Scenario(params (string Name, string Text)[] files)
    {
        var all = new Dictionary<string, byte[]> { ["scenario.yaml"] = Encoding.UTF8.GetBytes(Dish.Text()) };
        foreach (var (name, text) in files) all[name] = Encoding.UTF8.GetBytes(text);
        return new(all);
    }
}
