using System.Globalization;
using System.Text.Json;
using Sintropia.Design.Writing;
using Sintropia.Reports.Effects;

namespace Sintropia.Design.Mechanisms;

/// <summary>The files of a mechanism: sets.csv, genes.csv, maps.csv, regulons.csv, removal.csv, mechanism.json and report.html.</summary>
public static class MechanismFiles
{
    private const int MostEdges = 2000, Shown = 20;
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Writes them, each under a temporary name first.</summary>
    /// <param name="folder">Where to; it is made.</param>
    /// <param name="result">What was found.</param>
    public static void Write(string folder, MechanismResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Directory.CreateDirectory(folder);
        string At(string name) => Path.Combine(folder, name);
        CsvFile.Write(At("genes.csv"), ["gene", "t", "changed"], result.Genes.Select((g, i) => (object?[])[g, result.Statistic[i], result.Changed.Contains(i)]));
        CsvFile.Write(At("sets.csv"), ["set", "genes_in_panel", "overlap", "overlap_p", "overlap_q", "score", "normalised_score", "score_p", "score_q"], result.Sets.Select(s => (object?[])[s.Name, s.Size, s.Overlap, s.OverlapP, s.OverlapQ, s.Score, s.Normalised, s.ScoreP, s.ScoreQ]));
        CsvFile.Write(At("maps.csv"), ["map", "regulator", "target", "score"], result.Maps.SelectMany(m => m.Strongest().Take(MostEdges).Select(e => (object?[])[m.Name, e.Regulator, e.Target, e.Score])));
        CsvFile.Write(At("regulons.csv"), ["map", "regulators", "pairs", "edges", "chance", "average_precision", "low", "high", "roc", "null_average_precision", "null_95", "p"], result.Scores.Select(r => (object?[])[r.Map, r.Regulators, r.Pairs, r.Edges, r.Chance, r.Precision.Estimate, r.Precision.Low, r.Precision.High, r.Roc, r.NullPrecision, r.NullHigh, r.P]));
        CsvFile.Write(At("removal.csv"), ["pathway", "genes_in_panel", "loss", "null_loss", "p", "q"], result.Removed.Select(r => (object?[])[r.Name, r.Size, r.Loss, r.NullLoss, r.P, r.Q]));
        CsvFile.Renamed(At("mechanism.json"), w => w.Write(JsonSerializer.Serialize(new
        {
            result.Task.Name, result.Task.Seed, result.Task.Perturbation, Genes = result.Genes.Count, Changed = result.Changed.Count, result.BeatsNull, result.Warning, result.Notes,
            Sets = new { ByOverlap = result.Sets.Count(s => s.OverlapQ < MechanismResult.Level), ByScore = result.Sets.Count(s => s.ScoreQ < MechanismResult.Level), NullByOverlap = result.NullSets.ByOverlap, NullByScore = result.NullSets.ByScore },
            Regulons = result.Scores.Select(r => new { r.Map, r.Chance, Precision = r.Precision.Estimate, r.NullPrecision, r.P }),
            Needed = result.Removed.Where(r => r.Q < MechanismResult.Level).Select(r => r.Name),
        }, s_json) + "\n"));
        Page(result).Write(At("report.html"));
    }

    private static DesignPage Page(MechanismResult result)
    {
        var page = new DesignPage(result.Task.Name);
        if (result.Warning.Length > 0) page.Notice(result.Warning);
        foreach (var note in result.Notes) page.Paragraph(note);
        page.Heading("Sets of genes").Paragraph(string.Create(CultureInfo.InvariantCulture, $"At q < {MechanismResult.Level}: {result.Sets.Count(s => s.OverlapQ < MechanismResult.Level)} sets by overlap, where exchanged labels give {result.NullSets.ByOverlap:0.##} on average, and {result.Sets.Count(s => s.ScoreQ < MechanismResult.Level)} by score, where they give {result.NullSets.ByScore:0.##}."));
        page.Table("The surest sets", ["set", "genes in the panel", "changed", "p of overlap", "q", "score", "normalised", "p of score", "q of score"], result.Sets.Take(Shown).Select(s => (string?[])
            [s.Name, Whole(s.Size), Whole(s.Overlap), EffectPage.Number(s.OverlapP), EffectPage.Number(s.OverlapQ), EffectPage.Number(s.Score), EffectPage.Number(s.Normalised), EffectPage.Number(s.ScoreP), EffectPage.Number(s.ScoreQ)]));
        if (result.Maps.Count > 0) page.Heading("Maps between genes");
        page.Table("Beside known regulons", ["map", "regulators", "true of pairs", "average precision", "chance", "exchanged labels", "p", "what that says"], result.Scores.Select(r => (string?[])
            [r.Map, Whole(r.Regulators), $"{Whole(r.Edges)} of {Whole(r.Pairs)}", EffectPage.Number(r.Precision), EffectPage.Number(r.Chance), EffectPage.Number(r.NullPrecision), EffectPage.Number(r.P), r.P <= MechanismResult.Level ? "above its null" : "no more than its null"]));
        foreach (var map in result.Maps) page.Table($"The strongest pairs by {map.Name}", ["regulator", "target", "score"], map.Strongest().Take(Shown).Select(e => (string?[])[e.Regulator, e.Target, EffectPage.Number(e.Score)]));
        if (result.Removed.Count > 0) page.Heading("Pathways taken away").Paragraph($"Of {Whole(result.Removed.Count)} pathways, {Whole(result.Removed.Count(r => r.Q < MechanismResult.Level))} are missed more than random sets of like expression at q < {MechanismResult.Level.ToString(CultureInfo.InvariantCulture)}.");
        return page.Table("How much of the predicted response is lost", ["pathway", "genes in the panel", "loss", "random sets", "p", "q"], result.Removed.Take(Shown).Select(r => (string?[])[r.Name, Whole(r.Size), EffectPage.Number(r.Loss), EffectPage.Number(r.NullLoss), EffectPage.Number(r.P), EffectPage.Number(r.Q)]));
    }

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
