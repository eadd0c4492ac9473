namespace Sintropia.Biology.Tissues;

/// <summary>One way in which a cell of a hierarchy can divide.</summary>
/// <param name="Probability">Of this way, 0 to 1.</param>
/// <param name="First">Cell type of one daughter, as its index in the scenario.</param>
/// <param name="Second">Cell type of the other.</param>
public sealed record DivisionFate(double Probability, int First, int Second);
