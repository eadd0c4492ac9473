namespace Sintropia.Data.GroundTruth;

/// <summary>That one gene acts on another.</summary>
/// <param name="Regulator">Column of the one that acts.</param>
/// <param name="Target">Column of the one acted on, which comes later.</param>
/// <param name="Weight">What share of the regulator's move, in logarithms, the target makes; negative where it is held down.</param>
public readonly record struct RegulatoryEdge(int Regulator, int Target, double Weight);
