using System.Globalization;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Interventions;
using Sintropia.Predictors;
using Sintropia.Scenarios.Experiments;
using Sintropia.Simulation.Circulation;

namespace Sintropia.Scenarios.Reading;

/// <summary>Checks what no section can know alone: names that have to exist elsewhere, times that have to fit each other.</summary>
/// <param name="reading">Where problems go.</param>
/// <param name="scenario">What was read.</param>
/// <param name="interventions">All interventions, with where they stand.</param>
internal sealed class ScenarioChecks(ScenarioReading reading, Scenario scenario, IReadOnlyList<(ScenarioIntervention Intervention, string Path)> interventions)
{
    /// <summary>Most cell types of a scenario.</summary>
    public const int MostTypes = 255;

    private const int MostFractional = 8;
    private const double MostTicks = 1e7;
    private const double MostDivisionsPerTick = 8;
    private readonly string[] _types = [.. scenario.CellTypes.Select(t => t.Name)];

    /// <summary>Reports everything that does not fit.</summary>
    public void Check()
    {
        CheckTimes();
        CheckTypes();
        CheckCycles();
        CheckPopulations();
        CheckMigrations();
        CheckAgents();
        foreach (var (intervention, path) in interventions) new InterventionChecks(reading, scenario, intervention, path).Check();
        foreach (var condition in scenario.Conditions)
            if (condition.Interventions.Count(i => i.Target.IsPartial) is > MostFractional and var count)
                reading.Wrong(condition.Name == ScenarioCondition.Only ? "interventions" : $"conditions.{condition.Name}",
                    $"{count} interventions of the condition '{condition.Name}' reach a fraction of the cells, or one, and a cell remembers {MostFractional} such choices. Join some of them, or give them the whole");
        CheckUse();
        CheckLacks();
        CheckExpression();
        CheckOrganism();
    }

    private void CheckTimes()
    {
        var (duration, tick, record) = (scenario.Duration, scenario.Tick, scenario.RecordEvery);
        var said = reading.Says("record");
        if (said && !Multiple(record, tick)) reading.Wrong("record", $"Records every {Time(record)} do not fall on ticks of {Time(tick)}. Make it a multiple of the tick", $"every {Time(Math.Max(1, Math.Round(record / tick)) * tick)}");
        if (scenario.SnapshotEvery > 0 && !Multiple(scenario.SnapshotEvery, tick))
            reading.Wrong("expression.snapshot", $"Snapshots every {Time(scenario.SnapshotEvery)} do not fall on ticks of {Time(tick)}. Make it a multiple of the tick", $"every {Time(Math.Max(1, Math.Round(scenario.SnapshotEvery / tick)) * tick)}");
        if (double.IsNaN(duration)) return;
        if (!Multiple(duration, tick)) reading.Wrong("duration", $"A run of {Time(duration)} does not end on a tick of {Time(tick)}. Make it a multiple of the tick", Time(Math.Max(1, Math.Round(duration / tick)) * tick));
        if (duration / tick > MostTicks) reading.Wrong("duration", $"A run of {Time(duration)} has {duration / tick:0} ticks of {Time(tick)}; {MostTicks:0} are possible. Check the units, or make the tick longer");
        if (!said && Multiple(duration, tick) && (!Multiple(record, tick) || record > duration))
            reading.Wrong("tick", $"'record' is left out, which means every {Time(record)}, and that does not fit a run of {Time(duration)} in ticks of {Time(tick)}. Write 'record: every {Time(tick)}'");
        if (said && record > duration) reading.Wrong("record", $"Records every {Time(record)} come after the end of the run at {Time(duration)}. Record more often");
    }

    /// <summary>Cells that divide again and again within a tick outgrow any machine before anybody counts them.</summary>
    private void CheckCycles()
    {
        foreach (var type in scenario.CellTypes)
            if (type.Law.Cycle is { } cycle && cycle.Mean * MostDivisionsPerTick < scenario.Tick)
                reading.Wrong($"cell_types.{type.Name}.cycle", $"Cells of type '{type.Name}' would divide every {Time(cycle.Mean)}, {scenario.Tick / cycle.Mean:0} times in each tick of {Time(scenario.Tick)}. Check the units of the durations, or shorten the tick");
    }

    private void CheckTypes()
    {
        if (_types.Length > MostTypes) reading.Wrong("cell_types", $"More than {MostTypes} cell types stand here, and a cell keeps its type in a byte. Leave some out");
        foreach (var type in scenario.CellTypes)
        {
            CheckMutations(type.Mutations, type.Name, $"cell_types.{type.Name}.mutations");
            if (type.Mutations.Count > 0 && type.Law.Cycle is null && !scenario.CellTypes.Any(t => t.LeadsTo.Contains(type.Name)))
                reading.Wrong($"cell_types.{type.Name}.mutations", $"Cells of type '{type.Name}' never divide and are born of none that do, so none of them mutates. Give them a 'cycle', or make founders mutants with 'mutants'");
            var path = $"cell_types.{type.Name}.hierarchy";
            if (type.Hierarchy is not { } hierarchy) continue;
            if (type.Law.Cycle is null) reading.Wrong(path, $"Cells of type '{type.Name}' never divide, so nothing becomes of their daughters. Remove 'hierarchy', or give them a 'cycle'");
            for (var i = 0; i < hierarchy.Divisions.Count; i++)
            {
                MustBeType(hierarchy.Divisions[i].First, $"{path}.divisions[{i}].daughters[0]");
                MustBeType(hierarchy.Divisions[i].Second, $"{path}.divisions[{i}].daughters[1]");
            }

            if (hierarchy.Then is { } then) MustBeType(then, $"{path}.then");
            if (hierarchy.Feedback is { } feedback) MustBeType(feedback.Counts, $"{path}.feedback.counts");
            if (hierarchy.Feedback is not null && hierarchy.Divisions.Count == 0) reading.Warn($"{path}.feedback", $"The feedback on '{type.Name}' scales the first of its 'divisions', and there are none, so it does nothing");
        }
    }

    private void CheckMutations(IReadOnlyList<ScenarioMutation> mutations, string type, string path)
    {
        for (var i = 0; i < mutations.Count; i++)
        {
            MustBeType(mutations[i].To, $"{path}[{i}].to");
            if (mutations[i].To == type) reading.Wrong($"{path}[{i}].to", $"Cells of type '{type}' cannot mutate into what they are. Name another type, such as one that is 'like: {type}' with other numbers");
        }
    }

    private void CheckPopulations()
    {
        var founders = 0L;
        foreach (var tissue in scenario.Tissues)
            for (var i = 0; i < tissue.Populations.Count; i++)
            {
                var population = tissue.Populations[i];
                var path = $"tissues.{tissue.Name}.populations[{i}]";
                founders += population.Cells;
                CheckMutations(population.Mutants, population.Type, $"{path}.mutants");
                foreach (var mutant in scenario.CellTypes.Where(t => population.Mutants.Any(m => m.To == t.Name))) CheckFounding(population, mutant.Law, path);
                if (population.Type.Length == 0) continue;
                MustBeType(population.Type, $"{path}.type");
                if (scenario.CellTypes.FirstOrDefault(t => t.Name == population.Type)?.Law is { } type) CheckFounding(population, type, path);
            }

        if (scenario.Tissues.Count == 0) reading.Wrong("tissues", "No tissue stands here, so there are no cells. Write for example 'tissues: { dish: { populations: [ { type: hela, cells: 5000 cells } ] } }'");
        if (founders > scenario.Limit) reading.Wrong("limit", $"The experiment begins with {founders} cells and its limit is {scenario.Limit}. Found fewer, or raise 'limit'");
    }

    private void CheckMigrations()
    {
        foreach (var tissue in scenario.Tissues)
            for (var i = 0; i < tissue.Migrations.Count; i++)
            {
                var (migration, path) = (tissue.Migrations[i], $"tissues.{tissue.Name}.migration[{i}]");
                MustBeType(migration.Type, $"{path}.type");
                if (tissue.Migrations.Take(i).Any(m => m.Type == migration.Type)) reading.Wrong($"{path}.type", $"Cells of type '{migration.Type}' have a way out of '{tissue.Name}' already, and one is all that a type can have. Remove one");
                var others = scenario.Tissues.Where(t => t != tissue).ToArray();
                if (scenario.Destination(migration) is not { } to)
                    reading.Wrong($"{path}.to", others.Count(t => t.Organ == migration.To) > 1
                        ? $"The organ '{migration.To}' has several tissues, {string.Join(", ", others.Where(t => t.Organ == migration.To).Select(t => t.Name))}. Name the one that cells come into"
                        : $"There is no tissue '{migration.To}', nor an organ with one tissue that is called so; {(others.Length == 0 ? $"'{tissue.Name}' is the only one. Add the tissue that its cells go to" : $"there are {string.Join(", ", others.Select(t => t.Name))}")}", NearestName.To(migration.To, others.SelectMany(t => new[] { t.Name, t.Organ })));
                else if (to == tissue) reading.Wrong($"{path}.to", $"Cells of '{tissue.Name}' are there already. Name another tissue");
                else if (to.Scale != tissue.Scale)
                    reading.Wrong($"{path}.to", FormattableString.Invariant($"A cell of '{tissue.Name}' stands for {tissue.Scale:R} cells of the body and one of '{to.Name}' for {to.Scale:R}, so that cells would appear or vanish on the way. Give both tissues one 'scale'"));
                else if (_types.Contains(migration.Type) && !scenario.TypesIn(tissue).Contains(migration.Type)) reading.Warn($"{path}.type", $"There never are cells of type '{migration.Type}' in '{tissue.Name}', so none leaves it");
            }
    }

    private void CheckFounding(ScenarioPopulation population, CellType type, string path)
    {
        var needed = population.Founding switch { Founding.StartOfS => Phase.S, Founding.StartOfM => Phase.M, _ => (Phase?)null };
        if (needed is { } phase && type.Cycle?.Has(phase) != true)
            reading.Wrong($"{path}.founding", $"Cells of type '{type.Name}' have no {phase.Name()} to start in. Use another founding, or give the cycle this phase");
        if (population.Measured is { Cells: var measured } && population.Founding == Founding.Asynchronous)
            foreach (var stage in Enumerable.Range(0, measured.Count).Select(measured.Stage).Distinct().Order())
                if (type.Cycle is null || !Phases.All.Any(p => stage.Has(p) && (type.Cycle.Has(p) || p == Phase.G0 && type.Quiescence.Probability > 0)))
                    reading.Wrong($"{path}.from", $"Measured cells were in {stage}, where no cell of type '{type.Name}' ever is. Give the type these phases, leave such cells out with 'where', or say 'cycling: false' for cells that rest");
        if (population.Founding == Founding.Resting && type.Cycle is not null && type.Quiescence.Rest is Endless)
            reading.Warn($"{path}.founding", $"These founders rest in G0, and nothing wakes cells of type '{type.Name}': they will rest for the whole run. Give 'quiescence' a 'rest' if they should wake");
    }

    private void CheckAgents()
    {
        foreach (var agent in scenario.Agents)
        {
            var path = Path(agent);
            for (var i = 0; i < agent.Effects.Count; i++) CheckEffect(agent, agent.Effects[i], $"{path}[{i}]");
            foreach (var type in agent.Secretion.Keys) MustBeType(type, $"ligands.{agent.Name}.secretion.{type}");
            foreach (var type in agent.Uptake.Keys) MustBeType(type, $"ligands.{agent.Name}.uptake.{type}");
        }
    }

    private void CheckEffect(Agent agent, Effect effect, string path)
    {
        for (var i = 0; i < effect.CellTypes.Count; i++) MustBeType(effect.CellTypes[i], $"{path}.cell_types[{i}]");
        var phases = effect switch { Holding holding => (PhaseSet)(1 << (int)holding.Phase), Slowing slowing => slowing.Phases, _ => PhaseSet.None };
        if (phases == PhaseSet.None || (phases & PhaseSet.G0) != 0) return;
        var reached = scenario.CellTypes.Where(t => effect.CellTypes.Count == 0 || effect.CellTypes.Contains(t.Name)).ToArray();
        var without = reached.Where(t => t.Law.Cycle is null || !t.Law.Cycle.PhaseDurations.Any(p => phases.Has(p.Phase))).Select(t => t.Name).ToArray();
        if (without.Length > 0 && (effect.CellTypes.Count > 0 || without.Length == reached.Length))
            reading.Warn(path, $"{agent.Name} acts on {string.Join(", ", Sections.PhaseWords.Names(phases))}, which {(without.Length == 1 ? "cells of type" : "the types")} {string.Join(", ", without)} never enter{(without.Length == 1 ? "" : "s")}, so it does nothing to them");
    }

    private void CheckUse()
    {
        var used = scenario.Tissues.SelectMany(t => scenario.TypesIn(t)).ToHashSet();
        foreach (var type in _types.Where(t => !used.Contains(t))) reading.Warn($"cell_types.{type}", $"No tissue ever holds cells of type '{type}'. Give it a population, or remove it");
        var given = interventions.Select(i => (i.Intervention.Kind.Sets(), i.Intervention.Subject)).ToHashSet();
        foreach (var agent in scenario.Agents.Where(a => a.Kind is AgentKind.Compound or AgentKind.Ligand))
            if (!given.Contains((agent.Kind, agent.Name)) && agent.Baseline == 0 && agent.Secretion.Count == 0)
                reading.Warn($"{(agent.Kind == AgentKind.Compound ? "compounds" : "ligands")}.{agent.Name}", $"Nothing gives '{agent.Name}' to the cells. Add an intervention, or remove it");
    }

    /// <summary>A gene that cells lack and no effect requires is of no account, and fine; one that looks like a required one is misspelt, and the effect would act all the same.</summary>
    private void CheckLacks()
    {
        var required = scenario.Agents.SelectMany(a => a.Effects).Select(e => e.Requires).OfType<string>().ToHashSet();
        foreach (var type in scenario.CellTypes)
            foreach (var gene in type.Lacks.Where(gene => !required.Contains(gene)))
                if (NearestName.To(gene, required) is { } near)
                    reading.Warn($"cell_types.{type.Name}.lacks", $"No effect requires '{gene}', so nothing changes for cells of type '{type.Name}' that lack it. Effects require {string.Join(", ", required.Order(StringComparer.Ordinal))}; write '{near}' if that is meant");
    }

    private void CheckExpression()
    {
        if (scenario.Expression is not { } expression) return;
        // A trained model need not know what is there and never acts, such as a gene that an effect requires.
        var done = scenario.Conditions.SelectMany(c => c.Interventions).Select(i => (i.Kind.Sets(), i.Subject)).ToHashSet();
        var asked = expression.Trained is null ? scenario.Agents : [.. scenario.Agents.Where(a => a.Baseline > 0 || a.IsDynamic || done.Contains((a.Kind, a.Name)))];
        foreach (var objection in PredictorRegistry.Objections(expression, asked)) reading.Wrong("expression.predictor", objection);
        if (expression.Trained is not { Card: { } card }) return;
        foreach (var agent in asked.Where(a => card.Agents.Any(k => k.Is(a)) && card.Extrapolated.Contains(a.Name, StringComparer.Ordinal)))
            reading.Warn("expression.predictor", $"{card.Name} was never trained with {agent.Name}, and can only be told of it: what it says of cells under it is an extrapolation. Measured alternatives are {string.Join(", ", card.Agents.Select(k => k.Name).Except(card.Extrapolated).Take(5))}");
    }

    private void CheckOrganism()
    {
        if (scenario.Organism is not { } organism)
        {
            foreach (var tissue in scenario.Tissues.Where(t => t.Scale != 1)) reading.Warn($"tissues.{tissue.Name}.scale", "Cells of a culture stand for themselves, so that 'scale' does nothing without an organism");
            return;
        }

        var organs = organism.Physiology.Organs.Select(o => o.Name).Append(CirculationPlan.Blood).ToArray();
        foreach (var tissue in scenario.Tissues.Where(t => !organs.Contains(t.Organ)))
            reading.Wrong(reading.Says($"tissues.{tissue.Name}.organ") ? $"tissues.{tissue.Name}.organ" : $"tissues.{tissue.Name}", $"The body has no organ '{tissue.Organ}' for the tissue '{tissue.Name}'; it has {string.Join(", ", organs)}. Name one of them, or add it under 'organs'", NearestName.To(tissue.Organ, organs));
        for (var i = 0; i < organism.Functions.Count; i++)
        {
            var (function, path) = (organism.Functions[i], $"organism.function[{i}]");
            for (var k = 0; k < function.Cells.Count; k++) MustBeType(function.Cells[k], $"{path}.cells[{k}]");
            if (function.Tissue is { } name && scenario.Tissues.All(t => t.Name != name)) reading.Wrong($"{path}.tissue", $"There is no tissue '{name}'; there are {string.Join(", ", scenario.Tissues.Select(t => t.Name))}", NearestName.To(name, scenario.Tissues.Select(t => t.Name)));
            else if (function.Tissue is null && scenario.Tissues.All(t => t.Organ != function.Organ)) reading.Wrong(path, $"No tissue of the {function.Organ} is simulated, so there are no cells that could carry its clearance. Add one, or name the tissue with 'tissue'");
        }
    }

    private void MustBeType(string name, string path)
    {
        if (!_types.Contains(name))
            reading.Wrong(path, _types.Length == 0 ? $"There is no cell type '{name}': describe it under 'cell_types'" : $"There is no cell type '{name}'; there are {string.Join(", ", _types.Take(30))}", NearestName.To(name, _types));
    }

    private static string Path(Agent agent) => agent.Kind switch
    {
        AgentKind.Compound => $"compounds.{agent.Name}.effects",
        AgentKind.Ligand => $"ligands.{agent.Name}.effects",
        AgentKind.Environment => $"environment.{agent.Name}.effects",
        AgentKind.GeneLoss => $"genes.{agent.Name}.loss",
        _ => $"genes.{agent.Name}.gain",
    };

    /// <summary>A time in the first unit in which it is a short number: 7 min rather than 0.11666666666666667 h.</summary>
    private static string Time(double hours)
    {
        foreach (var (unit, number) in ((string, double)[])[("h", hours), ("min", hours * 60), ("s", hours * 3600)])
            if (Math.Abs(number - Math.Round(number, 3)) <= 1e-9 * number) return string.Create(CultureInfo.InvariantCulture, $"{Math.Round(number, 3)} {unit}");
        return string.Create(CultureInfo.InvariantCulture, $"{hours} h");
    }

    private static bool Multiple(double value, double of) => double.IsNaN(value) || !(of > 0) || Math.Abs(value / of - Math.Round(value / of)) < 1e-6 && value / of > 0.5;
}
