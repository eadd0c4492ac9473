using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sintropia.Deployment.Tests.Rendering;

public sealed partial class KubectlTests
{
    public static TheoryData<string> Folders => [.. Cluster.Overlays.Select(o => $"k8s/overlays/{o}"), "k8s/base", "k8s/telemetry"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Kubectl_renders_the_same_manifests(string folder)
    {
        var rendered = Yaml.Documents(Kustomize(folder), folder);
        var expected = Kustomization.Render(folder);

        Assert.Equal(expected.Select(Kustomization.Identity).Order(StringComparer.Ordinal), rendered.Select(m => Plain(Kustomization.Identity(m))).Order(StringComparer.Ordinal));
        Assert.All(rendered, manifest =>
        {
            var same = expected.Single(e => Kustomization.Identity(e) == Plain(Kustomization.Identity(manifest)));
            Assert.True(JsonNode.DeepEquals(same, Plain(manifest)), $"kubectl renders\n{Plain(manifest)}\nand these tests\n{same}");
        });
    }

    [Fact]
    public void Kubectl_has_nothing_to_warn_of() =>
        Assert.All(Cluster.Overlays, overlay => Assert.Equal("", Programs.Run(Kubectl(), "kustomize", Repository.PathOf($"k8s/overlays/{overlay}")).Errors));

    private static string Kustomize(string folder) => Programs.Succeed(Kubectl(), "kustomize", Repository.PathOf(folder));

    private static string Kubectl()
    {
        var kubectl = Programs.Find("kubectl");
        Assert.SkipWhen(kubectl is null, "No kubectl on this machine, so the manifests were rendered by the tests alone. To compare: apt-get install kubernetes-client, or https://kubernetes.io/docs/tasks/tools");

        // kubectl tells its Kustomize from 1.24 on; Debian 12 has 1.20, with a Kustomize of 2019 that knows neither folders among resources nor patches.
        var version = Programs.Run(kubectl, "version", "--client").Output;
        Assert.SkipUnless(version.Contains("Kustomize Version", StringComparison.Ordinal), $"The kubectl of this machine is older than 1.24, so the manifests were rendered by the tests alone ({version.Trim()}).");
        return kubectl;
    }

    /// <summary>Without the hash that Kustomize appends to the name of a generated ConfigMap.</summary>
    private static string Plain(string text) => Hash().Replace(text, "$1");

    private static JsonNode Plain(JsonNode node)
    {
        var copy = node.DeepClone();
        Strip(copy);
        return copy;

        static void Strip(JsonNode? at)
        {
            if (at is JsonArray list) foreach (var item in list) Strip(item);
            if (at is not JsonObject named) return;
            foreach (var (name, value) in named.ToList())
            {
                if (name == "name" && value is JsonValue text && text.TryGetValue(out string? said)) named[name] = Plain(said);
                else Strip(value);
            }
        }
    }

    [GeneratedRegex("^((?:ConfigMap )?(?:silo|cells|predictor|gateway|collector|tempo|prometheus|grafana-[a-z]+))-[0-9a-z]{10}$")]
    private static partial Regex Hash();
}
