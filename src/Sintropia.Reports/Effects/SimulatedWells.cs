using Sintropia.Evaluation.Assays;
using Sintropia.Evaluation.Combinations;
using Sintropia.Reports.Payload;
using Sintropia.Reports.Reading;

namespace Sintropia.Reports.Effects;

/// <summary>The cultures of a run, or of a folder of runs such as a sweep leaves, as wells of an assay.</summary>
public sealed record SimulatedWells
{
    /// <summary>Name of the run, or of the folder.</summary>
    public required string Name { get; init; }

    /// <summary>The wells.</summary>
    public required IReadOnlyList<SimulatedWell> Wells { get; init; }

    /// <summary>Unit of each agent.</summary>
    public required IReadOnlyDictionary<string, string> Units { get; init; }

    /// <summary>When the first intervention of any condition began, h.</summary>
    public required double FromHours { get; init; }

    /// <summary>What could not be read.</summary>
    public required IReadOnlyList<string> Notices { get; init; }

    /// <summary>Agents that were given.</summary>
    public IReadOnlyList<string> Drugs => [.. Wells.SelectMany(w => w.Levels.Keys).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Whether a folder is a run, or holds runs.</summary>
    public static bool IsRun(string path) => Directory.Exists(path) && Runs(path).Any();

    /// <summary>Reads a run directory, or every one below a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="FileNotFoundException">No run is there.</exception>
    /// <exception cref="InvalidDataException">A run.json cannot be read.</exception>
    public static SimulatedWells Read(string path)
    {
        var runs = Runs(path).ToArray();
        if (runs.Length == 0) throw new FileNotFoundException($"{path} holds no run.json, nor does a folder in it. Give the folder that `sintropia run` wrote, or one with several of these.", path);
        var notices = new List<string>();
        var units = new Dictionary<string, string>();
        var wells = new List<SimulatedWell>();
        var from = double.PositiveInfinity;
        foreach (var run in runs)
        {
            var description = RunJson.Read(run);
            if (description.Status != "completed") notices.Add($"{Path.GetFileName(run)} is {description.Status}: its courses end early.");
            foreach (var entry in description.Interventions) from = Math.Min(from, entry.FromH);
            foreach (var (agent, unit) in description.Units) units[agent] = unit;
            wells.AddRange(WellsOf(run, runs.Length > 1 ? $"{Path.GetFileName(run)}: " : "", notices));
        }

        return new() { Name = runs.Length == 1 ? RunJson.Read(runs[0]).Name : Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))), Wells = wells, Units = units, FromHours = double.IsFinite(from) ? from : 0, Notices = notices };
    }

    /// <summary>Courses of conditions with one agent or none, for curves by agent and population.</summary>
    public IReadOnlyList<CountCourse> SingleDrugs() => [.. Drugs.SelectMany(drug => Wells.Where(w => w.Levels.Count == 0 || (w.Levels.Count == 1 && w.Levels.ContainsKey(drug))).Select(w => w.Course(drug)))];

    /// <summary>Matrices of every two agents that some condition has together; responses are living cells at a time.</summary>
    /// <param name="hours">When, h.</param>
    public IReadOnlyList<CombinationMatrix> Combinations(double hours)
    {
        var pairs = Wells.Where(w => w.Levels.Count == 2).Select(w => w.Levels.Keys.Order(StringComparer.Ordinal).ToArray()).Select(k => (A: k[0], B: k[1])).Distinct().Order();
        return [.. from pair in pairs from population in Wells.Select(w => w.Population).Distinct() select Matrix(pair.A, pair.B, population, hours)];
    }

    private CombinationMatrix Matrix(string a, string b, string population, double hours) => new(Wells.Select(w => w.Population).Distinct().Count() > 1 ? population : "", a, b,
        [.. Wells.Where(w => w.Population == population && w.Levels.Keys.All(k => k == a || k == b)).Select(w => new CombinationWell(w.Levels.GetValueOrDefault(a), w.Levels.GetValueOrDefault(b), Math.Pow(2, w.Course(a).LogAt(hours))))]);

    private static IEnumerable<string> Runs(string path) => File.Exists(Path.Combine(path, "run.json")) ? [path]
        : Directory.Exists(path) ? Directory.EnumerateDirectories(path).Where(d => File.Exists(Path.Combine(d, "run.json"))).Order(StringComparer.Ordinal) : [];

    private static IEnumerable<SimulatedWell> WellsOf(string run, string prefix, List<string> notices)
    {
        var levels = new Dictionary<(string Condition, int Replicate), Dictionary<string, double>>();
        TidyTable.Read(run, "exposure.csv", ["replicate", "value"], ["condition", "substance"], notices, row =>
        {
            if (!(row.Numbers[1] > 0)) return;
            var key = (row.Texts[0], (int)row.Numbers[0]);
            if (!levels.TryGetValue(key, out var well)) levels[key] = well = [];
            well[row.Texts[1]] = Math.Max(row.Numbers[1], well.GetValueOrDefault(row.Texts[1]));
        });
        var counts = CountTable.Read(run, "timeseries.csv", "phase", notices);
        foreach (var condition in counts.Conditions)
            foreach (var replicate in counts.Replicates(condition))
                foreach (var (organ, tissue, type) in counts.Places)
                {
                    var place = new Population($"{tissue} · {type}", organ, tissue, type);
                    var course = counts.Times.Select(t => (t, Count: counts.At(condition, replicate, place, Phases.Living, t))).Where(p => p.Count is not null).ToArray();
                    yield return new(prefix + condition, replicate, place.Label, levels.GetValueOrDefault((condition, replicate)) ?? [], [.. course.Select(p => p.t)], [.. course.Select(p => p.Count!.Value)]);
                }
    }
}
