using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Evaluation.Lineages;
using Sintropia.Evaluation.Survival;
using Sintropia.Scenarios.Experiments;
using Sintropia.Scenarios.Films;
using Sintropia.Scenarios.Provenance;
using Sintropia.Scenarios.Quantities;
using Sintropia.Scenarios.Reading;

namespace Sintropia.Scenarios.Sections;

/// <summary>Takes cycles from tables of measured lineages.</summary>
/// <param name="reading">Where problems go.</param>
/// <param name="options">Where files may lie.</param>
internal sealed class LineageFiles(ScenarioReading reading, ScenarioOptions options)
{
    private const long MostBytes = 256L << 20;
    private const int FewestPairs = 20;
    private static readonly string[] CyclePhases = ["G1", "S", "G2", "M"];

    /// <summary>The files read so far.</summary>
    public List<ScenarioSource> Sources { get; } = [];

    /// <summary>Laws, inheritance and deaths of a cycle section with 'from'; null if something was reported.</summary>
    public MeasuredCycle? Read(Section section, string type)
    {
        var frame = section.In("frame", Units.Hour) ?? 0;
        if (section.Text("from") is not { } name || Columns(section, frame) is not { } columns || Filter(section) is not (var sound, var where) || !sound) return null;
        if (!SafePath.TryFind(options.Folder ?? ".", name, options.AllowOutside, out var path, out var problem))
        {
            section.Wrong("from", problem);
            return null;
        }

        try
        {
            var bytes = Bytes(path, name);
            var table = LineageTable.Parse(Encoding.UTF8.GetString(bytes), columns, where, name);
            if (Sources.All(s => s.Path != path)) Sources.Add(new(name, path, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))));
            return Measure(section, type, table, columns, frame, name);
        }
        catch (Exception error) when (error is LineageTableException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            section.Wrong("from", error.Message);
            return null;
        }
    }

    private static byte[] Bytes(string path, string name)
    {
        var length = new FileInfo(path).Length;
        return length <= MostBytes ? File.ReadAllBytes(path) : throw new IOException($"'{name}' has {length} bytes; a lineage table may have {MostBytes}. Keep the rows that are needed.");
    }

    private static (bool Sound, RowFilter? Where)? Filter(Section section)
    {
        try
        {
            return (true, section.Text("where") is { } text ? RowFilter.Parse(text) : null);
        }
        catch (FormatException error)
        {
            section.Wrong("where", error.Message);
            return (false, null);
        }
    }

    private static LineageColumns? Columns(Section section, double frame)
    {
        if (!section.Has("columns")) return frame == 0 ? LineageColumns.RunDirectory : LineageColumns.RunDirectory with { HoursPerUnit = frame };
        if (section.Sub("columns") is not { IsBroken: false } map) return null;
        var phases = CyclePhases.Where(map.Has).Select(p => Phase(map, p)).ToArray();
        if (phases.Length == 0) map.Wrong("The column map names no phase. Write for example 'G1: { duration: g1_frames, status: g1_status }'");
        if (phases.Length == 0 || phases.Contains(null) || map.Text("cell") is not { } cell || map.Text("parent") is not { } parent || map.Words("lineage") is not { Count: > 0 } lineage) return null;
        if (map.Has("fate") || phases.All(p => p!.Status is not null))
            return new()
            {
                Cell = cell, Parent = parent, Lineage = lineage, Phases = phases!, Generation = map.Text("generation"), Birth = map.Text("birth"), End = map.Text("end"), Fate = map.Text("fate"),
                HoursPerUnit = frame == 0 ? 1 : frame,
            };
        map.Wrong("Nothing says whether a duration is complete or cut short by the end of observation. Map 'fate', or give each phase a 'status' column");
        return null;
    }

    private static PhaseColumns? Phase(Section map, string phase)
    {
        if (map.Find(phase)?.Node is ScalarNode) return map.Text(phase) is { } column ? new(phase, column) : null;
        return map.Sub(phase) is { IsBroken: false } sub && sub.Words("duration") is { Count: > 0 } columns ? new(phase, columns, sub.Text("status")) : null;
    }

    private MeasuredCycle? Measure(Section section, string type, LineageTable table, LineageColumns columns, double frame, string name)
    {
        var laws = new Dictionary<string, EmpiricalDuration>();
        var hazards = new List<Hazard>();
        foreach (var phase in columns.Phases.Select(p => p.Phase).Where(p => CyclePhases.Contains(p)))
        {
            var durations = table.Durations(phase).ToArray();
            if (durations.Length == 0 && !section.Has("columns")) continue; // a run's table has columns for phases that its cells have not
            var measured = EmpiricalDurations.From(KaplanMeier.Of(durations), frame);
            laws[phase] = CultureBehindFilm.Law(measured);
            Note($"{type}.{phase}", "duration, mean of the Kaplan-Meier curve", measured.Mean, "h", name,
                $"{durations.Length} durations, {durations.Count(d => d.Ended)} seen to end; {measured.TailProbability * 100:0.#} % of the law lies beyond the last one and is assumed exponential");
            var deaths = table.DeathRate(phase);
            if (deaths is { Events: > 0, ExposureHours: > 0 }) hazards.Add(new(Outcome.Apoptosis, PhaseWords.Set([phase]), deaths.PerHour));
            if (section.Flag("deaths")) Note($"{type}.{phase}", "hazard of apoptosis", deaths.PerHour, "per h", name, $"{deaths.Events} deaths in {deaths.ExposureHours:0} h");
        }

        if (laws.Count == 0)
        {
            section.Wrong("from", $"'{name}' holds no duration of G1, S, G2 or M with these columns. Check 'columns' and 'where'");
            return null;
        }

        var recorded = new CultureBehindFilm(laws, null, null);
        var culture = section.Flag("inherit") ? Inheriting(section, type, table, recorded, hazards, frame, name) : recorded;
        return new(null, culture.Laws.ToDictionary(l => l.Key, DurationLaw (l) => l.Value), culture.Early?.Pace(), culture.Late?.Pace(), section.Flag("deaths") ? hazards : []);
    }

    /// <summary>Laws and correlations of normal scores, which a pace read as a rank reproduces, such that a film of the culture shows those of the table.</summary>
    private CultureBehindFilm Inheriting(Section section, string type, LineageTable table, CultureBehindFilm laws, List<Hazard> hazards, double frame, string name)
    {
        var (early, late) = CultureBehindFilm.Halves(laws.Laws.Keys);
        var recorded = laws with { Early = Seen(section, table, early, name), Late = Seen(section, table, late, name) };
        if (early.Phases.Count > 0 != recorded.Early.HasValue || late.Phases.Count > 0 != recorded.Late.HasValue) return laws;

        var film = Film.Of(table, frame);
        var whole = !CyclePhases.Any(section.Says);
        var culture = whole ? CultureBehindFilm.Of(film, recorded, new() { Name = type, Cycle = null, Hazards = hazards }) : null;
        var why = culture is not null ? $", for a film of {Hours(film)} h leaves out slow families"
            : whole ? $"; what the film leaves out is not corrected, since too many generations fit into its {Hours(film)} h"
            : "; what the film leaves out is not corrected, since the table does not have all phases"; // so nobody can say what a film of them would show
        foreach (var (phase, law) in culture?.Laws ?? new Dictionary<string, EmpiricalDuration>())
            Note($"{type}.{phase}", "duration, mean", law.Mean, "h", name, $"a film of {Hours(film)} h shows it with the recorded curve, in which fast families have more cells");
        culture ??= recorded.Possible();
        Note($"{type} early pace", table, early, recorded.Early, culture.Early, name, why);
        Note($"{type} late pace", table, late, recorded.Late, culture.Late, name, why);
        return culture;
    }

    private static Kinship? Seen(Section section, LineageTable table, CycleHalf half, string name)
    {
        if (half.Phases.Count == 0) return null;
        var (mothers, sisters) = (half.Mothers(table), half.Sisters(table));
        if (mothers.Pairs >= FewestPairs && sisters.Pairs >= FewestPairs && double.IsFinite(mothers.NormalScore) && double.IsFinite(sisters.NormalScore)) return Kinship.Of(mothers, sisters);
        section.Wrong("inherit", $"'{name}' holds {mothers.Pairs} mothers with daughters and {sisters.Pairs} pairs of sisters whose durations were seen complete; correlations need {FewestPairs} of each. Remove 'inherit', or give 'inheritance' yourself");
        return null;
    }

    private void Note(string subject, LineageTable table, CycleHalf half, Kinship? recorded, Kinship? entered, string name, string why)
    {
        if (recorded is not { } seen || entered is not { } e) return;
        Note(subject, "correlation of mother and daughter", e.Mothers, "", name, Because(seen.Mothers, half.Mothers(table).Pairs));
        Note(subject, "correlation of sisters", e.Sisters, "", name, Because(seen.Sisters, half.Sisters(table).Pairs));

        string Because(double correlation, int pairs) => string.Create(CultureInfo.InvariantCulture, $"{correlation:0.000} in {pairs} recorded pairs{why}");
    }

    private static string Hours(Film film) => film.Hours.ToString("0.#", CultureInfo.InvariantCulture);

    private void Note(string subject, string what, double value, string unit, string file, string note) =>
        reading.Assumptions.Add(new(subject, what, value.ToString("R", CultureInfo.InvariantCulture), unit, "", AssumptionStatus.Given, file, "", note));
}
