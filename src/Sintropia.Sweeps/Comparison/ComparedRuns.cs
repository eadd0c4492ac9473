using System.Globalization;
using Sintropia.Biology.Cycle;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;
using Sintropia.Scenarios.Differences;

namespace Sintropia.Sweeps.Comparison;

/// <summary>Runs side by side: whether they are the same to the last bit, what differs in their scenarios, from where on they differ, and what came out.</summary>
/// <param name="Runs">The runs; the others are held against the first.</param>
/// <param name="Scenario">Places at which their scenarios differ.</param>
/// <param name="Outcomes">What came out.</param>
public sealed record ComparedRuns(IReadOnlyList<ComparedRun> Runs, IReadOnlyList<ScenarioDifference> Scenario, IReadOnlyList<ComparedOutcome> Outcomes)
{
    private static readonly HashSet<string> s_dead = [.. Phases.All.Where(p => !p.IsLiving()).Select(p => p.Name())];

    /// <summary>Whether all are complete and have one fingerprint.</summary>
    public bool Equal => Runs.All(r => r.IsComplete) && Runs.Select(r => r.Manifest.Fingerprint).Distinct().Count() == 1;

    /// <summary>Compares runs.</summary>
    /// <param name="folders">Their folders, at least two.</param>
    /// <exception cref="IOException">A folder holds no run, or a table cannot be read.</exception>
    /// <exception cref="InvalidDataException">A table is damaged.</exception>
    public static ComparedRuns Of(IReadOnlyList<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        var directories = folders.Select(RunDirectory.Open).ToArray();
        var names = directories.Select(d => Path.GetFileName(d.Root)).ToArray();
        if (names.Distinct().Count() < names.Length) names = [.. folders];
        var first = Fingerprints(directories[0]);
        var runs = directories.Select((directory, i) =>
        {
            var common = Fingerprints(directory).Where(r => first.ContainsKey(r.Key)).ToArray();
            return new ComparedRun(names[i], directory.Manifest(), i == 0 ? null : Leaves(common, first), common.Length, Courses(directory));
        }).ToArray();
        return new(runs, ScenarioDifferences.Of([.. directories.Select(d => (IReadOnlyList<(string, string)>)Texts(d))]), [.. Came(runs)]);
    }

    private static Departure? Leaves(KeyValuePair<(double Time, string Condition, int Replicate), string>[] common, Dictionary<(double, string, int), string> first)
    {
        var differing = common.Where(r => first[r.Key] != r.Value).OrderBy(r => r.Key.Time).ToArray();
        if (differing.Length == 0) return null;
        var at = differing[0].Key;
        var before = common.Where(r => r.Key.Condition == at.Condition && r.Key.Replicate == at.Replicate && r.Key.Time < at.Time).Select(r => (double?)r.Key.Time).Max();
        return new(before, at.Time, at.Condition, at.Replicate);
    }

    private static IEnumerable<ComparedOutcome> Came(ComparedRun[] runs)
    {
        foreach (var (condition, replicate) in runs.SelectMany(r => r.Manifest.Runs).Select(r => (r.Condition, r.Replicate)).Distinct())
        {
            var parts = runs.Select(r => r.Manifest.Runs.FirstOrDefault(p => p.Condition == condition && p.Replicate == replicate)).ToArray();
            yield return new(condition, replicate, "living", [.. parts.Select(p => p?.FinalLiving)]);
            yield return new(condition, replicate, "divisions", [.. parts.Select(p => p?.Divisions)]);
            yield return new(condition, replicate, "deaths", [.. parts.Select(p => p?.Deaths)]);
        }
    }

    private static List<(string, string)> Texts(RunDirectory directory)
    {
        var texts = new List<(string, string)>();
        foreach (var (prefix, file) in ((string, string)[])[("", RunPlans.ScenarioName), ("branch", RunPlans.BranchName)])
            if (directory.Has(file)) texts.Add((prefix, File.ReadAllText(directory.PathOf(file))));
        return texts;
    }

    private static Dictionary<(double Time, string Condition, int Replicate), string> Fingerprints(RunDirectory directory) =>
        directory.Has("fingerprints.csv") ? CsvRows.Read(directory.PathOf("fingerprints.csv")).ToDictionary(r => (Number(r[0]), r[1], (int)Number(r[2])), r => r[3]) : [];

    private static Dictionary<string, IReadOnlyList<(double, double)>> Courses(RunDirectory directory)
    {
        var sums = new Dictionary<(string Condition, double Time), (double Living, HashSet<string> Replicates)>();
        if (directory.Has("timeseries.csv"))
            foreach (var row in CsvRows.Read(directory.PathOf("timeseries.csv")))
            {
                var key = (row[1], Number(row[0]));
                var (living, replicates) = sums.GetValueOrDefault(key, (0, []));
                replicates.Add(row[2]);
                sums[key] = (living + (s_dead.Contains(row[6]) ? 0 : Number(row[7])), replicates);
            }

        return sums.GroupBy(s => s.Key.Condition).ToDictionary(g => g.Key, g => (IReadOnlyList<(double, double)>)g.OrderBy(s => s.Key.Time).Select(s => (s.Key.Time, s.Value.Living / s.Value.Replicates.Count)).ToArray());
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
