using System.Globalization;
using System.Text.Json;
using Sintropia.Design.Writing;
using Sintropia.Evaluation.Statistics;
using Sintropia.Reports.Effects;
using Sintropia.Reports.Reading;

namespace Sintropia.Design.Safety.Dependencies;

/// <summary>Writes what is said of dependencies.</summary>
public static class DependencyFiles
{
    /// <summary>Names of the files.</summary>
    public const string Scores = "dependency-scores.csv", Panel = "dependencies.csv", Predicted = "predicted-effects.csv", Answer = "safety.json", Page = "report.html";

    private const int MostShown = 40;

    /// <summary>Writes how well effects are predicted.</summary>
    /// <returns>The answer in sentences.</returns>
    public static IReadOnlyList<string> Write(DependencyTask task, DependencyMap map, IReadOnlyList<DependencyScore> scores, string folder)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(scores);
        Directory.CreateDirectory(folder);
        CsvFile.Write(Path.Combine(folder, Scores), ["held_out", "ranked", "model", "spearman", "low", "high", "less_mean", "less_mean_low", "less_mean_high", "less_ridge", "less_ridge_low", "less_ridge_high", "units"],
            scores.Select(s => (object?[])[s.HeldOut, s.Ranked, Word(s.Model), s.Correlation.Estimate, s.Correlation.Low, s.Correlation.High, s.AgainstMean.Estimate, s.AgainstMean.Low, s.AgainstMean.High, s.AgainstRidge.Estimate, s.AgainstRidge.Low, s.AgainstRidge.High, s.Units]));
        string[] answer = [.. scores.GroupBy(s => (s.HeldOut, s.Ranked)).Select(g =>
        {
            var kernel = g.First(s => s.Model == DependencyModel.Kernel);
            string Verdict(Interval i, string than) => i.Low > 0 ? $"above {than}" : i.High < 0 ? $"BELOW {than}" : $"not told from {than}";
            return $"Held out: {g.Key.HeldOut}; ranked: {g.Key.Ranked}: {string.Join("; ", g.Select(s => $"{Word(s.Model)} {Text(s.Correlation)}"))}. The kernel is {Verdict(kernel.AgainstMean, "the mean")} and {Verdict(kernel.AgainstRidge, "the expression ridge")}.";
        })];
        CsvFile.Renamed(Path.Combine(folder, Answer), writer => writer.Write(JsonSerializer.Serialize(new { task.Name, Answer = answer, Lines = map.Lines.Count, Genes = map.Genes.Count, task.Folds, task.Seed }, RunJson.Spelling) + "\n"));
        var page = new DesignPage(task.Name);
        foreach (var sentence in answer) page.Paragraph(sentence);
        page.Paragraph($"{map.Lines.Count} lines, {map.Genes.Count} genes, {task.Folds} folds of each. Spearman correlations are taken within folds and averaged; intervals are 95 % bootstraps over genes where lines are ranked and over lines where genes are, so they do not hold how genes or lines were chosen for the table. A model that gives one value ranks nothing and has 0.");
        page.Table("Rank correlation of predicted with measured gene effect", ["held out", "ranked", "model", "Spearman", "less the mean", "less the ridge", "units"],
            scores.Select(s => (string?[])[s.HeldOut, s.Ranked, Word(s.Model), Text(s.Correlation), s.Model == DependencyModel.Mean ? "" : Text(s.AgainstMean), s.Model == DependencyModel.Kernel ? Text(s.AgainstRidge) : "", s.Units.ToString(CultureInfo.InvariantCulture)]));
        page.Write(Path.Combine(folder, Page));
        return answer;
    }

    /// <summary>Writes what the loss of candidates does across the panel.</summary>
    /// <returns>The answer in sentences.</returns>
    public static IReadOnlyList<string> Write(DependencyTask task, DependencyMap map, IReadOnlyList<DependencyPanel> panels, string folder)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(panels);
        Directory.CreateDirectory(folder);
        var ordered = panels.OrderByDescending(p => p.Screened).ToArray();
        CsvFile.Write(Path.Combine(folder, Panel), ["gene", "dependent_screened", "dependent_predicted", "mean_effect", "held_out_error"], ordered.Select(p => (object?[])[p.Gene, p.Screened, p.Predicted, p.Mean, p.Error]));
        CsvFile.Write(Path.Combine(folder, Predicted), ["line", .. ordered.Select(p => p.Gene)], map.Others.Select((line, i) => (object?[])[line, .. ordered.Select(p => (object?)p.Effects[i])]));
        string[] answer = [.. ordered.Take(8).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Gene}: {100 * p.Screened:0} % of {map.Lines.Count} screened lines depend on it{(map.Others.Count > 0 ? $", {100 * p.Predicted:0} % of {map.Others.Count} others are predicted to" : "")}{(p.Screened > 0.9 ? "; it is essential to nearly all cells, so its loss is not selective" : "")}."))];
        CsvFile.Renamed(Path.Combine(folder, Answer), writer => writer.Write(JsonSerializer.Serialize(new { task.Name, Answer = answer }, RunJson.Spelling) + "\n"));
        var page = new DesignPage(task.Name);
        foreach (var sentence in answer) page.Paragraph(sentence);
        page.Paragraph("A line is said to depend on a gene where the effect of its loss is below −0.5. Effects in lines that were not screened follow from what they express; the error is that of a fifth of the screened lines that was held out.");
        page.Table($"Genes{(ordered.Length > MostShown ? $", the first {MostShown}" : "")}", ["gene", "screened lines that depend, %", "others predicted to, %", "mean effect", "error"],
            ordered.Take(MostShown).Select(p => (string?[])[p.Gene, EffectPage.Number(100 * p.Screened), EffectPage.Number(100 * p.Predicted), EffectPage.Number(p.Mean), EffectPage.Number(p.Error)]));
        page.Write(Path.Combine(folder, Page));
        return answer;
    }

    private static string Word(DependencyModel model) => model switch { DependencyModel.Mean => "mean", DependencyModel.ExpressionRidge => "expression ridge", _ => "kernel" };

    private static string Text(Interval i) => string.Create(CultureInfo.InvariantCulture, $"{i.Estimate:0.000} ({i.Low:0.000} to {i.High:0.000})");
}
