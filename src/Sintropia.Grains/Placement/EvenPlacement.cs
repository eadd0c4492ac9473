using Orleans.Runtime;

namespace Sintropia.Grains.Placement;

/// <summary>Blocks of a tissue take the machines in turn, by their number.</summary>
[Serializable, GenerateSerializer, SuppressReferenceTracking, Alias("even-placement")]
public sealed class EvenPlacement : PlacementStrategy;
