using System.Text.Json.Nodes;

namespace Sintropia.Deployment.Tests.Rendering;

/// <summary>What makes pods.</summary>
/// <param name="Root">Its manifest.</param>
internal sealed record Workload(JsonObject Root)
{
    /// <summary>Kinds that make pods.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Pod", "ReplicaSet"];

    /// <summary>Kind and name.</summary>
    public string Called => Kustomization.Identity(Root);

    /// <summary>Its name alone.</summary>
    public string Name => Root.Text("metadata/name")!;

    /// <summary>The pods' own description.</summary>
    public JsonNode? Pod => Root.At("spec/template/spec");

    /// <summary>The pods' labels.</summary>
    public IReadOnlyDictionary<string, string> Labels => Root.Pairs("spec/template/metadata/labels");

    /// <summary>Containers that run all the time.</summary>
    public IReadOnlyList<JsonObject> Containers => Pod.Items("containers");

    /// <summary>All containers, also those that only prepare.</summary>
    public IEnumerable<JsonObject> AllContainers => Pod.Items("initContainers").Concat(Containers);

    /// <summary>Whether the pods are silos.</summary>
    public bool IsSilo => Labels.GetValueOrDefault("app.kubernetes.io/name") == "silo";

    /// <summary>The role that the labels claim.</summary>
    public string Role => Labels.GetValueOrDefault("app.kubernetes.io/component") ?? "";

    /// <summary>The silo itself.</summary>
    public JsonObject Silo => Containers.Single(c => c.Text("name") == "silo");
}
