using Sintropia.Biology.Cells;
using Sintropia.Scenarios.Founders;

namespace Sintropia.Scenarios.Experiments;

/// <summary>Founders of one type.</summary>
/// <param name="Type">Name of the type.</param>
/// <param name="Cells">How many.</param>
/// <param name="Founding">Where in the cycle they stand.</param>
/// <param name="Measured">The measured cells that they are made of; null where they are drawn from the laws.</param>
public sealed record ScenarioPopulation(string Type, int Cells, Founding Founding = Founding.Asynchronous, FounderPopulation? Measured = null)
{
    /// <summary>Founders that are mutants from the start.</summary>
    public IReadOnlyList<ScenarioMutation> Mutants { get; init; } = [];
}
