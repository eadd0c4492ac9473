using Orleans.Runtime;

namespace Sintropia.Grains.Placement;

/// <summary>A grain is on the machine whose address is its key, and on no other.</summary>
[Serializable, GenerateSerializer, SuppressReferenceTracking, Alias("named-placement")]
public sealed class NamedPlacement : PlacementStrategy;
