using Orleans.Metadata;
using Orleans.Runtime;
using Sintropia.Grains.Niches;

namespace Sintropia.Grains.Placement;

/// <summary>The machines of a cluster that are alive and carry cells, as this one knows them.</summary>
/// <param name="manifests">What each machine hosts.</param>
/// <param name="types">Names of grain classes.</param>
public sealed class Machines(IClusterManifestProvider manifests, GrainTypeResolver types)
{
    private readonly GrainType _niche = types.GetGrainType(typeof(NicheGrain));

    /// <summary>How many there are. A machine counts as soon as blocks can be placed on it, and not before.</summary>
    public int Count() => manifests.Current.Silos.Values.Count(silo => silo.Grains.ContainsKey(_niche));
}
