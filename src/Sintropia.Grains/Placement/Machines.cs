using Orleans.Metadata;
using Orleans.Runtime;
using Sintropia.Grains.Niches;
using Sintropia.Grains.Predictors;

namespace Sintropia.Grains.Placement;

/// <summary>The machines of a cluster that are alive, as a member or client of it knows them.</summary>
/// <param name="manifests">What each machine hosts.</param>
/// <param name="types">Names of grain classes.</param>
public sealed class Machines(IClusterManifestProvider manifests, GrainTypeResolver types)
{
    private readonly GrainType _niche = types.GetGrainType(typeof(NicheGrain)), _load = types.GetGrainType(typeof(PredictorLoadGrain));

    /// <summary>How many carry cells. A machine counts as soon as blocks can be placed on it, and not before.</summary>
    public int Count() => manifests.Current.Silos.Values.Count(silo => silo.Grains.ContainsKey(_niche));

    /// <summary>Those that host predictors.</summary>
    public IReadOnlyList<SiloAddress> Predicting() => [.. manifests.Current.Silos.Where(silo => silo.Value.Grains.ContainsKey(_load)).Select(silo => silo.Key)];
}
