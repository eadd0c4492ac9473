using System.Text.Json.Nodes;
using Sintropia.Deployment.Tests.Rendering;
using Sintropia.Deployment.Tests.Silos;
using Sintropia.Silo.Options;

namespace Sintropia.Deployment.Tests.Network;

/// <summary>Everything is closed but what is named; what is named exists on both sides; silos are reached by silos alone.</summary>
internal static class PolicyRule
{
    /// <summary>One sentence for each thing wrong.</summary>
    public static IEnumerable<string> Violations(Cluster cluster) =>
    [
        .. cluster.Of("NetworkPolicy").Any(IsDefaultDeny) ? [] : new[] { "No policy closes everything first: one with an empty podSelector, both policyTypes and no rules." },
        .. cluster.Of("NetworkPolicy").SelectMany(policy => OfPolicy(cluster, policy).Select(complaint => $"{Kustomization.Identity(policy)}: {complaint}")),
        .. cluster.Silos.SelectMany(silo => OfSilo(cluster, silo)),
    ];

    private static bool IsDefaultDeny(JsonObject policy) =>
        policy.At("spec/podSelector") is JsonObject { Count: 0 } && policy.Texts("spec/policyTypes").Order().SequenceEqual(["Egress", "Ingress"])
        && policy.At("spec/ingress") is null && policy.At("spec/egress") is null;

    private static IEnumerable<string> OfPolicy(Cluster cluster, JsonObject policy)
    {
        var selector = policy.Pairs("spec/podSelector/matchLabels");
        var selected = cluster.Workloads.Where(w => selector.Selects(w.Labels)).ToList();
        if (selected.Count == 0) yield return $"selects {Written(selector)}, which no pod has.";

        foreach (var (direction, peers) in new[] { ("ingress", "from"), ("egress", "to") })
        {
            var typed = policy.Texts("spec/policyTypes").Contains(direction, StringComparer.OrdinalIgnoreCase);
            if (policy.At($"spec/{direction}") is not null && !typed) yield return $"has rules of {direction}, and policyTypes without it.";
            foreach (var rule in policy.Items($"spec/{direction}"))
                foreach (var complaint in OfRule(cluster, selected, rule, direction, peers)) yield return complaint;
        }
    }

    private static IEnumerable<string> OfRule(Cluster cluster, List<Workload> selected, JsonObject rule, string direction, string peers)
    {
        if (rule.Items("ports").Count == 0 || rule.Items("ports").Any(p => p.At("port") is null)) yield return $"opens every port by {direction}.";
        if (rule.Items(peers).Count == 0) yield return $"opens {direction} to everybody.";
        foreach (var peer in rule.Items(peers))
        {
            if (peer.At("podSelector") is JsonObject { Count: 0 } || peer.At("namespaceSelector") is JsonObject { Count: 0 }) yield return $"opens {direction} to everybody of a namespace, or of all.";
            if (direction == "ingress" && peer.At("ipBlock") is not null) yield return "lets in addresses. Let in pods or namespaces by their labels.";

            var inside = peer.At("podSelector") is not null && peer.At("namespaceSelector") is null;
            var others = cluster.Workloads.Where(w => inside && peer.Pairs("podSelector/matchLabels").Selects(w.Labels)).ToList();
            if (inside && others.Count == 0) yield return $"names {Written(peer.Pairs("podSelector/matchLabels"))}, which no pod has.";

            foreach (var port in rule.Items("ports").Select(p => p.Text("port")).OfType<string>())
            {
                var listening = direction == "ingress" ? selected : others;
                if (listening.Count > 0 && !listening.Any(w => Listens(w, port))) yield return $"opens port {port}, which {listening[0].Called} does not declare.";
                if (inside && int.TryParse(port, out var number) && !selected.Any(s => others.Any(o => direction == "ingress" ? Flow.IsOpen(cluster, o, s, number) : Flow.IsOpen(cluster, s, o, number))))
                    yield return $"opens port {port} by {direction}, and no policy opens the other end.";
            }
        }
    }

    private static IEnumerable<string> OfSilo(Cluster cluster, Workload silo)
    {
        var bound = SettingsRule.Bind(cluster, silo.Silo);
        foreach (var other in cluster.Silos.Where(other => !Flow.IsOpen(cluster, silo, other, bound.Silo.SiloPort)))
            yield return $"No policies let {silo.Called} through to port {bound.Silo.SiloPort} of {other.Called}.";

        foreach (var policy in cluster.Of("NetworkPolicy").Where(p => p.Pairs("spec/podSelector/matchLabels").Selects(silo.Labels)))
            foreach (var rule in policy.Items("spec/ingress").Where(r => r.Items("ports").Any(p => p.Text("port") == $"{bound.Silo.SiloPort}")))
                if (rule.Items("from").Any(peer => peer.Pairs("podSelector/matchLabels").GetValueOrDefault("app.kubernetes.io/name") != "silo"))
                    yield return $"{Kustomization.Identity(policy)} opens the port of silos to others. It has neither encryption nor passwords.";

        if (bound.Silo.Clustering == Clustering.Postgres && Flow.Obstacle(cluster, silo, "postgres", 5432) is { } store) yield return $"{silo.Called} needs PostgreSQL: {store}";
        if (UsesAzure(bound) && !LeavesTheCluster(cluster, silo)) yield return $"{silo.Called} needs Azure, and no policy lets it out to port 443.";
        if (bound.Telemetry.OtlpEndpoint is { } collector && Flow.Obstacle(cluster, silo, collector.Host, collector.Port) is { } sends) yield return $"{silo.Called} sends to {collector}: {sends}";
    }

    private static bool UsesAzure(Options.Bound bound) =>
        bound.Silo.Clustering == Clustering.AzureTables || bound.Storage.Checkpoints == CheckpointStorage.AzureBlob || bound.Storage.GrainStorage == GrainStorage.AzureBlob;

    private static bool LeavesTheCluster(Cluster cluster, Workload silo) =>
        cluster.Of("NetworkPolicy").Where(p => p.Pairs("spec/podSelector/matchLabels").Selects(silo.Labels)).SelectMany(p => p.Items("spec/egress"))
            .Any(rule => rule.Items("to").Any(peer => peer.At("ipBlock") is not null) && rule.Items("ports").Any(p => p.Text("port") == "443"));

    private static bool Listens(Workload workload, string port) => workload.Containers.SelectMany(c => c.Items("ports")).Any(p => p.Text("containerPort") == port);

    private static string Written(IReadOnlyDictionary<string, string> labels) => labels.Count == 0 ? "nothing" : string.Join(", ", labels.Select(l => $"{l.Key}={l.Value}"));
}
