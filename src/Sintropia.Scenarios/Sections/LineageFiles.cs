using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sintropia.Biology.Cells;
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
        var laws = new Dictionary<string, DurationLaw>();
        var hazards = new List<Hazard>();
        foreach (var phase in columns.Phases.Select(p => p.Phase).Where(p => CyclePhases.Contains(p)))
        {
            var durations = table.Durations(phase).ToArray();
            if (durations.Length == 0 && !section.Has("columns")) continue; // a run's table has columns for phases that its cells have not
            var measured = EmpiricalDurations.From(KaplanMeier.Of(durations), frame);
            laws[phase] = new EmpiricalDuration(measured.Probability, measured.Hours);
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

        var (early, late) = section.Flag("inherit") ? Inheritance(section, type, table, laws, hazards, frame, name) : (null, null);
        return new(null, laws, early, late, section.Flag("deaths") ? hazards : []);
    }

    /// <summary>Inheritance with correlations of normal scores, which a pace read as a rank reproduces, such that a film of the culture shows those of the table.</summary>
    private (HeritablePace? Early, HeritablePace? Late) Inheritance(
        Section section, string type, LineageTable table, Dictionary<string, DurationLaw> laws, List<Hazard> hazards, double frame, string name)
    {
        var (early, late) = (new CycleHalf([.. laws.Keys.Where(p => p == "G1")]), new CycleHalf([.. laws.Keys.Where(p => p != "G1")]));
        var (seenEarly, seenLate) = (Seen(section, table, early, name), Seen(section, table, late, name));
        if ((early.Phases.Count > 0 && seenEarly is null) || (late.Phases.Count > 0 && seenLate is null)) return (null, null);

        // With phases that the table does not know, nobody can say what its film would have shown.
        var whole = !CyclePhases.Any(section.Says);
        var culture = new CellType { Name = type, Cycle = new([.. CyclePhases.Where(laws.ContainsKey).Select(p => new Biology.Cycle.PhaseDuration(PhaseWords.Phase(p), laws[p]))]), Hazards = hazards };
        var film = Film.Of(table, frame);
        var (enteredEarly, enteredLate) = whole
            ? new InheritanceBehindFilm(film, culture, early, late).Behind(seenEarly, seenLate)
            : (seenEarly?.Possible.Rounded, seenLate?.Possible.Rounded);
        var why = whole ? $"which a film of {film.Hours:0.#} h shows as the {{0}} of {{1}} recorded pairs, since slow families are cut off" : "as {0} was recorded of {1} pairs; what the film cuts off is not corrected, since it does not show all phases";
        return (Pace($"{type} early pace", table, early, seenEarly, enteredEarly, name, why), Pace($"{type} late pace", table, late, seenLate, enteredLate, name, why));
    }

    private static Kinship? Seen(Section section, LineageTable table, CycleHalf half, string name)
    {
        if (half.Phases.Count == 0) return null;
        var (mothers, sisters) = (half.Mothers(table), half.Sisters(table));
        if (mothers.Pairs >= FewestPairs && sisters.Pairs >= FewestPairs && double.IsFinite(mothers.NormalScore) && double.IsFinite(sisters.NormalScore)) return Kinship.Of(mothers, sisters);
        section.Wrong("inherit", $"'{name}' holds {mothers.Pairs} mothers with daughters and {sisters.Pairs} pairs of sisters whose durations were seen complete; correlations need {FewestPairs} of each. Remove 'inherit', or give 'inheritance' yourself");
        return null;
    }

    private HeritablePace? Pace(string subject, LineageTable table, CycleHalf half, Kinship? seen, Kinship? entered, string name, string why)
    {
        if (seen is not { } s || entered is not { } e) return null;
        Note(subject, "correlation of mother and daughter", e.Mothers, "", name, Because(s.Mothers, half.Mothers(table).Pairs));
        Note(subject, "correlation of sisters", e.Sisters, "", name, Because(s.Sisters, half.Sisters(table).Pairs));
        return e.Pace();

        string Because(double correlation, int pairs) => string.Format(CultureInfo.InvariantCulture, why, correlation.ToString("0.000", CultureInfo.InvariantCulture), pairs);
    }

    private void Note(string subject, string what, double value, string unit, string file, string note) =>
        reading.Assumptions.Add(new(subject, what, value.ToString("R", CultureInfo.InvariantCulture), unit, "", AssumptionStatus.Given, file, "", note));
}
