namespace Sintropia.Client.Scenarios;

/// <summary>One number that a run rests on.</summary>
/// <param name="Subject">Of what.</param>
/// <param name="What">Which number.</param>
/// <param name="Value">Its value.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Spread">Its spread, if known.</param>
/// <param name="Status">sourced, assumed, or given by the scenario.</param>
/// <param name="Source">Citation.</param>
/// <param name="Doi">DOI, if there is one.</param>
/// <param name="Note">Why this value.</param>
public sealed record Assumption(string Subject, string What, string Value, string Unit, string Spread, string Status, string Source, string Doi, string Note);
