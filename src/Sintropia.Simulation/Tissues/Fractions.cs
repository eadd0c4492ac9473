using Sintropia.Biology.Interventions;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Simulation.Tissues;

/// <summary>Numbers the interventions that reach only a fraction of the cells, or one: each has a bit in a cell's subset.</summary>
internal static class Fractions
{
    /// <summary>Most fractional interventions in a scenario.</summary>
    public const int Most = 8;

    /// <summary>All interventions, with their number in the scenario and their bit; −1 for those that reach every cell.</summary>
    public static IEnumerable<(Intervention Intervention, int Number, int Bit)> Of(OrganismPlan organism)
    {
        var bit = 0;
        for (var number = 0; number < organism.Interventions.Count; number++)
        {
            var intervention = organism.Interventions[number];
            yield return (intervention, number, intervention.Target.IsPartial ? bit++ : -1);
        }
    }
}
