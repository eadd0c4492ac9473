using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sintropia.Biology.Chance;
using Sintropia.Data.Splits;
using Sintropia.Predictors.Responses;

namespace Sintropia.Training.Splits;

/// <summary>What each group of cells is for. It is drawn from names and a seed alone, written beside the model, and can be used again from there.</summary>
public sealed class DataSplit
{
    /// <summary>The group of what training saw.</summary>
    public const string Seen = "seen";

    private const string UnseenSingle = "unseen_single", Combo = "combo_seen", UnseenContext = "unseen_context";

    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    private readonly Dictionary<(string Context, string Perturbation), SplitUnit> _units;

    private DataSplit(string control, IEnumerable<SplitUnit> units)
    {
        Control = control;
        _units = units.ToDictionary(u => (u.Context, u.Perturbation));
    }

    /// <summary>What is written where nothing was done; such cells are always of training.</summary>
    public string Control { get; }

    /// <summary>All units by context and perturbation, controls left out.</summary>
    public IReadOnlyList<SplitUnit> Units => [.. _units.Values.OrderBy(u => u.Context, StringComparer.Ordinal).ThenBy(u => u.Perturbation, StringComparer.Ordinal)];

    /// <summary>Splits groups of cells.</summary>
    /// <param name="groups">Context, perturbation and number of cells, controls left out.</param>
    /// <param name="control">What is written where nothing was done.</param>
    /// <param name="options">How.</param>
    /// <exception cref="TrainingException">Names of the options are not in the data, or nothing is left for training or the test.</exception>
    public static DataSplit Of(IReadOnlyList<(string Context, string Perturbation, int Cells)> groups, string control, SplitOptions options)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Kind == SplitKind.Manifest) return Again(groups, control, options.File!);
        string[] names = [.. groups.Select(g => g.Perturbation).Distinct().Order(StringComparer.Ordinal)];
        var parts = options.Kind == SplitKind.Contexts ? [] : OfNames(names, control, options);
        var units = options.Kind == SplitKind.Contexts ? OfContexts(groups, options) : groups.ToDictionary(g => (g.Context, g.Perturbation), g => parts[g.Perturbation]);
        var split = new DataSplit(control, Grouped(groups, units, control));
        foreach (var (part, word, what) in new[] { (SplitPart.Training, "training", "Hold less out"), (SplitPart.Test, "the test", "Hold more out") })
            if (!split.Units.Any(u => u.Part == part))
                throw new TrainingException($"The split leaves nothing for {word} of {groups.Count} groups of cells with {names.Length} perturbations. {what}, or split by something else.");
        return split;
    }

    /// <summary>What cells are for.</summary>
    public SplitPart Part(string context, string perturbation) => perturbation == Control ? SplitPart.Training : _units[(context, perturbation)].Part;

    /// <summary>The unit of cells.</summary>
    public SplitUnit this[string context, string perturbation] => _units[(context, perturbation)];

    /// <summary>The manifest: every unit, as JSON.</summary>
    public string Manifest() => JsonSerializer.Serialize(new { Control, Units }, s_json);

    /// <summary>SHA-256 of the manifest.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Manifest())));

    private static Dictionary<string, SplitPart> OfNames(string[] names, string control, SplitOptions options)
    {
        if (options.Kind == SplitKind.Gears)
        {
            // A single is A+ctrl there.
            var written = names.ToDictionary(n => n, n => Treatment.Parts(n, control).ToArray() is [var one] ? $"{one}+{GearsSplit.Control}" : n, StringComparer.Ordinal);
            var split = new GearsSplit().Of(written.Values, (uint)options.Seed);
            return names.ToDictionary(n => n, n => split.Parts[written[n]], StringComparer.Ordinal);
        }

        var isDouble = names.ToLookup(n => Treatment.Parts(n, control).Count() > 1);
        if (options.Kind == SplitKind.Doubles)
        {
            var drawn = Drawn(isDouble[true], options);
            return names.ToDictionary(n => n, n => drawn.GetValueOrDefault(n, SplitPart.Training), StringComparer.Ordinal);
        }

        var singles = Drawn(isDouble[false], options);
        return names.ToDictionary(n => n, n => Treatment.Parts(n, control).Select(p => singles.GetValueOrDefault(p, SplitPart.Training)).DefaultIfEmpty().Max(), StringComparer.Ordinal);
    }

    // Ranked by a draw of each name, so that another perturbation in the data moves no other but at the edge.
    private static Dictionary<string, SplitPart> Drawn(IEnumerable<string> names, SplitOptions options)
    {
        string[] order = [.. names.OrderBy(n => Rank(n, options.Seed)).ThenBy(n => n, StringComparer.Ordinal)];
        var test = Count(options.Test, order.Length);
        var validation = Count(options.Validation, order.Length - test);
        return order.Select((name, i) => (name, part: i < test ? SplitPart.Test : i < test + validation ? SplitPart.Validation : SplitPart.Training)).ToDictionary(p => p.name, p => p.part, StringComparer.Ordinal);

        static int Count(double share, int of) => share > 0 ? Math.Min(of, Math.Max(1, (int)Math.Round(share * of))) : 0;
    }

    private static Dictionary<(string, string), SplitPart> OfContexts(IReadOnlyList<(string Context, string Perturbation, int Cells)> groups, SplitOptions options)
    {
        foreach (var (wanted, known, what) in options.Contexts.Select(c => (c, groups.Select(g => g.Context), "context")).Concat(options.Shown.Select(p => (p, groups.Select(g => g.Perturbation), "perturbation"))))
            if (!known.Contains(wanted))
                throw new TrainingException($"The split names the {what} '{wanted}', which the data do not have.{(NearestName.To(wanted, known.Distinct()) is { } near ? $" Did you mean '{near}'?" : "")} They have {string.Join(", ", known.Distinct().Order(StringComparer.Ordinal).Take(20))}.");
        var held = groups.Where(g => options.Contexts.Contains(g.Context) && !options.Shown.Contains(g.Perturbation)).Select(g => (g.Context, g.Perturbation)).ToHashSet();
        var validation = Drawn(groups.Select(g => (g.Context, g.Perturbation)).Where(g => !held.Contains(g)).Select(g => $"{g.Context}\n{g.Perturbation}"), options with { Test = 0 });
        return groups.ToDictionary(g => (g.Context, g.Perturbation), g => held.Contains((g.Context, g.Perturbation)) ? SplitPart.Test : validation[$"{g.Context}\n{g.Perturbation}"]);
    }

    private static IEnumerable<SplitUnit> Grouped(IReadOnlyList<(string Context, string Perturbation, int Cells)> groups, Dictionary<(string, string), SplitPart> parts, string control)
    {
        var trained = groups.Where(g => parts[(g.Context, g.Perturbation)] == SplitPart.Training).ToArray();
        var (seen, singles) = (trained.Select(t => t.Perturbation).ToHashSet(StringComparer.Ordinal), trained.Where(t => Treatment.Parts(t.Perturbation, control).Count() == 1).SelectMany(t => Treatment.Parts(t.Perturbation, control)).ToHashSet(StringComparer.Ordinal));
        foreach (var (context, perturbation, cells) in groups)
        {
            var part = parts[(context, perturbation)];
            string[] genes = [.. Treatment.Parts(perturbation, control)];
            var group = part == SplitPart.Training ? Seen : seen.Contains(perturbation) ? UnseenContext : genes.Length == 1 ? UnseenSingle : Combo + genes.Count(singles.Contains).ToString(CultureInfo.InvariantCulture);
            yield return new(context, perturbation, part, group, cells);
        }
    }

    private static DataSplit Again(IReadOnlyList<(string Context, string Perturbation, int Cells)> groups, string control, string file)
    {
        Kept? kept;
        try
        {
            kept = JsonSerializer.Deserialize<Kept>(File.ReadAllText(file), s_json);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new TrainingException($"{file}: this manifest of a split cannot be read: {unread.Message} Name a split.json that a training wrote.", unread);
        }

        if (kept?.Units is null || kept.Control != control) throw new TrainingException($"{file}: the manifest is of the control '{kept?.Control}', and the data call it '{control}'. Use the manifest of these data.");
        var units = kept.Units.ToDictionary(u => (u.Context, u.Perturbation));
        var missing = groups.Where(g => !units.ContainsKey((g.Context, g.Perturbation))).Select(g => $"{g.Perturbation} in '{g.Context}'").ToArray();
        if (missing.Length > 0) throw new TrainingException($"{file}: the manifest says nothing of {missing.Length} groups of the data: {string.Join(", ", missing.Take(5))}. Use the manifest of these data, or split them anew.");
        return new(control, groups.Select(g => units[(g.Context, g.Perturbation)] with { Cells = g.Cells }));
    }

    private static ulong Rank(string name, ulong seed)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var letter in System.Text.Encoding.UTF8.GetBytes(name)) hash = (hash ^ letter) * 0x100000001B3;
        return Philox.Encrypt(new(0x5B117, hash), seed).Low;
    }

    private sealed record Kept(string Control, IReadOnlyList<SplitUnit>? Units);
}
