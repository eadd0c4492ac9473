using System.Text.Json.Nodes;
using Sintropia.Deployment.Tests.Rendering;
using Sintropia.Silo.Options;

namespace Sintropia.Deployment.Tests.Silos;

/// <summary>Whatever runs all the time is asked whether it is ready and whether it lives; a silo at the paths and the port where it answers.</summary>
internal static class ProbesRule
{
    private static readonly Dictionary<string, string> OfASilo = new() { ["startupProbe"] = HealthPaths.Startup, ["livenessProbe"] = HealthPaths.Live, ["readinessProbe"] = HealthPaths.Ready };

    /// <summary>One sentence for each thing wrong.</summary>
    public static IEnumerable<string> Violations(Cluster cluster) =>
        from workload in cluster.Workloads
        from container in workload.Containers
        from complaint in workload.IsSilo ? OfSilo(cluster, container) : OfOther(container)
        select $"{workload.Called}, {container.Text("name")}: {complaint}";

    private static IEnumerable<string> OfSilo(Cluster cluster, JsonObject container)
    {
        var listens = SettingsRule.Bind(cluster, container).Silo.HealthPort;
        foreach (var (probe, path) in OfASilo)
        {
            var asked = container.Text($"{probe}/httpGet/path");
            if (asked is null) yield return $"has no {probe} by HTTP.";
            else if (asked != path) yield return $"its {probe} asks {asked}; the silo answers that at {path}.";
            else if (PortOf(container, $"{probe}/httpGet/port") != $"{listens}") yield return $"its {probe} asks at port {container.Text($"{probe}/httpGet/port")}; the silo answers at {listens}.";
        }
    }

    private static IEnumerable<string> OfOther(JsonObject container)
    {
        foreach (var probe in new[] { "readinessProbe", "livenessProbe" })
        {
            if (container.At(probe) is null) yield return $"has no {probe}.";
            else if (container.At($"{probe}/httpGet") is not null && PortOf(container, $"{probe}/httpGet/port") is null)
                yield return $"its {probe} asks at port {container.Text($"{probe}/httpGet/port")}, which it does not declare.";
        }
    }

    /// <summary>The number of a port that is given by name or number; null where it is not declared.</summary>
    private static string? PortOf(JsonObject container, string path)
    {
        var asked = container.Text(path);
        return container.Items("ports").FirstOrDefault(p => p.Text("name") == asked || p.Text("containerPort") == asked).Text("containerPort");
    }
}
