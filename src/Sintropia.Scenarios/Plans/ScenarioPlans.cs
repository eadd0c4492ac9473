using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Tissues;
using Sintropia.Scenarios.Experiments;
using Sintropia.Scenarios.Quantities;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Scenarios.Plans;

/// <summary>Resolves a scenario to what a simulation runs: indices instead of names, hours instead of units.</summary>
public static class ScenarioPlans
{
    /// <summary>The plan of one condition and replicate. All conditions share types, agents and draws, so that they can be paired cell by cell.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="condition">Name of the condition.</param>
    /// <param name="replicate">1 for the first.</param>
    /// <exception cref="ArgumentException">There is no such condition or replicate.</exception>
    public static OrganismPlan Compile(Scenario scenario, string condition, int replicate)
    {
        var arm = scenario.Conditions.FirstOrDefault(c => c.Name == condition)
            ?? throw new ArgumentException($"There is no condition '{condition}'; there are {string.Join(", ", scenario.Conditions.Select(c => c.Name))}.", nameof(condition));
        if (replicate < 1 || replicate > scenario.Replicates)
            throw new ArgumentException($"There is no replicate {replicate}; the scenario has 1 to {scenario.Replicates}.", nameof(replicate));
        var draws = new Draws(scenario.Seed).Replicate(replicate);
        uint populations = 0; // as founders are numbered: through all tissues
        var names = scenario.CellTypes.Select((t, i) => (t.Name, i)).ToDictionary(t => t.Name, t => t.i);
        return new()
        {
            CellTypes = [.. scenario.CellTypes.Select(t => t.Law with { Hierarchy = Hierarchy(t.Hierarchy, names), Mutations = Mutations(t.Mutations) })],
            Tissues = [.. scenario.Tissues.Select(t => new TissuePlan(t.Organ, t.Name, [.. t.Populations.Select(p => Population(p, populations++))], t.Crowding, t.Scale)
            {
                Migrations = [.. t.Migrations.Select(m => new Migration(names[m.Type], scenario.Tissues.ToList().IndexOf(scenario.Destination(m)!), m.Rate))],
            })],
            Agents = [.. scenario.Agents.Select(a => a with { Effects = [.. a.Effects.Select(e => Reaching(e, scenario.CellTypes))] })],
            Interventions = [.. arm.Interventions.Select(i => i.Route is null ? Intervention(i, scenario.Agents) : OrganismPlans.Dose(i, scenario))],
            Circulation = OrganismPlans.Circulation(scenario),
            Expression = scenario.Expression,
            Seed = draws.Seed,
            Tick = scenario.Tick,
            Duration = scenario.Duration,
            MostCells = scenario.Limit,
        };

        PopulationPlan Population(ScenarioPopulation population, uint number) =>
            new(names[population.Type], population.Cells, population.Founding, population.Measured?.Cells.Draw(draws, number, population.Cells)) { Mutants = Mutations(population.Mutants) };

        IReadOnlyList<Mutation> Mutations(IReadOnlyList<ScenarioMutation> mutations) => [.. mutations.Select(m => new Mutation(names[m.To], m.Probability))];
    }

    /// <summary>An intervention as the simulation takes it.</summary>
    /// <param name="intervention">As the scenario describes it.</param>
    /// <param name="agents">The agents of the scenario.</param>
    /// <exception cref="ArgumentException">It sets an agent that does not exist.</exception>
    public static Intervention Intervention(ScenarioIntervention intervention, IReadOnlyList<Agent> agents)
    {
        if (intervention.Kind.Sets() is not { } kind) return new Irradiation(intervention.Amount.Base, intervention.Schedule, intervention.Target);
        for (var i = 0; i < agents.Count; i++)
            if (agents[i].Kind == kind && agents[i].Name == intervention.Subject)
                return new Dosing(i, agents[i].Unit.Length == 0 ? intervention.Amount.Base : intervention.Amount.In(Units.Find(agents[i].Unit)!), intervention.Schedule, intervention.Target);
        throw new ArgumentException($"Nothing in this scenario is called '{intervention.Subject}'; there are {string.Join(", ", agents.Select(a => a.Name).Distinct())}.", nameof(intervention));
    }

    private static Hierarchy Hierarchy(ScenarioHierarchy? hierarchy, Dictionary<string, int> names) => hierarchy is null
        ? Biology.Tissues.Hierarchy.Flat
        : new([.. hierarchy.Divisions.Select(d => new DivisionFate(d.Probability, names[d.First], names[d.Second]))], hierarchy.Rounds, hierarchy.Then is { } then ? names[then] : -1,
            hierarchy.Feedback is { } feedback ? new(names[feedback.Counts], feedback.Half, feedback.Power) : null);

    /// <summary>An effect that needs a gene does not reach types that lack it.</summary>
    private static Effect Reaching(Effect effect, IReadOnlyList<ScenarioCellType> types)
    {
        if (effect.Requires is not { } gene || !types.Any(t => t.Lacks.Contains(gene))) return effect;
        var able = types.Where(t => !t.Lacks.Contains(gene) && (effect.CellTypes.Count == 0 || effect.CellTypes.Contains(t.Name))).Select(t => t.Name).ToArray();
        // No name at all would mean every type; one that no type can have means none.
        return effect with { CellTypes = able.Length > 0 ? able : [""] };
    }
}
