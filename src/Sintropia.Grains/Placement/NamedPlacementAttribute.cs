using Orleans.Placement;

namespace Sintropia.Grains.Placement;

/// <summary>Marks grains that are on the machine whose address is their key.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NamedPlacementAttribute() : PlacementAttribute(new NamedPlacement());
