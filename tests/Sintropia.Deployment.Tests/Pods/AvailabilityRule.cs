using System.Text.Json.Nodes;
using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Pods;

/// <summary>Selectors select what they are meant for; silos are spread over nodes and taken for maintenance one at a time; who is scaled is there.</summary>
internal static class AvailabilityRule
{
    /// <summary>One sentence for each thing wrong.</summary>
    public static IEnumerable<string> Violations(Cluster cluster) =>
        [.. cluster.Workloads.SelectMany(OfWorkload), .. cluster.Silos.SelectMany(silo => OfSilo(cluster, silo)), .. cluster.Of("PodDisruptionBudget").SelectMany(budget => OfBudget(cluster, budget)), .. cluster.Of("HorizontalPodAutoscaler").SelectMany(scaler => OfScaler(cluster, scaler))];

    private static IEnumerable<string> OfWorkload(Workload workload)
    {
        var selector = workload.Root.Pairs("spec/selector/matchLabels");
        if (selector.Count == 0 || !selector.Selects(workload.Labels)) yield return $"{workload.Called} selects {Written(selector)}, and its own pods have {Written(workload.Labels)}.";
    }

    private static IEnumerable<string> OfSilo(Cluster cluster, Workload silo)
    {
        var apart = silo.Pod.Items("affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution").Select(a => a.At("podAffinityTerm")).OfType<JsonObject>()
            .Concat(silo.Pod.Items("affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution")).ToList();
        var spread = silo.Pod.Items("topologySpreadConstraints");
        if (apart.Count == 0) yield return $"{silo.Called} has no podAntiAffinity: all its silos may be on one node.";
        if (spread.Count == 0) yield return $"{silo.Called} has no topologySpreadConstraints: all its silos may be in one zone.";
        foreach (var selector in apart.Concat(spread).Select(s => s.Pairs("labelSelector/matchLabels")).Where(s => !s.Selects(silo.Labels)))
            yield return $"{silo.Called} keeps apart from {Written(selector)}, which its own pods are not.";

        if (!cluster.Of("PodDisruptionBudget").Any(b => b.Pairs("spec/selector/matchLabels").Selects(silo.Labels))) yield return $"{silo.Called} has no PodDisruptionBudget: all its silos may be taken for maintenance at once.";
    }

    private static IEnumerable<string> OfBudget(Cluster cluster, JsonObject budget)
    {
        var name = Kustomization.Identity(budget);
        var selector = budget.Pairs("spec/selector/matchLabels");
        if (cluster.Workloads.Count(w => selector.Selects(w.Labels)) != 1) yield return $"{name} selects {Written(selector)}, which is not one workload.";
        if (budget.Text("spec/maxUnavailable") != "1") yield return $"{name}: maxUnavailable is {budget.Text("spec/maxUnavailable") ?? "not said"}. One at a time may go: none would stop every maintenance, more lose more than one silo's time.";
    }

    private static IEnumerable<string> OfScaler(Cluster cluster, JsonObject scaler)
    {
        var name = Kustomization.Identity(scaler);
        var target = cluster.Find(scaler.Text("spec/scaleTargetRef/kind") ?? "", scaler.Text("spec/scaleTargetRef/name"));
        if (target is null) yield return $"{name} scales {scaler.Text("spec/scaleTargetRef/kind")} {scaler.Text("spec/scaleTargetRef/name")}, which does not exist.";
        else if (target.At("spec/replicas") is not null) yield return $"{name} scales {Kustomization.Identity(target)}, whose own spec.replicas would undo that at every apply. Leave them out.";
    }

    private static string Written(IReadOnlyDictionary<string, string> labels) => labels.Count == 0 ? "nothing" : string.Join(", ", labels.Select(l => $"{l.Key}={l.Value}"));
}
