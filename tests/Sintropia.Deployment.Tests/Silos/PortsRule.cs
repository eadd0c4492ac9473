using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Silos;

/// <summary>The ports of a silo's pod are those that its options make it listen at.</summary>
internal static class PortsRule
{
    /// <summary>One sentence for each thing wrong.</summary>
    public static IEnumerable<string> Violations(Cluster cluster)
    {
        foreach (var workload in cluster.Silos)
        {
            var silo = SettingsRule.Bind(cluster, workload.Silo).Silo;
            var listens = new Dictionary<string, int> { ["silo"] = silo.SiloPort, ["health"] = silo.HealthPort };
            if (workload.Role == "gateway") listens["http"] = silo.ApiPort;
            if (silo.GatewayPort != 0) listens["clients"] = silo.GatewayPort;

            var declared = workload.Silo.Items("ports").ToDictionary(p => p.Text("name") ?? "", p => p.Text("containerPort"));
            foreach (var (name, port) in listens)
            {
                if (!declared.TryGetValue(name, out var said)) yield return $"{workload.Called} declares no port {name}; its silo listens at {port}.";
                else if (said != $"{port}") yield return $"{workload.Called}: port {name} is {said}, and its silo listens at {port}.";
            }

            foreach (var name in declared.Keys.Except(listens.Keys)) yield return $"{workload.Called} declares port {name}, where its silo does not listen.";
        }
    }
}
