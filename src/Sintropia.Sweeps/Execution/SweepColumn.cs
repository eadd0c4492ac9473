namespace Sintropia.Sweeps.Execution;

/// <summary>A parameter of a sweep, as its table has it.</summary>
/// <param name="Name">Its column.</param>
/// <param name="Unit">The unit of the numbers there; empty for plain numbers and words.</param>
/// <param name="At">Where it stands in the scenario.</param>
public sealed record SweepColumn(string Name, string Unit, IReadOnlyList<string> At);
