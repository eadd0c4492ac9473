using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Predictors;
using Sintropia.Scenarios;
using Sintropia.Scenarios.Plans;
using Sintropia.Scenarios.Sweeps;
using Sintropia.Simulation;
using Sintropia.Simulation.Organisms;
using YamlDotNet.RepresentationModel;

namespace Sintropia.Design.Trials;

/// <summary>A scenario as a function of values written into its text, of a condition and a replicate: what its cells come to.</summary>
public sealed class TrialScenario
{
    private static readonly SimulationOptions s_oneThread = new() { Threads = 1 };

    private readonly ScenarioTemplate _template;
    private readonly ScenarioOptions _options;
    private readonly string[] _places;

    /// <summary>Finds the places in a scenario.</summary>
    /// <param name="text">The scenario.</param>
    /// <param name="file">Its file; files that it names are relative to its folder.</param>
    /// <param name="places">Where values are written, such as conditions.treated[0].dose.</param>
    /// <param name="readouts">What is counted.</param>
    /// <param name="options">How the scenario is read; null for the defaults.</param>
    /// <exception cref="ScenarioException">The scenario cannot be used.</exception>
    /// <exception cref="DesignException">A place, a tissue or a type is not in it.</exception>
    public TrialScenario(string text, string file, IReadOnlyList<string> places, IReadOnlyList<Readout> readouts, ScenarioOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(readouts);
        _options = (options ?? new()) with { Folder = options?.Folder ?? Path.GetDirectoryName(Path.GetFullPath(file)) };
        _places = [.. places];
        _template = new(text, file, new SweepSpecification { Design = SweepDesign.List, Parameters = [.. places.Select(p => new SweepParameter(p, [p], [], null))] });
        if (_template.Missing.FirstOrDefault() is { Place: { } place })
            throw new DesignException($"{file}: nothing stands at '{place}', or more than one value{(_template.Nearest(place) is { } near ? $"; '{near}' is there" : "")}. Write a single value out there.");
        Readouts = [.. readouts];
        Scenario = ScenarioFile.Parse(_template.Text, file, _options);
        foreach (var readout in readouts) Check(readout, file);
    }

    /// <summary>The scenario as it stands.</summary>
    public Scenario Scenario { get; }

    /// <summary>What is counted.</summary>
    public IReadOnlyList<Readout> Readouts { get; }

    /// <summary>Interventions of every condition, which stand before a condition's own.</summary>
    public int CommonInterventions
    {
        get
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(_template.Text));
            return (stream.Documents[0].RootNode as YamlMappingNode)?.Children.FirstOrDefault(c => c.Key is YamlScalarNode { Value: "interventions" }).Value is YamlSequenceNode common ? common.Children.Count : 0;
        }
    }

    /// <summary>Its file.</summary>
    public string File => _template.File;

    /// <summary>Reads a file.</summary>
    /// <exception cref="DesignException">It cannot be read.</exception>
    public static TrialScenario Load(string file, IReadOnlyList<string> places, IReadOnlyList<Readout> readouts, ScenarioOptions? options = null)
    {
        try
        {
            return new(System.IO.File.ReadAllText(file), file, places, readouts, options);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            throw new DesignException($"{file}: {unread.Message} Name a scenario under 'scenario'.", unread);
        }
    }

    /// <summary>The text with values.</summary>
    /// <param name="values">One for each place; null leaves it as it stands.</param>
    public string Text(IReadOnlyList<string>? values) => values is null ? _template.Text : _template.With(values);

    /// <summary>The scenario with values.</summary>
    /// <exception cref="ScenarioException">They make no scenario; the message says which values.</exception>
    public Scenario Read(IReadOnlyList<string>? values)
    {
        if (values is null) return Scenario;
        try
        {
            return ScenarioFile.Parse(Text(values), File, _options);
        }
        catch (ScenarioException invalid)
        {
            var with = string.Join(", ", _places.Select((p, i) => $"{p} = {values[i]}"));
            throw new ScenarioException([.. invalid.Problems.Select(p => p with { What = $"{p.What.TrimEnd('.')} (with {with})" })]);
        }
    }

    /// <summary>Complains where a condition is not there.</summary>
    /// <exception cref="DesignException">It is not.</exception>
    public void Needs(string condition, string key)
    {
        if (Scenario.Conditions.All(c => c.Name != condition)) throw new DesignException($"{File}: there is no condition '{condition}', which '{key}' names.{Meant(condition, [.. Scenario.Conditions.Select(c => c.Name)])}");
    }

    /// <summary>Lives through one condition and replicate, on one thread.</summary>
    /// <param name="scenario">The scenario, of <see cref="Read"/>.</param>
    /// <param name="condition">Its condition.</param>
    /// <param name="replicate">From 1.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>Shape [readouts].</returns>
    /// <exception cref="DesignException">Its cells outgrow the scenario's limit.</exception>
    public double[] Live(Scenario scenario, string condition, int replicate, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        // Replicates are numbers of streams of draws; how many the file asks for says nothing here.
        var organism = Found(ScenarioPlans.Compile(scenario with { Replicates = int.MaxValue }, condition, replicate));
        var every = Math.Max(1, (long)Math.Round(scenario.RecordEvery / scenario.Tick));
        var courses = new List<double>[Readouts.Count];
        for (var i = 0; i < courses.Length; i++) courses[i] = [];
        try
        {
            while (true)
            {
                if (organism.IsComplete || organism.Ticks % every == 0)
                    for (var i = 0; i < courses.Length; i++)
                        if (organism.IsComplete || Readouts[i].Moment != ReadoutMoment.End) courses[i].Add(Count(organism, scenario, Readouts[i]));
                if (organism.IsComplete) break;
                stop.ThrowIfCancellationRequested();
                organism.Advance();
            }
        }
        catch (PopulationLimitException crowded)
        {
            throw new DesignException($"{File}, condition '{condition}': {crowded.Message} Shorten the scenario, found fewer cells, or raise its 'limit'.", crowded);
        }

        return [.. courses.Select((course, i) => Readouts[i].Moment switch { ReadoutMoment.Lowest => course.Min(), ReadoutMoment.Highest => course.Max(), ReadoutMoment.Mean => course.Average(), _ => course[^1] })];
    }

    private static Organism Found(OrganismPlan plan) => Organism.Found(plan, s_oneThread, plan.Expression is { } expression ? PredictorRegistry.Find(expression, plan.Agents) : null);

    private static double Count(Organism organism, Scenario scenario, Readout readout)
    {
        long sum = 0;
        for (var t = 0; t < organism.Tissues.Count; t++)
        {
            if (readout.Tissue is { } named && named != scenario.Tissues[t].Name) continue;
            var (counts, width) = readout.Quantity == ReadoutQuantity.Living ? (organism.Tissues[t].CountByPhase(), Phases.Count) : (organism.Tissues[t].CountEvents(), CellEvents.Count);
            for (var type = 0; type < scenario.CellTypes.Count; type++)
            {
                if (readout.CellTypes.Count > 0 && !readout.CellTypes.Contains(scenario.CellTypes[type].Name)) continue;
                for (var i = 0; i < width; i++)
                    if (Counts(readout.Quantity, i)) sum += counts[type * width + i];
            }
        }

        return sum;
    }

    private static bool Counts(ReadoutQuantity quantity, int index) => quantity switch
    {
        ReadoutQuantity.Living => ((Phase)index).IsLiving(),
        ReadoutQuantity.Divisions => (CellEvent)index == CellEvent.Divided,
        _ => (CellEvent)index != CellEvent.Divided && ((CellEvent)index).EndsLife(),
    };

    private void Check(Readout readout, string file)
    {
        if (readout.Tissue is { } tissue && Scenario.Tissues.All(t => t.Name != tissue))
            throw new DesignException($"{file}: '{readout.Name}' is counted in tissue '{tissue}', which is not there.{Meant(tissue, [.. Scenario.Tissues.Select(t => t.Name)])}");
        foreach (var type in readout.CellTypes)
            if (Scenario.CellTypes.All(t => t.Name != type))
                throw new DesignException($"{file}: '{readout.Name}' counts cells of type '{type}', which is not there.{Meant(type, [.. Scenario.CellTypes.Select(t => t.Name)])}");
    }

    private static string Meant(string name, IReadOnlyList<string> known) => $"{(NearestName.To(name, known) is { } near ? $" Did you mean '{near}'?" : "")} There are {string.Join(", ", known)}.";
}
