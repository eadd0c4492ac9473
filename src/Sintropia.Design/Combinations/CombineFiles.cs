using System.Globalization;
using System.Text.Json;
using Sintropia.Design.Writing;
using Sintropia.Evaluation.Statistics;
using Sintropia.Reports.Effects;
using Sintropia.Reports.Reading;

namespace Sintropia.Design.Combinations;

/// <summary>Writes what is proposed, or how searches did.</summary>
public static class CombineFiles
{
    /// <summary>Names of the files.</summary>
    public const string Pairs = "pairs.csv", Drugs = "drugs.csv", Curves = "regret.csv", Answer = "combine.json", Page = "report.html";

    private static readonly int[] s_told = [3, 5, 8, 12, 20];

    /// <summary>Writes proposals, each file under a temporary name first.</summary>
    /// <param name="task">The task.</param>
    /// <param name="proposal">What is proposed.</param>
    /// <param name="folder">Where; made if it is not there.</param>
    /// <returns>The answer in sentences.</returns>
    public static IReadOnlyList<string> Write(CombineTask task, CombineProposal proposal, string folder)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(proposal);
        Directory.CreateDirectory(folder);
        CsvFile.Write(Path.Combine(folder, Pairs), ["rank", "block", "drug_a", "drug_b", "dose_a", "dose_b", "bliss", "expected_excess", "deviation", "worth"], proposal.Pairs.Select((p, i) => (object?[])[i + 1, p.Block, p.DrugA, p.DrugB, p.DoseA, p.DoseB, p.Bliss, p.Excess, p.Deviation, p.Worth]));
        CsvFile.Write(Path.Combine(folder, Drugs), ["rank", "block", "drug_a", "drug_b", "expected_mean_excess", "deviation", "worth"], proposal.Drugs.Select((p, i) => (object?[])[i + 1, p.Block, p.DrugA, p.DrugB, p.Excess, p.Deviation, p.Worth]));
        var answer = new List<string> { double.IsNaN(proposal.Best) ? "Nothing is measured together yet: proposals are those of the model's prior, which knows no interaction." : $"The greatest excess over Bliss that was measured is {EffectPage.Number(100 * proposal.Best)} percentage points." };
        if (proposal.Pairs.Count > 0) answer.Add($"Measure next: {string.Join("; ", proposal.Pairs.Take(3).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.DrugA} {p.DoseA:G6} with {p.DrugB} {p.DoseB:G6} ({100 * p.Excess:0.0} ± {100 * p.Deviation:0.0} percentage points expected)")))}.");
        if (proposal.Drugs.Count > 0) answer.Add($"Pairs of drugs to begin: {string.Join("; ", proposal.Drugs.Take(3).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.DrugA} with {p.DrugB} (mean {100 * p.Excess:0.0} ± {100 * p.Deviation:0.0})")))}.");
        if (proposal.Pairs.All(p => p.Excess < p.Deviation) && proposal.Drugs.All(p => p.Excess < p.Deviation)) answer.Add("None of these is expected to be above Bliss by more than a standard deviation: they are proposed for what is not known of them.");
        CsvFile.Renamed(Path.Combine(folder, Answer), writer => writer.Write(JsonSerializer.Serialize(new { task.Name, Answer = answer, proposal.Pairs, proposal.Drugs }, RunJson.Spelling) + "\n"));
        var page = new DesignPage(task.Name);
        foreach (var sentence in answer) page.Paragraph(sentence);
        page.Table("Pairs of doses, excess in percentage points", ["block", "drugs", "dose A", "dose B", "Bliss effect, %", "expected excess", "deviation"], proposal.Pairs.Select(p => (string?[])[p.Block, $"{p.DrugA} + {p.DrugB}", EffectPage.Number(p.DoseA), EffectPage.Number(p.DoseB), EffectPage.Number(100 * p.Bliss), EffectPage.Number(100 * p.Excess), EffectPage.Number(100 * p.Deviation)]));
        page.Table("Pairs of drugs, mean excess in percentage points", ["block", "drugs", "expected mean excess", "deviation"], proposal.Drugs.Select(p => (string?[])[p.Block, $"{p.DrugA} + {p.DrugB}", EffectPage.Number(100 * p.Excess), EffectPage.Number(100 * p.Deviation)]));
        page.Write(Path.Combine(folder, Page));
        return answer;
    }

    /// <summary>Writes how searches did.</summary>
    /// <param name="task">The task.</param>
    /// <param name="study">What came out.</param>
    /// <param name="folder">Where; made if it is not there.</param>
    /// <returns>The answer in sentences.</returns>
    public static IReadOnlyList<string> Write(CombineTask task, RegretStudy study, string folder)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(study);
        Directory.CreateDirectory(folder);
        CsvFile.Write(Path.Combine(folder, Curves), ["among", "strategy", "measured", "regret", "regret_low", "regret_high", "found", "found_low", "found_high", "less_random", "less_random_low", "less_random_high"],
            Rows("pairs of doses", study.Pairs).Concat(Rows("pairs of drugs", study.Drugs)));
        string[] answer = [Sentence("Among pairs of doses of a matrix", study.Pairs, 5), Sentence("Among pairs of drugs of a screen", study.Drugs, task.Judge!.Matrices / 2)];
        CsvFile.Renamed(Path.Combine(folder, Answer), writer => writer.Write(JsonSerializer.Serialize(new { task.Name, Answer = answer, study.Matrices, study.Best, task.Judge, task.Seed }, RunJson.Spelling) + "\n"));
        var page = new DesignPage(task.Name);
        foreach (var sentence in answer) page.Paragraph(sentence);
        page.Paragraph($"{study.Matrices} matrices that are measured in full; {task.Judge.Seeds} seeds. What a search asks for is looked up. Single drugs are known beforehand, pairs are not. Regret is the greatest excess over Bliss that there is less the greatest that was measured by then, in percentage points; measurements are single wells, so part of what is found is noise.");
        Section(page, $"Pairs of doses: {study.Pairs[0].Measured[^1]} of each matrix, one at a time", study.Pairs, "95 % intervals over matrices (bootstrap), each the mean over seeds", "how often the very best pair was found, %", s_told);
        Section(page, $"Pairs of drugs: whole matrices, {task.Judge.Batch} at a time, by their mean excess", study.Drugs, "95 % t intervals over seeds: they hold the chance of the search, not of which drugs were screened", $"share of the best {study.Best} that were found, %", [.. study.Drugs[0].Measured.Where((_, i) => i % 4 == 3)]);
        page.Write(Path.Combine(folder, Page));
        return answer;
    }

    private static IEnumerable<object?[]> Rows(string among, IReadOnlyList<RegretCurve> curves) => curves.SelectMany(c => c.Measured.Select((n, i) => (object?[])
        [among, Word(c.Strategy), n, c.Regret[i].Estimate, c.Regret[i].Low, c.Regret[i].High, c.Found[i].Estimate, c.Found[i].Low, c.Found[i].High, c.Less[i].Estimate, c.Less[i].Low, c.Less[i].High]));

    private static void Section(DesignPage page, string heading, IReadOnlyList<RegretCurve> curves, string intervals, string found, IReadOnlyList<int> told)
    {
        page.Heading(heading);
        page.Figure(new("Regret by measurements", "measured", "regret, percentage points", [.. curves.Select(c => new Trace(Word(c.Strategy), [.. c.Measured.Select((n, i) => ((double)n, 100 * c.Regret[i].Estimate))]) { IsLine = true, IsReference = c.Strategy == SearchStrategy.Random, Intervals = [.. c.Regret.Select(r => (100 * r.Low, 100 * r.High))] })]));
        page.Figure(new("What was found by measurements", "measured", found, [.. curves.Select(c => new Trace(Word(c.Strategy), [.. c.Measured.Select((n, i) => ((double)n, 100 * c.Found[i].Estimate))]) { IsLine = true, IsReference = c.Strategy == SearchStrategy.Random })]));
        int[] at = [.. told.Where(n => curves[0].Measured.Contains(n))];
        page.Table($"Regret, percentage points; {intervals}", ["strategy", .. at.Select(n => $"after {n}")], curves.Select(c => (string?[])[Word(c.Strategy), .. at.Select(n => Scaled(c.Regret[Index(c, n)]))]));
        page.Table("Regret less that of random measurements, percentage points; below 0 is better", ["strategy", .. at.Select(n => $"after {n}")], curves.Where(c => c.Strategy != SearchStrategy.Random).Select(c => (string?[])[Word(c.Strategy), .. at.Select(n => Scaled(c.Less[Index(c, n)]))]));
        page.Table($"{char.ToUpperInvariant(found[0])}{found[1..]}", ["strategy", .. at.Select(n => $"after {n}")], curves.Select(c => (string?[])[Word(c.Strategy), .. at.Select(n => Scaled(c.Found[Index(c, n)]))]));
    }

    private static string Sentence(string where, IReadOnlyList<RegretCurve> curves, int about)
    {
        var n = curves[0].Measured.MinBy(m => Math.Abs(m - about));
        var i = Index(curves[0], n);
        string Told(RegretCurve c) => $"{Word(c.Strategy)} {Scaled(c.Regret[i])}";
        return $"{where}, regret after {n} measurements, percentage points, the least first: {string.Join("; ", curves.OrderBy(c => c.Regret[i].Estimate).Select(Told))}.";
    }

    private static int Index(RegretCurve curve, int measured) => curve.Measured.ToList().IndexOf(measured);

    private static string Scaled(Interval i) => string.Create(CultureInfo.InvariantCulture, $"{100 * i.Estimate:0.0} ({100 * i.Low:0.0} to {100 * i.High:0.0})");

    private static string Word(SearchStrategy strategy) => strategy switch
    {
        SearchStrategy.Random => "random",
        SearchStrategy.MostExpected => "most effect expected by Bliss",
        SearchStrategy.MostRoom => "Bliss nearest to a half",
        SearchStrategy.AsOthers => "where others had most",
        SearchStrategy.Improvement => "process, improvement",
        SearchStrategy.UpperBound => "process, upper bound",
        _ => "process over others, improvement",
    };
}
