using System.Globalization;
using System.Text;
using Sintropia.Design.Writing;
using Sintropia.Reports.Effects;

namespace Sintropia.Design.Mechanisms.Benchmarks;

/// <summary>The board of recovered regulation, and its files.</summary>
public static class MechanismBoard
{
    /// <summary>What the board says, in sentences.</summary>
    public static IReadOnlyList<string> Findings(IReadOnlyList<EdgeScore> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var nulls = rows.Count(r => r.NullPrecision <= r.Chance * 1.25 && r.NullPrecision >= r.Chance * 0.8);
        return
        [
            .. rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Map}: average precision {r.Precision.Estimate:0.000} ({r.Precision.Low:0.000} to {r.Precision.High:0.000}) where chance has {r.Chance:0.000} and exchanged labels {r.NullPrecision:0.000}; {(r.P <= 0.05 ? "above its null" : "not above its null")} (p = {r.P:0.000}).")),
            string.Create(CultureInfo.InvariantCulture, $"Nulls within a quarter of chance: {nulls} of {rows.Count}."),
        ];
    }

    /// <summary>Writes mechanism.csv, mechanism.md and mechanism.html.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="rows">The board.</param>
    /// <param name="what">What was made up, in a sentence.</param>
    /// <param name="command">What made it, for readers.</param>
    public static void Write(string folder, IReadOnlyList<EdgeScore> rows, string what, string command)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Directory.CreateDirectory(folder);
        CsvFile.Write(Path.Combine(folder, "mechanism.csv"), ["map", "regulators", "pairs", "edges", "chance", "average_precision", "low", "high", "roc", "precision_at_edges", "null_average_precision", "null_95", "p"],
            rows.Select(r => (object?[])[r.Map, r.Regulators, r.Pairs, r.Edges, r.Chance, r.Precision.Estimate, r.Precision.Low, r.Precision.High, r.Roc, r.PrecisionAtEdges, r.NullPrecision, r.NullHigh, r.P]));
        CsvFile.Renamed(Path.Combine(folder, "mechanism.md"), w =>
        {
            var text = new StringBuilder($"# Recovered regulators\n\nMade by `{command}`.\n\n{what}\n\n{Protocol}\n\n| map | regulators | true of pairs | average precision | ROC area | precision at as many pairs as are true | exchanged labels (95 %) | p |\n|---|---|---|---|---|---|---|---|\n");
            foreach (var r in rows) text.Append(CultureInfo.InvariantCulture, $"| {r.Map} | {r.Regulators} | {r.Edges} of {r.Pairs} ({r.Chance:0.000}) | {r.Precision.Estimate:0.000} ({r.Precision.Low:0.000} to {r.Precision.High:0.000}) | {r.Roc:0.000} | {r.PrecisionAtEdges:0.000} | {r.NullPrecision:0.000} ({r.NullHigh:0.000}) | {r.P:0.000} |\n");
            text.Append('\n');
            foreach (var finding in Findings(rows)) text.Append($"- {finding}\n");
            w.Write(text.ToString());
        });
        var page = new DesignPage("Recovered regulators").Paragraph($"Made by {command}.").Paragraph(what).Paragraph(Protocol);
        page.Figure(new("Precision and recall of the ranking of pairs", "recall", "precision", [.. rows.Where(r => !r.Map.Contains("perturbed regulators", StringComparison.Ordinal)).Select(r => new Trace(r.Map, r.Curve.Select(c => (c.Recall, c.Precision)).ToArray()) { IsLine = true }), new("chance", [(0, rows[0].Chance), (1, rows[0].Chance)]) { IsLine = true, IsReference = true }]));
        page.Table("Maps", ["map", "regulators", "pairs", "true", "average precision", "ROC area", "at as many", "exchanged labels", "p"], rows.Select(r => (string?[])
            [r.Map, Whole(r.Regulators), Whole(r.Pairs), Whole(r.Edges), EffectPage.Number(r.Precision), EffectPage.Number(r.Roc), EffectPage.Number(r.PrecisionAtEdges), EffectPage.Number(r.NullPrecision), EffectPage.Number(r.P)]));
        foreach (var finding in Findings(rows)) page.Paragraph(finding);
        page.Write(Path.Combine(folder, "mechanism.html"));
    }

    private const string Protocol = "A pair is a regulator and another gene of the panel; true pairs are the direct edges of the programme that made the cells. Regulators are known to be such, as a list of transcription factors would say. Intervals draw regulators again; the null exchanges labels of regulators and of targets 200 times.";

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
