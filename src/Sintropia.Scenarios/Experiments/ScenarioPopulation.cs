using Sintropia.Biology.Cells;

namespace Sintropia.Scenarios.Experiments;

/// <summary>Founders of one type.</summary>
/// <param name="Type">Name of the type.</param>
/// <param name="Cells">How many.</param>
/// <param name="Founding">Where in the cycle they stand.</param>
public sealed record ScenarioPopulation(string Type, int Cells, Founding Founding = Founding.Asynchronous);
