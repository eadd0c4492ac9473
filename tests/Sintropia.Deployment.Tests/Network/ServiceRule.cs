using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Network;

/// <summary>Services lead to a port that their pods declare, and none leads out of the cluster by itself.</summary>
internal static class ServiceRule
{
    /// <summary>One sentence for each thing wrong.</summary>
    public static IEnumerable<string> Violations(Cluster cluster)
    {
        foreach (var service in cluster.Of("Service"))
        {
            var (called, name) = (Kustomization.Identity(service), service.Text("metadata/name")!);
            if (service.Text("spec/type") is not (null or "ClusterIP")) yield return $"{called} is a {service.Text("spec/type")}, which opens it to the outside. Put an ingress with a login before it.";
            foreach (var port in service.Items("spec/ports"))
                if (Flow.Behind(cluster, name, int.Parse(port.Text("port")!)).Wrong is { } wrong) yield return $"{called}: {wrong}";
        }

        foreach (var silo in cluster.Silos.Where(s => s.Role == "gateway"))
            if (Flow.Behind(cluster, "gateway", 80) is not { Wrong: null } way || way.Workload!.Called != silo.Called || !silo.Silo.Items("ports").Any(p => p.Text("name") == "http" && p.Text("containerPort") == $"{way.Port}"))
                yield return "The service gateway does not lead from port 80 to the HTTP port of the silos with the role gateway.";
    }
}
