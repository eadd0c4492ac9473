using System.Globalization;
using Sintropia.Runs.Results;

namespace Sintropia.Cli.Results;

/// <summary>Two runs, side by side. They agree if and only if both are complete and their fingerprints are equal.</summary>
internal sealed record RunComparison
{
    private static readonly HashSet<string> Dead = ["apoptotic", "necrotic", "mitotic_death"];

    /// <summary>Whether both are complete, with one fingerprint.</summary>
    public required bool Equal { get; init; }

    /// <summary>Whether both are complete.</summary>
    public required bool Complete { get; init; }

    /// <summary>What was different before they began: seed, scenario, version, duration.</summary>
    public required IReadOnlyList<string> Settings { get; init; }

    /// <summary>The first record at which they are in different states; null if there is none.</summary>
    public required Divergence? First { get; init; }

    /// <summary>Records of the same time, condition and replicate.</summary>
    public required int CommonRecords { get; init; }

    /// <summary>Conditions that both have and that are in the same state at every common record.</summary>
    public required IReadOnlyList<string> SameConditions { get; init; }

    /// <summary>Living cells at the end, or as far as each run has come.</summary>
    public required IReadOnlyList<FinalCount> Counts { get; init; }

    /// <summary>Compares two runs.</summary>
    /// <exception cref="InvalidDataException">A table is damaged.</exception>
    public static RunComparison Of((RunDirectory Directory, RunManifest Manifest) a, (RunDirectory Directory, RunManifest Manifest) b)
    {
        var complete = a.Manifest is { Status: RunStatus.Completed, Fingerprint: not null } && b.Manifest is { Status: RunStatus.Completed, Fingerprint: not null };
        var (of, with) = (Fingerprints(a.Directory), Fingerprints(b.Directory));
        var common = of.Where(r => with.ContainsKey(r.Key)).Select(r => (r.Key, A: r.Value, B: with[r.Key])).ToArray();
        var differing = common.Where(r => r.A != r.B).ToArray();
        var (living, others) = (Living(a.Directory), Living(b.Directory));
        return new()
        {
            Complete = complete,
            Equal = complete && a.Manifest.Fingerprint == b.Manifest.Fingerprint,
            Settings = [.. Different(a.Manifest, b.Manifest)],
            First = differing.OrderBy(r => r.Key.Time).Select(r => new Divergence(r.Key.Time, r.Key.Condition, r.Key.Replicate, r.A, r.B)).FirstOrDefault(),
            CommonRecords = common.Length,
            SameConditions = [.. common.Select(r => r.Key.Condition).Distinct().Where(c => differing.All(d => d.Key.Condition != c))],
            Counts = [.. living.Keys.Union(others.Keys).Select(k => new FinalCount(k, At(living, k), At(others, k)))],
        };
    }

    private static long? At(Dictionary<CountKey, long> counts, CountKey key) => counts.TryGetValue(key, out var cells) ? cells : null;

    private static IEnumerable<string> Different(RunManifest a, RunManifest b)
    {
        if (a.Seed != b.Seed) yield return $"seed: {a.Seed} | {b.Seed}";
        if (a.ScenarioSha256 != b.ScenarioSha256) yield return $"scenario: {a.ScenarioSha256[..12]} | {b.ScenarioSha256[..12]} (SHA-256)";
        if (a.Sintropia != b.Sintropia) yield return $"sintropia: {a.Sintropia} | {b.Sintropia}";
        if (a.DurationH != b.DurationH) yield return string.Create(CultureInfo.InvariantCulture, $"duration: {a.DurationH} h | {b.DurationH} h");
        if (a.Status != b.Status) yield return $"status: {Name(a.Status)} | {Name(b.Status)}";
    }

    private static string Name(RunStatus status) => status.ToString().ToLowerInvariant();

    private static Dictionary<(double Time, string Condition, int Replicate), string> Fingerprints(RunDirectory directory)
    {
        var records = new Dictionary<(double, string, int), string>();
        foreach (var row in Rows(directory, "fingerprints.csv")) records[(Number(row[0]), row[1], (int)Number(row[2]))] = row[3];
        return records;
    }

    /// <summary>Living cells in the last record of each condition and replicate.</summary>
    private static Dictionary<CountKey, long> Living(RunDirectory directory)
    {
        var last = new Dictionary<(string, int), double>();
        var counts = new Dictionary<CountKey, long>();
        foreach (var row in Rows(directory, "timeseries.csv"))
        {
            var (time, condition, replicate) = (Number(row[0]), row[1], (int)Number(row[2]));
            var key = new CountKey(condition, replicate, row[4], row[5]);
            if (last.TryGetValue((condition, replicate), out var before) && time > before)
                foreach (var older in counts.Keys.Where(k => k.Condition == condition && k.Replicate == replicate).ToArray()) counts[older] = 0;
            last[(condition, replicate)] = time;
            counts[key] = counts.GetValueOrDefault(key) + (Dead.Contains(row[6]) ? 0 : long.Parse(row[7], CultureInfo.InvariantCulture));
        }

        return counts;
    }

    private static IEnumerable<string[]> Rows(RunDirectory directory, string table) => directory.Has(table) ? CsvRows.Read(directory.PathOf(table)) : [];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
