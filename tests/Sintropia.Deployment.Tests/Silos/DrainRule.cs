using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Silos;

/// <summary>A silo that is told to stop is given the time that it may take, so that its checkpoint is whole.</summary>
internal static class DrainRule
{
    /// <summary>For leaving the cluster and ending the process, s.</summary>
    private const int Margin = 15;

    /// <summary>One sentence for each thing wrong.</summary>
    public static IEnumerable<string> Violations(Cluster cluster) =>
        from workload in cluster.Silos
        let drains = SettingsRule.Bind(cluster, workload.Silo).Silo.DrainSeconds
        let given = int.Parse(workload.Pod.Text("terminationGracePeriodSeconds") ?? "30") // what Kubernetes gives where nothing is said
        where given < drains + Margin
        select $"{workload.Called}: terminationGracePeriodSeconds is {given}, and Silo__DrainSeconds {drains}. Give at least {drains + Margin}, or a checkpoint may be cut off.";
}
