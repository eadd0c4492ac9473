using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Pods;

public sealed class ResourcesRuleTests
{
    private const string Resources = "spec/template/spec/containers/0/resources/";

    [Fact]
    public void Every_container_is_held_to_limits() => Spoiled.IsNowhere(ResourcesRule.Violations);

    [Theory]
    [InlineData("limits/memory", "has no limit of memory")]
    [InlineData("limits/cpu", "has no limit of cpu")]
    [InlineData("requests/cpu", "asks for no cpu")]
    public void A_limit_that_is_missing_is_red(string path, string said) => Spoiled.IsRed(ResourcesRule.Violations, said, c => c.Get("Deployment", "gateway").Drop(Resources + path));

    [Theory]
    [InlineData("requests/cpu", "1001m", "asks for 1001m of cpu and is limited to 1")]
    [InlineData("requests/memory", "256Mi", "Ask for all of it")]
    [InlineData("limits/memory", "2 GB", "'2 GB' is no amount")]
    public void A_limit_that_cannot_be_is_red(string path, string value, string said) => Spoiled.IsRed(ResourcesRule.Violations, said, c => c.Get("Deployment", "gateway").Put(Resources + path, value));

    [Fact]
    public void Containers_that_prepare_are_held_to_limits_too() => Spoiled.IsRed(
        ResourcesRule.Violations, "initialise-store: has no limit of memory", c => c.Get("Deployment", "gateway").Drop("spec/template/spec/initContainers/0/resources/limits/memory"));

    [Theory]
    [InlineData("500m", 0.5)]
    [InlineData("2", 2)]
    [InlineData("0.5", 0.5)]
    [InlineData("1k", 1000)]
    [InlineData("1Ki", 1024)]
    [InlineData("2Mi", 2097152)]
    [InlineData("1G", 1e9)]
    public void Amounts_are_read_as_Kubernetes_reads_them(string text, double number) => Assert.Equal((decimal)number, Quantity.Parse(text));
}
