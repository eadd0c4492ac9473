using Sintropia.Deployment.Tests.Rendering;
using Sintropia.Silo.Options;

namespace Sintropia.Deployment.Tests.Silos;

/// <summary>A silo declares a GPU if and only if its pod is given one, on nodes that have one; and predictors are where cells will look for them.</summary>
internal static class GpuRule
{
    private const string Resource = "nvidia.com/gpu";

    /// <summary>One sentence for each thing wrong.</summary>
    public static IEnumerable<string> Violations(Cluster cluster)
    {
        foreach (var workload in cluster.Silos)
        {
            var bound = SettingsRule.Bind(cluster, workload.Silo);
            var limit = workload.Silo.Pairs("resources/limits").GetValueOrDefault(Resource); // its name has the '/' of a path in it
            var request = workload.Silo.Pairs("resources/requests").GetValueOrDefault(Resource);

            if (bound.Silo.Gpu && limit is null) yield return $"{workload.Called}: Silo__Gpu is true, and the container asks for no {Resource}.";
            if (!bound.Silo.Gpu && limit is not null) yield return $"{workload.Called}: the container asks for {Resource}, and Silo__Gpu is false.";
            if (limit != request) yield return $"{workload.Called}: {Resource} is asked for as {request ?? "nothing"} and limited to {limit ?? "nothing"}. Kubernetes wants both the same.";
            if (limit is not null && workload.Pod.At("nodeSelector") is null) yield return $"{workload.Called} asks for {Resource} and selects no nodes that have one.";
            if (limit is not null && workload.Pod.Items("tolerations").Count == 0) yield return $"{workload.Called} asks for {Resource} and tolerates no taint, which such nodes have to keep others away.";
            if (limit is not null && !ImageOf(workload).EndsWith("/silo-cuda", StringComparison.Ordinal)) yield return $"{workload.Called} has a GPU, and its image {ImageOf(workload)} is built without CUDA.";
            if (limit is null && ImageOf(workload).EndsWith("/silo-cuda", StringComparison.Ordinal)) yield return $"{workload.Called} has no GPU, and its image {ImageOf(workload)} brings CUDA along.";
        }

        if (!cluster.Silos.Any(s => Hosts(cluster, s))) yield return "No silo keeps predictors, so that every cell would wait for ever.";
        if (cluster.Silos.Where(s => s.Role == "cells" && Hosts(cluster, s)).Select(s => s.Called).FirstOrDefault() is { } cells && cluster.Silos.Any(s => s.Role == "predictor"))
            yield return $"{cells} keeps predictors too, and its cells would ask it and not the silos that are there for it.";
    }

    private static bool Hosts(Cluster cluster, Workload workload)
    {
        var bound = SettingsRule.Bind(cluster, workload.Silo);
        return PredictorPlacement.Hosts(bound.Silo, bound.Predictor);
    }

    private static string ImageOf(Workload workload) => workload.Silo.Text("image")!.Split(':')[0];
}
