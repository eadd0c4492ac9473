using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Evaluation.Statistics;
using Sintropia.Scenarios;
using Sintropia.Scenarios.Plans;
using Sintropia.Scenarios.Sweeps;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Calibration.Problems;

/// <summary>A scenario as a function of the numbers that are sought and of a seed: what would have been measured.</summary>
public sealed class ScenarioModel
{
    /// <summary>Most cells of a simulated culture where nothing is said: a prior has corners in which cultures would fill any machine.</summary>
    public const long UsualLimit = 1_000_000;

    private const double Aligned = 1e-6; // h

    private readonly ScenarioTemplate _template;
    private readonly CalibrationProblem _problem;
    private readonly ScenarioOptions _options;
    private readonly long _limit;
    private readonly (string Condition, (double Hours, int[] Measurements)[] Times)[] _work;

    /// <summary>Finds the parameters in a scenario.</summary>
    /// <param name="text">The scenario.</param>
    /// <param name="file">Its file; files that it names are relative to its folder.</param>
    /// <param name="problem">What is sought and measured.</param>
    /// <param name="options">How the scenario is read.</param>
    /// <param name="limit">Most cells of a culture, or the scenario's limit if that is less; numbers with which it grows beyond are impossible.</param>
    /// <exception cref="ScenarioException">The scenario cannot be used.</exception>
    /// <exception cref="CalibrationException">A parameter or a condition is not in it, or a measurement lies between its ticks.</exception>
    public ScenarioModel(string text, string file, CalibrationProblem problem, ScenarioOptions? options = null, long limit = UsualLimit)
    {
        ArgumentNullException.ThrowIfNull(problem);
        (_problem, _options, _limit) = (problem, (options ?? new()) with { Folder = options?.Folder ?? Path.GetDirectoryName(Path.GetFullPath(file)) }, limit);
        _template = new(text, file, new SweepSpecification { Design = SweepDesign.List, Parameters = [.. problem.Parameters.Select(p => new SweepParameter(p.Name, [p.Path], [], null))] });
        if (_template.Missing.FirstOrDefault() is { Parameter: { } name } missing)
            throw new CalibrationException(file, 0, $"'{missing.Place}', where '{name}' should stand, is not in the scenario{(_template.Nearest(missing.Place) is { } near ? $"; '{near}' is" : "")}. Write it out there, and give its path in scenarioPath.");
        var scenario = Read([.. problem.Parameters.Select(p => p.At(0.5))]);
        _work = [.. problem.Measurements.Select((m, i) => (Measurement: m, Index: i)).GroupBy(m => m.Measurement.Condition).Select(g => (
            g.Key.Length > 0 || scenario.Conditions.Count > 1 ? g.Key : scenario.Conditions[0].Name,
            g.GroupBy(m => m.Measurement.Hours).OrderBy(t => t.Key).Select(t => (t.Key, t.Select(m => m.Index).ToArray())).ToArray()))];
        foreach (var (condition, times) in _work)
        {
            if (scenario.Conditions.All(c => c.Name != condition)) throw new CalibrationException(file, 0, $"simulationConditionId '{condition}' is no condition of the scenario; there are {string.Join(", ", scenario.Conditions.Select(c => c.Name))}.");
            foreach (var (hours, _) in times)
                if (hours > scenario.Duration + Aligned || Math.Abs(Math.Round(hours / scenario.Tick) - hours / scenario.Tick) * scenario.Tick > Aligned)
                    throw new CalibrationException(file, 0, FormattableString.Invariant($"A measurement at {hours} h lies between ticks of {scenario.Tick} h, or after the end at {scenario.Duration} h. Choose 'tick' and 'duration' to fit."));
        }
    }

    /// <summary>The scenario with values.</summary>
    /// <param name="values">One for each parameter.</param>
    public string Text(IReadOnlyList<double> values) => _template.With([.. _problem.Parameters.Select((p, i) => p.Text(values[i]))]);

    /// <summary>What would have been measured; null where these values make no scenario, or a culture beyond its limit.</summary>
    /// <param name="values">One for each parameter.</param>
    /// <param name="seed">Seed of the culture and of errors of measurement.</param>
    /// <returns>Shape [measurements], on their scales.</returns>
    public double[]? Simulate(IReadOnlyList<double> values, ulong seed)
    {
        try
        {
            var scenario = Read(values);
            var found = new double[_problem.Measurements.Count];
            foreach (var (condition, times) in _work) Watch(ScenarioPlans.Compile(scenario, condition, 1) with { Seed = SplitMix.At(seed, 0), MostCells = Math.Min(scenario.Limit, _limit) }, times, found);
            for (var i = 0; i < found.Length; i++)
                if (_problem.Measurements[i].Noise > 0) found[i] += _problem.Measurements[i].Noise * StandardNormal.Quantile(((SplitMix.At(seed, (ulong)(i + 1)) >> 11) + 0.5) * Math.Pow(2, -53));
            return found;
        }
        catch (Exception impossible) when (impossible is ScenarioException or PopulationLimitException or ArgumentException)
        {
            return null;
        }
    }

    private Scenario Read(IReadOnlyList<double> values) => ScenarioFile.Parse(Text(values), _template.File, _options);

    private void Watch(OrganismPlan plan, (double Hours, int[] Measurements)[] times, double[] found)
    {
        var organism = Organism.Found(plan, new() { Threads = 1 });
        double start = Living(organism);
        foreach (var (hours, measurements) in times)
        {
            while (organism.Time < hours - Aligned) organism.Advance();
            foreach (var i in measurements) found[i] = CalibrationProblem.Scaled(Of(organism, _problem.Measurements[i].Quantity, start), _problem.Measurements[i].Scale);
        }
    }

    private static double Of(Organism organism, ObservedQuantity quantity, double start) => quantity switch
    {
        ObservedQuantity.Living => Living(organism),
        ObservedQuantity.Fold => Living(organism) / start,
        ObservedQuantity.Dead => organism.Tissues.Sum(t => t.CountByPhase() is var counts ? Phases.All.Where(p => !p.IsLiving()).Sum(p => counts[(int)p]) : 0),
        ObservedQuantity.Divisions => Events(organism, CellEvent.Divided),
        ObservedQuantity.Deaths => Events(organism, CellEvent.Apoptosis) + Events(organism, CellEvent.Necrosis) + Events(organism, CellEvent.MitoticDeath),
        _ => organism.Tissues.Sum(t => (double)t.CountByPhase()[(int)Phase.G0 + (quantity - ObservedQuantity.ShareG0)]) / Math.Max(1, Living(organism)),
    };

    private static double Living(Organism organism) => organism.Tissues.Sum(t => t.CountByPhase() is var counts ? Phases.All.Where(p => p.IsLiving()).Sum(p => (double)counts[(int)p]) : 0);

    private static double Events(Organism organism, CellEvent happened) =>
        organism.Tissues.Sum(t => t.CountEvents() is var events ? Enumerable.Range(0, organism.Plan.CellTypes.Count).Sum(type => (double)events[type * CellEvents.Count + (int)happened]) : 0);
}
