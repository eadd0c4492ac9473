using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sintropia.Deployment.Tests.Options;
using Sintropia.Deployment.Tests.Rendering;
using Sintropia.Silo.Options;

namespace Sintropia.Deployment.Tests.Silos;

/// <summary>Every variable of a silo is one that it reads, with a value that it takes, and its roles are what its labels say.</summary>
internal static class SettingsRule
{
    private static readonly FrozenSet<string> Sections = FrozenSet.Create("Silo", "Storage", "Predictor", "Telemetry", "Web");

    /// <summary>Read by .NET, by OpenTelemetry, or by another variable.</summary>
    private static readonly FrozenSet<string> Others = FrozenSet.Create("POD_NAME", "POD_NAMESPACE", "OTEL_RESOURCE_ATTRIBUTES");

    private const string Logging = "Logging__LogLevel__";

    /// <summary>One sentence for each thing wrong.</summary>
    public static IEnumerable<string> Violations(Cluster cluster) =>
        from workload in cluster.Silos
        from container in workload.AllContainers
        from complaint in Violations(cluster, workload, container)
        select $"{workload.Called}, {container.Text("name")}: {complaint}";

    /// <summary>The settings of a container, bound and checked as its silo does at start.</summary>
    public static Bound Bind(Cluster cluster, JsonObject container) =>
        Bound.From(cluster.EnvironmentOf(container).Where(v => Sections.Contains(v.Key.Split("__")[0])).ToDictionary(v => v.Key, v => v.Value));

    private static IEnumerable<string> Violations(Cluster cluster, Workload workload, JsonObject container)
    {
        foreach (var (name, value) in cluster.EnvironmentOf(container))
        {
            if (name.StartsWith(Logging, StringComparison.Ordinal))
            {
                if (!Enum.TryParse<LogLevel>(value, out _)) yield return $"{name} is '{value}', which is no level.";
            }
            else if (!Sections.Contains(name.Split("__")[0]) && !Others.Contains(name))
            {
                yield return $"nothing reads {name}. Correct it, or add it to the variables that are known.";
            }
        }

        var (bound, refused) = Start(cluster, container, serves: workload.Containers.Contains(container));
        if (refused is not null) yield return refused;
        if (bound is not null && workload.Containers.Contains(container) && !bound.Silo.Roles.ToString().Equals(workload.Role, StringComparison.OrdinalIgnoreCase))
            yield return $"Silo__Roles is {bound.Silo.Roles}, and the label app.kubernetes.io/component says {workload.Role}.";
    }

    private static (Bound? Bound, string? Refused) Start(Cluster cluster, JsonObject container, bool serves)
    {
        Bound? bound = null;
        try
        {
            bound = Bind(cluster, container);
            if (serves && bound.Silo.Roles.HasFlag(SiloRoles.Gateway)) GatewaySettings.Read(Bound.Configuration(cluster.EnvironmentOf(container).ToDictionary(v => v.Key, v => v.Value)), bound.Silo);
            return (bound, null);
        }
        catch (Exception refused) when (refused is OptionsValidationException or AggregateException)
        {
            return (bound, string.Join(" ", Bound.Chain(refused).Select(e => e.Message)));
        }
    }
}
