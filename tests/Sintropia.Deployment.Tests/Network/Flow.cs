using System.Text.Json.Nodes;
using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Network;

/// <summary>What network policies let through between pods of one namespace.</summary>
internal static class Flow
{
    /// <summary>Whether pods of one workload may open connections to a port of another: one's way out and the other's way in are both open.</summary>
    public static bool IsOpen(Cluster cluster, Workload from, Workload to, int port) => Lets(cluster, from, to, port, "egress", "to") && Lets(cluster, to, from, port, "ingress", "from");

    /// <summary>The workload and its port behind the name of a service, or what is wrong with it.</summary>
    public static (Workload? Workload, int Port, string? Wrong) Behind(Cluster cluster, string host, int port)
    {
        var service = cluster.Find("Service", host.Split('.')[0]);
        if (service is null) return (null, 0, $"{host} is no service of this cluster.");
        if (service.Items("spec/ports").FirstOrDefault(p => p.Text("port") == $"{port}") is not { } opened) return (null, 0, $"the service {host} has no port {port}.");

        var workload = cluster.Workloads.FirstOrDefault(w => service.Pairs("spec/selector").Selects(w.Labels));
        var target = opened.Text("targetPort") ?? $"{port}";
        var declared = workload?.Containers.SelectMany(c => c.Items("ports")).FirstOrDefault(p => p.Text("name") == target || p.Text("containerPort") == target);
        return workload is null ? (null, 0, $"the service {host} selects no pods.")
            : declared is null ? (null, 0, $"the service {host} leads to port {target}, which {workload.Called} does not declare.")
            : (workload, int.Parse(declared.Text("containerPort")!), null);
    }

    /// <summary>What keeps a workload from reaching a service, or null.</summary>
    public static string? Obstacle(Cluster cluster, Workload from, string host, int port)
    {
        var (workload, target, wrong) = Behind(cluster, host, port);
        return wrong ?? (IsOpen(cluster, from, workload!, target) ? null : $"no policies let {from.Called} through to port {target} of {workload!.Called}.");
    }

    private static bool Lets(Cluster cluster, Workload whose, Workload other, int port, string direction, string peers) =>
        cluster.Of("NetworkPolicy").Where(p => p.Pairs("spec/podSelector/matchLabels").Selects(whose.Labels))
            .SelectMany(p => p.Items($"spec/{direction}"))
            .Any(rule => rule.Items("ports").Any(p => p.Text("port") == $"{port}") && rule.Items(peers).Any(peer => Means(peer, other)));

    private static bool Means(JsonObject peer, Workload workload) => peer.At("podSelector") is not null && peer.At("namespaceSelector") is null && peer.Pairs("podSelector/matchLabels").Selects(workload.Labels);
}
