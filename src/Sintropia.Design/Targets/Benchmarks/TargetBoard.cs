using System.Globalization;
using System.Text;
using System.Text.Json;
using Sintropia.Design.Writing;
using Sintropia.Evaluation.Perturbations;
using Sintropia.Evaluation.Statistics;
using Sintropia.Reports.Effects;

namespace Sintropia.Design.Targets.Benchmarks;

/// <summary>The board of the target benchmark: shares of hits and reciprocal ranks with intervals over perturbations, and its files.</summary>
public static class TargetBoard
{
    private static readonly JsonSerializerOptions s_json = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Rows by task, kind, system and measure. Searches for one perturbation, as of several halvings, are averaged first: the perturbation is the unit.</summary>
    public static IReadOnlyList<TargetScore> Of(IReadOnlyList<TargetFigure> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        List<TargetScore> rows = [];
        foreach (var task in figures.GroupBy(f => f.Task))
        {
            string[] kinds = task.Select(f => f.Kind).Distinct().Count() > 1 ? ["all", "single", "double"] : [task.First().Kind];
            foreach (var kind in kinds)
            {
                var of = task.Where(f => kind == "all" || f.Kind == kind).ToArray();
                var chance = Units(of.Where(f => f.Role == "chance"));
                foreach (var group in of.GroupBy(f => (f.System, f.Role, f.Measure)))
                {
                    var units = Units(group);
                    double[] beats = [.. group.Select(f => f.BeatsNull).Where(b => !double.IsNaN(b))];
                    rows.Add(new(task.Key, kind, group.Key.System, group.Key.Role, group.Key.Measure, units.Count, group.Max(f => f.Candidates), Mean(units, f => f.HitAt1), Mean(units, f => f.HitAt5), Mean(units, f => f.Reciprocal),
                        PairedBootstrap.Difference([.. units.Select(u => u.Value.Average(f => f.Reciprocal))], [.. units.Select(u => chance[u.Key].Average(f => f.Reciprocal))]), beats.Length > 0 ? beats.Average() : double.NaN));
                }
            }
        }

        return rows;
    }

    /// <summary>What the board says, in sentences: of each task and kind the best row of the primary measure beside the best baseline and chance.</summary>
    public static IReadOnlyList<string> Findings(IReadOnlyList<TargetScore> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        List<string> findings = [];
        foreach (var group in rows.GroupBy(r => (r.Task, r.Kind)))
        {
            var chance = group.First(r => r.Role == "chance");
            string[] better = [.. group.Where(r => r.Role is "system" or "baseline" && r.Gain.Low > 0).OrderByDescending(r => r.Reciprocal.Estimate).Take(4).Select(r => $"{r.System} ({r.Measure}) {Share(r.Reciprocal)}")];
            string[] nulls = [.. group.Where(r => r.Role == "null" && r.Gain.Low > 0).Select(r => $"{r.System} ({r.Measure})")];
            findings.Add($"{group.Key.Task}, {group.Key.Kind}: {chance.Perturbations} perturbations among {chance.Candidates}; by chance hit@1 {Number(chance.HitAt1.Estimate)}, MRR {Number(chance.Reciprocal.Estimate)}. {(better.Length > 0 ? $"MRR above chance, best first: {string.Join("; ", better)}." : "No system and no baseline is above chance.")}{(nulls.Length > 0 ? $" Nulls above chance, so that being above chance alone proves little here: {string.Join("; ", nulls)}." : "")}");
        }

        return findings;
    }

    /// <summary>Keeps figures of a part, so that a benchmark which was stopped goes on.</summary>
    public static void Keep(string path, IReadOnlyList<TargetFigure> figures) => CsvFile.Renamed(path, w => w.Write(JsonSerializer.Serialize(figures, s_json)));

    /// <summary>Figures that were kept.</summary>
    public static IReadOnlyList<TargetFigure> Kept(string path) => JsonSerializer.Deserialize<TargetFigure[]>(File.ReadAllText(path), s_json) ?? [];

    /// <summary>Writes target.csv, target-figures.csv, target.md and target.html.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="figures">All figures.</param>
    /// <param name="command">What made them, for readers.</param>
    public static void Write(string folder, IReadOnlyList<TargetFigure> figures, string command)
    {
        ArgumentNullException.ThrowIfNull(figures);
        var rows = Of(figures);
        Directory.CreateDirectory(folder);
        CsvFile.Write(Path.Combine(folder, "target.csv"), ["task", "kind", "system", "role", "measure", "perturbations", "candidates", "hit_at_1", "hit_at_1_low", "hit_at_1_high", "hit_at_5", "hit_at_5_low", "hit_at_5_high", "mrr", "mrr_low", "mrr_high", "mrr_gain", "mrr_gain_low", "mrr_gain_high", "beats_null"],
            rows.Select(r => (object?[])[r.Task, r.Kind, r.System, r.Role, r.Measure, r.Perturbations, r.Candidates, r.HitAt1.Estimate, r.HitAt1.Low, r.HitAt1.High, r.HitAt5.Estimate, r.HitAt5.Low, r.HitAt5.High, r.Reciprocal.Estimate, r.Reciprocal.Low, r.Reciprocal.High, r.Gain.Estimate, r.Gain.Low, r.Gain.High, r.BeatsNull]));
        CsvFile.Write(Path.Combine(folder, "target-figures.csv"), ["task", "system", "role", "measure", "query", "kind", "candidates", "hit_at_1", "hit_at_5", "reciprocal_rank", "beats_null"],
            figures.Select(f => (object?[])[f.Task, f.System, f.Role, f.Measure, f.Query, f.Kind, f.Candidates, f.HitAt1, f.HitAt5, f.Reciprocal, f.BeatsNull]));
        CsvFile.Renamed(Path.Combine(folder, "target.md"), w => w.Write(Markdown(rows, command)));
        Page(rows, command).Write(Path.Combine(folder, "target.html"));
    }

    private static string Markdown(IReadOnlyList<TargetScore> rows, string command)
    {
        var text = new StringBuilder($"# Searching for hidden perturbations\n\nMade by `{command}`.\n\n{Protocol}\n\n");
        foreach (var finding in Findings(rows)) text.Append($"- {finding}\n");
        foreach (var group in rows.GroupBy(r => (r.Task, r.Kind)))
        {
            text.Append($"\n## {group.Key.Task}, {group.Key.Kind}\n\n{group.First().Perturbations} perturbations sought among {group.First().Candidates} candidates.\n\n| system | measure | hit@1 | hit@5 | MRR | above chance by |\n|---|---|---|---|---|---|\n");
            foreach (var r in group.OrderBy(r => r.Measure, StringComparer.Ordinal).ThenByDescending(r => r.Reciprocal.Estimate))
                text.Append($"| {(r.Role == "system" ? $"**{r.System}**" : r.System)}{(r.Role is "null" ? " *(null)*" : "")} | {r.Measure} | {Share(r.HitAt1)} | {Share(r.HitAt5)} | {Share(r.Reciprocal)} | {Share(r.Gain)}{(r.Gain.Low > 0 ? " *" : "")} |\n");
        }

        return text.ToString();
    }

    private static DesignPage Page(IReadOnlyList<TargetScore> rows, string command)
    {
        var page = new DesignPage("Searching for hidden perturbations").Paragraph($"Made by {command}.").Paragraph(Protocol);
        foreach (var finding in Findings(rows)) page.Paragraph(finding);
        foreach (var group in rows.GroupBy(r => (r.Task, r.Kind)))
        {
            page.Heading($"{group.Key.Task}, {group.Key.Kind}");
            TargetScore[] drawn = [.. group.Where(r => r.Measure is "cosine" or "none" or "nearest embedding")];
            page.Figure(new("Mean reciprocal rank by the cosine, with 95 % intervals over perturbations", "system, as in the table", "MRR", [.. drawn.GroupBy(r => r.Role).Select(role => new Trace(role.Key, [.. role.Select(r => ((double)Array.IndexOf(drawn, r), r.Reciprocal.Estimate))]) { Intervals = [.. role.Select(r => (r.Reciprocal.Low, r.Reciprocal.High))], IsReference = role.Key is "null" or "chance" })]) { Names = [.. drawn.Select((_, i) => (i + 1).ToString(CultureInfo.InvariantCulture))] });
            page.Table($"{group.First().Perturbations} perturbations among {group.First().Candidates} candidates", ["in the figure", "system", "role", "measure", "hit@1", "hit@5", "MRR", "above chance by"],
                group.Select(r => (string?[])[Array.IndexOf(drawn, r) is >= 0 and var at ? (at + 1).ToString(CultureInfo.InvariantCulture) : "", r.System, r.Role, r.Measure, Share(r.HitAt1), Share(r.HitAt5), Share(r.Reciprocal), Share(r.Gain)]));
        }

        return page;
    }

    private const string Protocol = "Known: signatures of candidates come from one half of the cells of each perturbation and of the controls, the question from the other half; five halvings. Hidden: the sought perturbation (and what is done together with it) had no part in training; a predictor answers for all perturbations of the data, those it was trained on among them. "
        + "Genes that candidates act on are never compared. Equal scores share their ranks, refused candidates come last, intervals of 95 % draw perturbations again. Of hidden searches the controls of question and answer are the same cells. "
        + "Measures: cosine of changes; centred, the same less the mean change of training; distance; connectivity, a weighted running sum both ways; nearest embedding, by what gradients through the network led to. The primary measure, chosen before anything was computed, is the cosine.";

    private static Dictionary<string, TargetFigure[]> Units(IEnumerable<TargetFigure> figures) => figures.GroupBy(f => f.Query.Split(", halving")[0]).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);

    private static Interval Mean(Dictionary<string, TargetFigure[]> units, Func<TargetFigure, double> of) => PairedBootstrap.Mean([.. units.Select(u => u.Value.Average(of))]);

    private static string Share(Interval interval) => $"{Number(interval.Estimate)} ({Number(interval.Low)} to {Number(interval.High)})";

    private static string Number(double number) => double.IsNaN(number) ? "–" : number.ToString("0.000", CultureInfo.InvariantCulture).Replace("-", "−", StringComparison.Ordinal);
}
