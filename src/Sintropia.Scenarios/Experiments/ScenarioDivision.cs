namespace Sintropia.Scenarios.Experiments;

/// <summary>One way in which a cell divides.</summary>
/// <param name="Probability">Of this way, 0 to 1.</param>
/// <param name="First">Type of one daughter.</param>
/// <param name="Second">Type of the other.</param>
public sealed record ScenarioDivision(double Probability, string First, string Second);
