using System.Globalization;
using System.Text.Json;
using Sintropia.Design.Writing;
using Sintropia.Reports.Effects;

namespace Sintropia.Design.Targets;

/// <summary>The files of a target search: ranking.csv, embedding.csv, target.json and report.html.</summary>
public static class TargetFiles
{
    /// <summary>Names of files in the folder.</summary>
    public const string Ranking = "ranking.csv", Embedding = "embedding.csv", Summary = "target.json", Page = "report.html";

    private const int Shown = 25, Drawn = 15;
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Writes them, each under a temporary name first.</summary>
    /// <param name="folder">Where to; it is made.</param>
    /// <param name="result">What was found.</param>
    public static void Write(string folder, TargetResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Directory.CreateDirectory(folder);
        CsvFile.Write(Path.Combine(folder, Ranking), ["system", "measure", "rank", "candidate", "score", "score_low", "score_high", "share_first", "share_top_five", "training", "beats_null", "null_p"],
            result.Rankings.SelectMany(r => r.Candidates.Select(c => (object?[])[r.System, Word(r.Measure), c.Rank, c.Name, c.Score, c.Low, c.High, c.First, c.TopFive, c.Training, r.BeatsNull, r.NullP])));
        if (result.Embedding is { } found) CsvFile.Write(Path.Combine(folder, Embedding), ["rank", "candidate", "distance"], found.Nearest.Select((n, i) => (object?[])[i + 1, n.Name, n.Distance]));
        CsvFile.Renamed(Path.Combine(folder, Summary), w => w.Write(JsonSerializer.Serialize(new
        {
            result.Task.Name,
            result.Task.Seed,
            result.Genes,
            result.Cells,
            result.Notes,
            Refused = result.Refused.Select(r => new { r.Name, r.Reason }),
            Rankings = result.Rankings.Select(r => new { r.System, Measure = Word(r.Measure), r.BeatsNull, r.NullP, r.NullBest, r.StatesDiffer, r.StatesP, r.Warning, Best = r.Candidates.Take(5).Select(c => new { c.Rank, c.Name, c.Score, c.Low, c.High, c.First, c.TopFive, c.Training }) }),
            Gradient = result.Embedding is { } e ? new { e.Start, e.Begun, e.Cosine, e.Moved, Nearest = e.Nearest.Take(5).Select(n => new { n.Name, n.Distance }) } : null,
        }, s_json) + "\n"));
        Report(result).Write(Path.Combine(folder, Page));
    }

    private static DesignPage Report(TargetResult result)
    {
        var page = new DesignPage(result.Task.Name);
        var first = result.Rankings[0];
        if (first.Warning.Length > 0) page.Notice(first.Warning);
        page.Paragraph(string.Create(CultureInfo.InvariantCulture, $"{first.Candidates.Count} candidates, ranked by how near what {first.System} predicts of {result.Cells} unperturbed cells is to the wanted change over {result.Genes} genes. Intervals draw cells of both states again; the null exchanges genes of the wanted change."));
        foreach (var note in result.Notes) page.Paragraph(note);
        foreach (var ranking in result.Rankings)
        {
            var top = ranking.Candidates.Take(Drawn).Where(c => double.IsFinite(c.Score)).ToArray();
            page.Heading($"{ranking.System}, {Word(ranking.Measure)}");
            if (ranking != first && ranking.Warning.Length > 0) page.Notice(ranking.Warning);
            page.Paragraph(string.Create(CultureInfo.InvariantCulture, $"p = {ranking.NullP:0.000} against searches with exchanged genes, 95 % of whose best scores are below {ranking.NullBest:0.000}."));
            page.Figure(new($"The first {top.Length} candidates by {Word(ranking.Measure)}, with 95 % intervals over cells", "rank", "score", [new(ranking.System, [.. top.Select((c, i) => ((double)i, c.Score))]) { Intervals = [.. top.Select(c => (c.Low, c.High))] }, new("95 % of nulls' best", [(0, ranking.NullBest), (Math.Max(1, top.Length - 1), ranking.NullBest)]) { IsLine = true, IsReference = true }]) { Names = [.. top.Select(c => c.Rank.ToString("0.#", CultureInfo.InvariantCulture))], FromZero = ranking.Measure != TargetMeasure.Distance });
            page.Table("Candidates", ["rank", "candidate", "score", "95 % interval", "first in", "among five in", "training"], ranking.Candidates.Take(Shown).Select(c => (string?[])
                [c.Rank.ToString("0.#", CultureInfo.InvariantCulture), c.Name, Number(c.Score), double.IsNaN(c.Low) ? "–" : $"{Number(c.Low)} to {Number(c.High)}", Share(c.First, c.Low), Share(c.TopFive, c.Low), c.Training]));
        }

        if (result.Embedding is { } found)
        {
            page.Heading("By gradients through the predictor").Paragraph(string.Create(CultureInfo.InvariantCulture, $"Beginning at {found.Start}, whose predicted change has a cosine of {found.Begun:0.000} with the wanted one, the best that the network can be told within the trust region has {found.Cosine:0.000}, {found.Moved:0.00} of its radius away. What lies nearest to it:"));
            page.Table("Nearest known perturbations and combinations", ["rank", "candidate", "distance"], found.Nearest.Take(Shown).Select((n, i) => (string?[])[(i + 1).ToString(CultureInfo.InvariantCulture), n.Name, Number(n.Distance)]));
        }

        return page.Table("Candidates that the predictor does not answer", ["candidate", "reason"], result.Refused.Take(Shown).Select(r => (string?[])[r.Name, r.Reason]));
    }

    private static string Word(TargetMeasure measure) => measure.ToString().ToLowerInvariant();

    private static string Number(double value) => EffectPage.Number(value);

    private static string Share(double share, double low) => double.IsNaN(low) ? "–" : share.ToString("0 %", CultureInfo.InvariantCulture);
}
