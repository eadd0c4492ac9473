using System.Text.Json.Nodes;

namespace Sintropia.Deployment.Tests.Rendering;

public sealed class KustomizationTests
{
    [Fact]
    public void Every_overlay_renders() => Assert.All(Cluster.Overlays, overlay => Assert.NotEmpty(new Cluster(overlay).Manifests));

    [Fact]
    public void Every_YAML_file_is_one_and_each_is_used()
    {
        var files = Repository.Files("k8s", "*.yaml");
        var used = files.Where(f => f.EndsWith("/kustomization.yaml", StringComparison.Ordinal)).SelectMany(Used).ToHashSet();

        Assert.All(files, file => Assert.NotEmpty(Yaml.File(file)));
        Assert.DoesNotContain(files, f => !f.EndsWith("/kustomization.yaml", StringComparison.Ordinal) && !f.StartsWith("k8s/autoscaling/", StringComparison.Ordinal) && !used.Contains(f));
        Assert.Empty(Repository.Files("k8s", "*.yml")); // one ending, so that none is overlooked
    }

    [Fact]
    public void A_merged_variable_replaces_the_one_of_the_base_and_keeps_the_others()
    {
        var predictor = new Cluster("local").Get("ConfigMap", "predictor").Pairs("data");

        Assert.Equal(("false", "predictor"), (predictor["Silo__Gpu"], predictor["Silo__Roles"]));
    }

    [Fact]
    public void A_deleted_manifest_is_gone_and_is_there_where_it_was_not_deleted()
    {
        Assert.Null(new Cluster("local").Find("HorizontalPodAutoscaler", "predictor"));
        Assert.NotNull(new Cluster("aks").Find("HorizontalPodAutoscaler", "predictor"));
    }

    [Fact]
    public void A_patch_changes_a_container_by_its_name_and_null_removes()
    {
        var pod = new Workload(new Cluster("local").Get("Deployment", "predictor")).Pod!;

        Assert.Null(pod.At("nodeSelector"));
        Assert.Null(pod.At("containers/0/resources/limits")!["nvidia.com/gpu"]);
        Assert.Equal("2Gi", pod.Text("containers/0/resources/limits/memory"));
        Assert.Contains(pod.Items("containers/0/env"), e => e.Text("name") == "Silo__AdvertisedAddress");
    }

    [Fact]
    public void Images_are_renamed_and_keep_their_tag() => Assert.Equal(
        "yourregistry.azurecr.io/sintropia/silo-cuda:0.1.0",
        new Workload(new Cluster("aks").Get("Deployment", "predictor")).Silo.Text("image"));

    [Fact]
    public void Lists_without_names_are_replaced_as_a_whole()
    {
        var manifest = Yaml.Documents("tolerations: [{key: a}]\nenv: [{name: A, value: 1}]", "test").Single();

        StrategicMerge.Apply(manifest, Yaml.Documents("tolerations: [{key: b}]\nenv: [{name: B, value: 2}, {name: A, value: 3}]", "test").Single());

        Assert.True(JsonNode.DeepEquals(Yaml.Documents("tolerations: [{key: b}]\nenv: [{name: B, value: 2}, {name: A, value: 3}]", "test").Single(), manifest));
    }

    [Fact]
    public void A_directive_that_is_not_understood_is_refused() =>
        Assert.Throws<FormatException>(() => StrategicMerge.Apply([], new() { ["$patch"] = "replace" }));

    [Fact]
    public void Words_without_quotes_are_read_as_Kubernetes_reads_them()
    {
        var read = Yaml.Documents("a: yes\nb: 'yes'\nc: 1\nd: \"1\"\ne: 500m\nf: ~", "test").Single();

        Assert.True(JsonNode.DeepEquals(new JsonObject { ["a"] = true, ["b"] = "yes", ["c"] = 1L, ["d"] = "1", ["e"] = "500m", ["f"] = null }, read));
    }

    [Fact]
    public void A_key_that_is_given_twice_is_refused() => Assert.Throws<FormatException>(() => Yaml.Documents("a: 1\na: 2", "test"));

    [Fact]
    public void A_line_without_a_value_is_refused() => Assert.Throws<FormatException>(() => Kustomization.Variables("# why\nSilo__Roles", "test").ToList());

    [Theory]
    [InlineData("resources: [absent.yaml]", "refers to absent.yaml, which does not exist")]
    [InlineData("components: [absent]", "has 'components'")]
    [InlineData("configMapGenerator: [{name: silo, behavior: merge, literals: [a=b]}]", "has 'literals'")]
    [InlineData("configMapGenerator: [{name: silo, behavior: merge}]", "merged with one that does not exist")]
    [InlineData("configMapGenerator: [{name: silo}, {name: silo}]", "made twice")]
    [InlineData("configMapGenerator: [{name: silo, envs: [absent.env]}]", "refers to absent.env")]
    [InlineData("images: [{name: sintropia/silo, newName: other}]", "which nothing uses")]
    [InlineData("patches: [{path: absent.yaml}]", "refers to absent.yaml")]
    [InlineData("resources: [pod.yaml, pod.yaml]", "Pod pod 2 times")]
    [InlineData("resources: [pod.yaml]\npatches: [{path: other.yaml}]", "changes Pod other, which does not exist")]
    public void What_a_kustomization_gets_wrong_is_said(string text, string said)
    {
        using var folder = new ScratchFolder();
        folder.Write("kustomization.yaml", text);
        folder.Write("pod.yaml", "{kind: Pod, metadata: {name: pod}}");
        folder.Write("other.yaml", "{kind: Pod, metadata: {name: other}}");

        var wrong = Assert.Throws<FormatException>(() => Kustomization.Render(folder.Path));

        Assert.Contains(said, wrong.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Used(string kustomization)
    {
        var folder = Path.GetDirectoryName(kustomization)!;
        var root = Yaml.File(kustomization).Single();
        var named = root.Texts("resources").Concat(root.Items("patches").Select(p => p.Text("path")!))
            .Concat(root.Items("configMapGenerator").SelectMany(g => g.Texts("files").Concat(g.Texts("envs"))));
        return named.Select(file => Path.GetRelativePath(Repository.Root, Path.GetFullPath(Repository.PathOf($"{folder}/{file}"))).Replace('\\', '/'));
    }
}
