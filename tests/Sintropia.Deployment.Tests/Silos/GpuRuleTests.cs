using System.Text.Json.Nodes;
using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Silos;

public sealed class GpuRuleTests
{
    [Fact]
    public void GPUs_are_declared_where_they_are_given() => Spoiled.IsNowhere(GpuRule.Violations);

    [Fact]
    public void A_GPU_that_is_declared_and_not_given_is_red() => Red("asks for no nvidia.com/gpu", c =>
    {
        Resources(c, "requests").Remove("nvidia.com/gpu");
        Resources(c, "limits").Remove("nvidia.com/gpu");
    });

    [Fact]
    public void A_GPU_that_is_given_and_not_declared_is_red() => Red("and Silo__Gpu is false", c => c.Get("ConfigMap", "predictor")["data"]!["Silo__Gpu"] = "false");

    [Fact]
    public void A_GPU_asked_for_otherwise_than_limited_is_red() => Red("is asked for as 2 and limited to 1", c => Resources(c, "requests")["nvidia.com/gpu"] = "2");

    [Fact]
    public void Nodes_without_a_GPU_are_red() => Red("selects no nodes", c => c.Get("Deployment", "predictor").Drop("spec/template/spec/nodeSelector"));

    [Fact]
    public void A_taint_that_is_not_tolerated_is_red() => Red("tolerates no taint", c => c.Get("Deployment", "predictor").Drop("spec/template/spec/tolerations"));

    [Fact]
    public void An_image_without_CUDA_on_a_GPU_is_red() => Red("is built without CUDA", c => new Workload(c.Get("Deployment", "predictor")).Silo["image"] = "a.io/sintropia/silo:0.1.0");

    [Fact]
    public void An_image_with_CUDA_and_no_GPU_is_red() => Red("brings CUDA along", c => new Workload(c.Get("StatefulSet", "cells")).Silo["image"] = "a.io/sintropia/silo-cuda:0.1.0");

    [Fact]
    public void A_cluster_without_predictors_is_red() => Red("No silo keeps predictors", c => c.Manifests.Remove(c.Get("Deployment", "predictor")));

    [Fact]
    public void Predictors_among_the_cells_are_red_where_there_are_others() =>
        Red("StatefulSet cells keeps predictors too", c => c.Get("ConfigMap", "cells")["data"]!["Predictor__Host"] = "true");

    private static void Red(string said, Action<Cluster> spoil) => Spoiled.IsRed(GpuRule.Violations, said, spoil, "aks");

    private static JsonObject Resources(Cluster cluster, string kind) => (JsonObject)new Workload(cluster.Get("Deployment", "predictor")).Silo.At($"resources/{kind}")!;
}
