using Orleans.Placement;

namespace Sintropia.Grains.Placement;

/// <summary>Marks grains that take the machines in turn.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EvenPlacementAttribute() : PlacementAttribute(new EvenPlacement());
