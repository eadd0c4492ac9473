using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Sintropia.Deployment.Tests.Rendering;

/// <summary>All that one overlay would bring to a cluster.</summary>
/// <param name="overlay">Name of the overlay.</param>
internal sealed class Cluster(string overlay)
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<JsonObject>> Rendered = new();

    /// <summary>The overlays that there are.</summary>
    public static IReadOnlyList<string> Overlays { get; } = [.. Directory.GetDirectories(Repository.PathOf("k8s/overlays")).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];

    /// <summary>Name of the overlay.</summary>
    public string Overlay => overlay;

    /// <summary>The manifests; a test that spoils one spoils its own copy.</summary>
    public List<JsonObject> Manifests { get; } = [.. Rendered.GetOrAdd(overlay, name => Kustomization.Render($"k8s/overlays/{name}")).Select(m => (JsonObject)m.DeepClone())];

    /// <summary>What makes pods.</summary>
    public IEnumerable<Workload> Workloads => Manifests.Where(m => Workload.Kinds.Contains(m.Text("kind"))).Select(m => new Workload(m));

    /// <summary>What makes silos.</summary>
    public IEnumerable<Workload> Silos => Workloads.Where(w => w.IsSilo);

    /// <summary>The manifests of a kind.</summary>
    public IEnumerable<JsonObject> Of(string kind) => Manifests.Where(m => m.Text("kind") == kind);

    /// <summary>A manifest by its kind and name, or null.</summary>
    public JsonObject? Find(string kind, string? name) => Of(kind).FirstOrDefault(m => m.Text("metadata/name") == name);

    /// <summary>A manifest by its kind and name, which has to be there.</summary>
    public JsonObject Get(string kind, string name) => Find(kind, name) ?? throw new ArgumentException($"Overlay {overlay} has no {kind} {name}.", nameof(name));

    /// <summary>The environment of a container as it will find it. What only the cluster knows stands for itself in the shape that it will have.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentOf(JsonObject container)
    {
        var variables = new Dictionary<string, string>();
        foreach (var from in container.Items("envFrom"))
            foreach (var (name, value) in Find("ConfigMap", from.Text("configMapRef/name")).Pairs("data")) variables[name] = value;
        foreach (var variable in container.Items("env")) variables[variable.Text("name")!] = ValueOf(variable);
        return variables;
    }

    private static string ValueOf(JsonObject variable) => (variable.Text("valueFrom/fieldRef/fieldPath"), variable.Text("valueFrom/secretKeyRef/key")) switch
    {
        ("status.podIP", _) => "10.0.0.1",
        (not null and var field, _) => field,
        (_, "connection-string") => "Host=postgres;Database=sintropia;Username=sintropia;Password=secret",
        (_, "token") => "0123456789abcdef0123456789abcdef",
        (_, not null and var key) => key,
        _ => variable.Text("value") ?? "",
    };
}
