using Orleans.Runtime;

namespace Sintropia.Silo.Hosting;

/// <summary>How a silo is, for probes.</summary>
/// <param name="oracle">The cluster's membership.</param>
public sealed class SiloHealth(ISiloStatusOracle oracle)
{
    private volatile bool _draining;

    /// <summary>Whether it has joined the cluster once.</summary>
    public bool HasStarted => oracle.CurrentStatus is SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping;

    /// <summary>Whether it takes part in the cluster, and is not about to leave.</summary>
    public bool IsReady => !_draining && oracle.CurrentStatus == SiloStatus.Active;

    /// <summary>It is about to leave.</summary>
    public void Leave() => _draining = true;
}
