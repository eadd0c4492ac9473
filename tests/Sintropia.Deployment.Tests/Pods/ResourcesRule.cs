using System.Text.Json.Nodes;
using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Pods;

/// <summary>Every container says what it needs and is held to a limit, so that one that runs away takes no other with it.</summary>
internal static class ResourcesRule
{
    /// <summary>One sentence for each thing wrong.</summary>
    public static IEnumerable<string> Violations(Cluster cluster) =>
        from workload in cluster.Workloads
        from container in workload.AllContainers
        from resource in new[] { "cpu", "memory" }
        let complaint = Violation(container, resource)
        where complaint is not null
        select $"{workload.Called}, {container.Text("name")}: {complaint}";

    private static string? Violation(JsonObject container, string resource)
    {
        var (request, limit) = (container.Text($"resources/requests/{resource}"), container.Text($"resources/limits/{resource}"));
        if (request is null) return $"asks for no {resource}.";
        if (limit is null) return $"has no limit of {resource}.";
        try
        {
            var (asked, most) = (Quantity.Parse(request), Quantity.Parse(limit));
            if (asked > most) return $"asks for {request} of {resource} and is limited to {limit}.";

            // Memory is not given back when the node needs it; a pod that was promised less than it may use is the first to be killed.
            return resource == "memory" && asked < most && container.Text("name") == "silo" ? $"asks for {request} of memory and may use {limit}. Ask for all of it." : null;
        }
        catch (FormatException wrong)
        {
            return wrong.Message;
        }
    }
}
