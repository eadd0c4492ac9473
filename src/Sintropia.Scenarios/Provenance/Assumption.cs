namespace Sintropia.Scenarios.Provenance;

/// <summary>A number that a simulation rests on, and where it comes from.</summary>
/// <param name="Subject">What it is about: <c>mcf10a.G1</c>.</param>
/// <param name="What">Which property of that: <c>duration, mean</c>.</param>
/// <param name="Value">The number, as written.</param>
/// <param name="Unit">Its unit; empty for plain numbers.</param>
/// <param name="Spread">How uncertain it is, in words or numbers; empty if nothing is known.</param>
/// <param name="Status">Where it comes from.</param>
/// <param name="Source">The work or file that it was read in.</param>
/// <param name="Doi">Its doi; empty if it has none.</param>
/// <param name="Note">Why this value, or what to keep in mind.</param>
public sealed record Assumption(string Subject, string What, string Value, string Unit, string Spread, AssumptionStatus Status, string Source, string Doi, string Note);
