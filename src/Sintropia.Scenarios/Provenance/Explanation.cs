using System.Globalization;
using System.Text;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Expression;
using Sintropia.Biology.Numerics;
using Sintropia.Biology.Interventions;
using Sintropia.Predictors.StandIn;
using Sintropia.Scenarios.Experiments;
using Sintropia.Scenarios.Sections;

namespace Sintropia.Scenarios.Provenance;

/// <summary>Says in words what a scenario will simulate, and what it rests on.</summary>
public sealed class Explanation
{
    private readonly StringBuilder _text = new();
    private readonly Scenario _scenario;

    private Explanation(Scenario scenario) => _scenario = scenario;

    /// <summary>The explanation as plain text.</summary>
    public static string Of(Scenario scenario)
    {
        var explanation = new Explanation(scenario);
        explanation.Experiment();
        foreach (var type in scenario.CellTypes) explanation.Type(type);
        if (scenario.Agents.Any(a => a.Effects.Count > 0)) explanation.Agents();
        if (scenario.Expression is { } expression) explanation.Expression(expression);
        if (scenario.Organism is { } organism) explanation._text.Append(OrganismExplanation.Of(organism, scenario));
        explanation.Conditions();
        explanation.Coupling();
        explanation.Numbers();
        explanation.Notes();
        return explanation._text.ToString();
    }

    private void Experiment()
    {
        Line(_scenario.Name);
        if (_scenario.Description.Length > 0) Line(_scenario.Description);
        Line();
        var runs = _scenario.Conditions.Count * _scenario.Replicates;
        Line($"{runs} run{(runs == 1 ? "" : "s")}: {Count(_scenario.Conditions.Count, "condition")}, {Count(_scenario.Replicates, "replicate")} each, {Hours(_scenario.Duration)} in ticks of {Hours(_scenario.Tick)}, recorded every {Hours(_scenario.RecordEvery)}, seed {_scenario.Seed}. The lives of cells are {(_scenario.KeepLineage ? "kept" : "not kept")}.");
        foreach (var tissue in _scenario.Tissues)
        {
            var founders = string.Join(", ", tissue.Populations.Select(p => $"{p.Cells} {p.Type} ({p.Founding switch { Founding.StartOfS => "at the start of S", Founding.StartOfM => "at the start of M", _ => p.Founding.ToString().ToLowerInvariant() }})"));
            var room = tissue.Crowding is { } crowding ? $"; G1 slows as it fills, and stops at {Number(crowding.Capacity)} cells (power {Number(crowding.Power)})" : "; it has room without end";
            foreach (var population in tissue.Populations.Where(p => p.Measured is not null)) Measured(population);
            Line($"Tissue {tissue.Name} of organ {tissue.Organ} begins with {founders}{room}.");
            foreach (var migration in tissue.Migrations) Line($"  its cells of type {migration.Type} go to {_scenario.Destination(migration)!.Name}, {(double.IsInfinity(migration.Rate) ? "all that are there at the end of a tick" : $"at {Number(migration.Rate)} per h")}.");
        }
    }

    private void Measured(ScenarioPopulation population)
    {
        var (cells, founders) = (population.Measured!.Cells.Count, population.Cells);
        var used = founders == cells ? "each founder is one of them, and each of them a founder"
            : founders < cells ? $"the founders are {founders} of them, drawn without replacement"
            : $"each of them makes {founders / cells}{(founders % cells > 0 ? $" or {founders / cells + 1}" : "")} founders, since there are {founders}";
        Line($"Founders of {population.Type}: {string.Join(' ', population.Measured.Notes)} Of these {cells} cells, {used}.");
    }

    private void Type(ScenarioCellType type)
    {
        var law = type.Law;
        Line();
        Line($"Cell type {type.Name}{(type.Preset is { } preset ? $" (preset {preset})" : "")}{(type.Description.Length > 0 ? $": {type.Description}" : "")}");
        if (law.Cycle is not { } cycle)
        {
            Line($"  never divides; lives {Law(law.Quiescence.Rest)}, then dies by apoptosis.");
        }
        else
        {
            var growth = StableGrowth.Of(law);
            foreach (var (phase, duration) in cycle.PhaseDurations) Line($"  {phase.Name(),-3} {Law(duration)}");
            var shares = string.Join(", ", Enumerable.Range(0, growth.Fractions.Count).Where(i => growth.Fractions[i] > 0).Select(i => $"{((Phase)i).Name()} {Percent(growth.Fractions[i])}"));
            Line($"  from birth to division {Hours(cycle.Mean)} on average; undisturbed it {Growing(growth)}, with {shares}.");
            if (law.Quiescence.Probability > 0) Line($"  {Percent(law.Quiescence.Probability)} of the newborns rest first, {Law(law.Quiescence.Rest)}.");
            if (law.EarlyPace is { } early) Line($"  {Pace("G0 and G1", early)}");
            if (law.LatePace is { } late) Line($"  {Pace("S, G2 and M", late)}");
            if (law.MitoticMemory is { } memory) Line($"  mitoses longer than {Hours(memory.Threshold)} stop {Percent(memory.Probability)} of the daughters for good.");
        }

        foreach (var hazard in law.Hazards) Line($"  {hazard.Outcome.Name()} at {Number(hazard.Rate)} per h in {Phases(hazard.Phases)}.");
        if (type.Lacks.Count > 0) Line($"  lacks {string.Join(", ", type.Lacks)}.");
        if (law.Radiosensitivity is { } radiation) Line($"  radiation leaves {Percent(radiation.Survival.Survival(2))} of the cells fit to divide after 2 Gy; the others die {(radiation.PromptDeath ? "at once" : "at their next mitosis")}.");
        if (type.Hierarchy is { } hierarchy) Hierarchy(hierarchy);
        foreach (var mutation in type.Mutations) Line($"  a newborn mutates into {mutation.To} with a probability of {Number(mutation.Probability)}.");
    }

    private void Hierarchy(ScenarioHierarchy hierarchy)
    {
        foreach (var division in hierarchy.Divisions) Line($"  {Percent(division.Probability)} of the divisions make {division.First} and {division.Second}.");
        if (hierarchy.Then is { } then) Line($"  after {hierarchy.Rounds} divisions daughters become {then}.");
        if (hierarchy.Feedback is { } feedback) Line($"  renewal is halved by {Number(feedback.Half)} cells of type {feedback.Counts} (power {Number(feedback.Power)}).");
    }

    private void Agents()
    {
        Line();
        foreach (var agent in _scenario.Agents.Where(a => a.Effects.Count > 0))
        {
            var name = agent.Kind switch { AgentKind.GeneLoss => $"Loss of {agent.Name}", AgentKind.GeneGain => $"Gain of {agent.Name}", _ => agent.Name };
            Line($"{name}{(agent.Unbound < 1 ? $", of which {Percent(agent.Unbound)} is unbound," : "")}{(double.IsFinite(agent.HalfLife) ? $" (half-life {Hours(agent.HalfLife)})" : "")}{(agent.Baseline > 0 ? $" (baseline {Number(agent.Baseline)} {agent.Unit})" : "")}");
            foreach (var effect in agent.Effects) Line($"  {Effect(effect, agent.Unit)}");
        }
    }

    private static string Effect(Effect effect, string unit)
    {
        var what = effect switch
        {
            Holding holding => $"holds cells at the end of {holding.Phase.Name()}",
            Slowing slowing => $"{(Most(slowing.Response) < 0 ? "speeds up" : "slows")} {Phases(slowing.Phases)}",
            Harming harming => $"adds {harming.Outcome.Name()} in {Phases(harming.Phases)}",
            _ => "sends newborns to rest",
        };
        var most = effect is Harming ? $"{Number(Most(effect.Response))} per h" : Percent(Math.Abs(Most(effect.Response)));
        var how = effect.Response switch
        {
            Hill hill => $"at most {most}, half of it at {Number(hill.HalfEffective)} {unit} (power {Number(hill.Power)})",
            Lack lack => $"{most} where there is none, half of it at {Number(lack.HalfEffective)} {unit} (power {Number(lack.Power)})",
            _ => $"{most} at full strength",
        };
        return $"{what}: {how}{(effect.Requires is { } gene ? $"; needs {gene}" : "")}{(effect.CellTypes.Count > 0 ? $"; only {string.Join(", ", effect.CellTypes)}" : "")}.";
    }

    private void Expression(ExpressionPlan expression)
    {
        Line();
        Line($"Cells express a state of {Count(expression.Dimensions, "dimension")}. At the end of each tick it goes on towards where the predictor {expression.Predictor} says that it would settle, half of the way in {Hours(expression.HalfLives[0])}.");
        if (expression.Predictor == StandInPredictor.Name) Line("  stand-in is a fixed network with random weights: its responses mean nothing.");
        Line($"  it is asked about a cell when its phase changed, or a level by {Percent(expression.Tolerance)}, and at least every {Count(expression.AskEvery, "tick")}.");
        Line($"  cells of one type and phase differ by {Number(expression.ResidualSpread[0])} (standard deviation), of which daughters inherit {Percent(expression.Inheritance)}; {(expression.Programmes.Count > 0 ? "each phase has a mean of its own" : "all phases have the same mean")}.");
        Line(expression.Fate.Count == 0 ? "  what they express changes nothing of their fate." : "  what they express changes their fate, from tick to tick:");
        foreach (var effect in expression.Fate)
            Line($"    {effect.Programme} ({Count(effect.Dimensions.Count, "dimension")}) multiplies {(effect.Target == FateTarget.Progress ? "progress" : "hazards")} in {string.Join(", ", PhaseWords.Names(effect.Phases))} by {Number(Elementary.Exp(effect.Weight))} for each unit above the unperturbed state.");
    }

    private void Conditions()
    {
        Line();
        foreach (var condition in _scenario.Conditions)
        {
            Line($"Condition {condition.Name}:{(condition.Interventions.Count == 0 ? " nothing is done." : "")}");
            foreach (var intervention in condition.Interventions) Line($"  {intervention.Text}");
        }
    }

    private void Coupling()
    {
        var coupled = new List<string>();
        if (_scenario.Conditions.Any(c => c.Interventions.Any(i => i.Schedule.Ramp != RampShape.Step)) || _scenario.Agents.Any(a => double.IsFinite(a.HalfLife))) coupled.Add("levels that rise or decay act through their mean over a tick");
        if (_scenario.Agents.Any(a => a.IsDynamic)) coupled.Add("what cells make and take up acts through its mean over a tick");
        if (_scenario.Tissues.Any(t => t.Crowding is not null)) coupled.Add("crowding acts one tick later");
        if (_scenario.CellTypes.Any(t => t.Hierarchy?.Feedback is not null)) coupled.Add("feedback on renewal acts one tick later");
        if (_scenario.Tissues.Any(t => t.Migrations.Count > 0)) coupled.Add("cells go from tissue to tissue between two ticks");
        if (_scenario.Organism is not null) coupled.Add("what blood brings acts through its mean over a tick, and organ function and rules of dosing follow the counts at its start");
        if (_scenario.Expression is not null) coupled.Add("what cells express follows the phase at the end of a tick and the mean levels over it");
        Line();
        Line(coupled.Count == 0
            ? "Nothing here depends on the length of a tick: all events happen at their exact times."
            : $"Coupled to the tick of {Hours(_scenario.Tick)}: {string.Join("; ", coupled)}. All else happens at its exact time.");
    }

    private void Numbers()
    {
        foreach (var (status, title) in ((AssumptionStatus, string)[])[(AssumptionStatus.Assumed, "Assumed, without a confirmed source:"), (AssumptionStatus.Sourced, "Sourced:"), (AssumptionStatus.Given, "Given by the scenario:")])
        {
            var numbers = _scenario.Assumptions.Where(a => a.Status == status).ToArray();
            if (numbers.Length == 0) continue;
            Line();
            Line(title);
            foreach (var a in numbers)
                Line($"  {a.Subject}, {a.What}: {a.Value}{(a.Unit.Length > 0 ? " " + a.Unit : "")}{(a.Spread.Length > 0 ? $" ({a.Spread})" : "")}{(a.Source.Length > 0 ? $" [{a.Source}{(a.Doi.Length > 0 ? $", doi:{a.Doi}" : "")}]" : "")}{(a.Note.Length > 0 ? $" {a.Note}" : "")}");
        }
    }

    private void Notes()
    {
        if (_scenario.Warnings.Count == 0) return;
        Line();
        Line("Warnings:");
        foreach (var warning in _scenario.Warnings) Line($"  {warning}");
    }

    private static double Most(Response response) => response switch { Hill hill => hill.Maximum, Lack lack => lack.Maximum, Proportional proportional => proportional.Maximum, _ => response.At(double.MaxValue) };

    private static string Growing(StableGrowth growth) => double.IsFinite(growth.DoublingTime) ? $"doubles every {Hours(growth.DoublingTime)}" : growth.Rate < -1e-9 ? $"halves every {Hours(-Math.Log(2) / growth.Rate)}" : "keeps its number";

    private static string Pace(string phases, HeritablePace pace) =>
        $"the pace of {phases} runs in families: mother and daughter {Number(pace.MotherDaughter)}, sisters {Number(pace.Sisters)}{(pace.Reading == PaceReading.Factor ? $", a factor of spread {Number(pace.Spread)}" : "")}.";

    private static string Law(DurationLaw law) => law switch
    {
        FixedDuration => $"{Hours(law.Mean)}, fixed",
        ExponentialDuration { Delay: > 0 } delayed => $"{Hours(law.Mean)} on average, exponential after {Hours(delayed.Delay)}",
        ExponentialDuration => $"{Hours(law.Mean)} on average, exponential",
        ErlangDuration erlang => $"{Hours(law.Mean)} on average, Erlang of {Count(erlang.Stages, "stage")}",
        LogNormalDuration normal => $"{Hours(law.Mean)} on average, log-normal, coefficient of variation {Percent(normal.Variation)}",
        EmpiricalDuration => $"{Hours(law.Mean)} on average, as measured",
        Endless => "without end",
        _ => $"{Hours(law.Mean)} on average",
    };

    private static string Phases(PhaseSet set) => set == PhaseSet.Living ? "every phase" : string.Join(", ", PhaseWords.Names(set));

    private static string Hours(double hours) => hours is > 0 and < 1 ? $"{Rounded(hours * 60)} min" : hours >= 24 * 14 ? $"{Rounded(hours / 24)} d" : $"{Rounded(hours)} h";

    private static string Rounded(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private static string Number(double value) => value is not 0 and > -0.001 and < 0.001 || Math.Abs(value) >= 1e7 ? value.ToString("0.###e0", CultureInfo.InvariantCulture) : value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";

    private void Line(string text = "") => _text.Append(text.TrimEnd()).Append('\n');
}
