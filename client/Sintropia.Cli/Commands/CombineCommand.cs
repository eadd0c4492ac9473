using System.CommandLine;
using System.Globalization;
using Sintropia.Cli.Terminals;
using Sintropia.Evaluation.Assays;
using Sintropia.Evaluation.Combinations;
using Sintropia.Evaluation.Statistics;
using Sintropia.Reports.Effects;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia combine`: scores of two drugs together, of a table or of simulated cultures.</summary>
internal static class CombineCommand
{
    private const int MostShown = 40;
    private static readonly string[] Baselines = ["control", "given", "fitted"];
    private static readonly ReferenceModel[] Models = Enum.GetValues<ReferenceModel>();

    public static (Command, string) Create(Terminal terminal)
    {
        var input = new Argument<string>("TABLE") { Description = "A .csv or .tsv with a row a well (also .gz); or the folder of a run, or of several" };
        Option<string> drugA = EffectInput.Column("--drug-a", "drug_a", "Name of the first drug"), drugB = EffectInput.Column("--drug-b", "drug_b", "Name of the second drug"), doseA = EffectInput.Column("--dose-a", "dose_a", "Dose of the first drug"), doseB = EffectInput.Column("--dose-b", "dose_b", "Dose of the second drug"), response = EffectInput.Column("--response", "response", "What is left");
        var block = new Option<string?>("--block") { Description = "What sets matrices apart, with commas [default: block where there is one, else the two drugs]", HelpName = "COLUMNS" };
        var baseline = new Option<string?>("--baseline") { Description = "What no effect is: control (wells without drugs), given (1, or 100 percent), fitted (where both drugs' curves begin) [default: control where there is one, else given]", HelpName = "RULE" }.AcceptOnlyFromAmong(Baselines);
        var at = new Option<double?>("--at") { Description = "Of a run: when cells are counted, h [default: the end]", HelpName = "HOURS" };
        Option<bool> percent = EffectInput.Percent(), inhibition = EffectInput.Inhibition();
        var robust = new Option<bool>("--robust") { Description = "Weigh responses far from the curves of single drugs down (Huber)" };
        var resamples = new Option<int>("--resamples") { Description = "Resamples for intervals of mean scores; 0 for none", HelpName = "N", DefaultValueFactory = _ => 200 };
        var (seed, confidence, unit, where, output) = (EffectInput.Seed(), EffectInput.Confidence(), EffectInput.Unit(), EffectInput.Where(), EffectInput.Out());
        var json = new Option<bool>("--json") { Description = "Print an object a matrix, for programs" };
        resamples.Validators.Add(r => RunOptions.Within(r, 0, 100_000));
        confidence.Validators.Add(EffectInput.Share);
        var command = new Command("combine", "Score combinations of two drugs against HSA, Bliss, Loewe and ZIP, with the combination index, as tables and a page") { input, block, drugA, drugB, doseA, doseB, response, baseline, at, percent, inhibition, robust, resamples, seed, confidence, unit, where, output, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(input);
            IReadOnlyList<CombinationMatrix> matrices;
            string title = Path.GetFileName(path), source, units = parsed.GetRequiredValue(unit);
            IReadOnlyList<string> notices = [];
            if (SimulatedWells.IsRun(path))
            {
                var wells = EffectInput.Wells(path);
                matrices = wells.Combinations(parsed.GetValue(at) ?? wells.Wells.Min(w => w.Hours[^1]));
                (title, notices, source) = (wells.Name, wells.Notices, $"{path}: {Words.Count(wells.Wells.Count, "simulated culture")}");
                if (matrices.Count == 0) throw new CommandFailure(ExitCode.InvalidInput, $"{path}: no condition was given two agents. Run a scenario with conditions of either agent alone and of both.");
            }
            else
            {
                var table = EffectInput.Table(path, parsed.GetValue(where));
                string? Optional(Option<string> option) => parsed.GetResult(option) is { Implicit: false } || table.Has(parsed.GetRequiredValue(option)) ? parsed.GetRequiredValue(option) : null;
                var columns = new MatrixOptions
                {
                    Block = parsed.GetValue(block) is { } names ? EffectInput.List(names) : table.Has("block") ? ["block"] : [], DrugA = Optional(drugA), DrugB = Optional(drugB), DoseA = parsed.GetRequiredValue(doseA), DoseB = parsed.GetRequiredValue(doseB),
                    Response = parsed.GetRequiredValue(response), Scale = parsed.GetValue(percent) ? 100 : 1, Inhibition = parsed.GetValue(inhibition),
                };
                matrices = EffectInput.Reading(() => CombinationMatrix.Of(table, columns));
                source = $"{path}, {Words.Count(table.Rows, "row")}";
                if (matrices.Count == 0) throw new CommandFailure(ExitCode.InvalidInput, $"{path}: no row has doses of both drugs above 0.");
            }

            var rule = Array.IndexOf(Baselines, parsed.GetValue(baseline)) switch { 0 => BaselineRule.ControlWells, 1 => BaselineRule.AsGiven, 2 => BaselineRule.Fitted, _ => matrices.All(m => m.Wells.Any(w => w.DoseA == 0 && w.DoseB == 0)) ? BaselineRule.ControlWells : BaselineRule.AsGiven };
            var options = new CombinationOptions { Baseline = rule, Resamples = parsed.GetValue(resamples), Seed = parsed.GetValue(seed), Confidence = parsed.GetValue(confidence) };
            options = options with { Curves = options.Curves with { Robust = parsed.GetValue(robust) } };
            var scored = new ScoredMatrix[matrices.Count];
            Parallel.For(0, scored.Length, i => scored[i] = new(matrices[i], CombinationScores.Of(matrices[i].Wells, options)));
            var study = new CombinationStudy { Title = title, Source = source, Unit = units, Confidence = options.Confidence, Method = Method(options, scored), Notices = notices, Matrices = scored };
            var folder = EffectInput.Folder(path, parsed.GetValue(output), "combinations");
            EffectInput.Writing(folder, () => CombinationReport.Write(study, folder));
            if (parsed.GetValue(json)) WriteJson(study, terminal);
            else WriteText(study, folder, terminal);
            return ExitCode.Ok;
        });
        return (command, "sintropia combine matrices.csv --percent --unit nM\nsintropia combine screen.csv.gz --block plate --drug-a row_drug --drug-b column_drug --dose-a row_dose --dose-b column_dose --response viability\nsintropia combine runs/two-drugs --at 72");
    }

    private static string Method(CombinationOptions options, IReadOnlyList<ScoredMatrix> scored)
    {
        var baseline = options.Baseline switch { BaselineRule.ControlWells => "No effect: the wells without drugs.", BaselineRule.AsGiven => "No effect: 1, as given.", _ => "No effect: where both drugs' curves begin, fitted." };
        if (options.Resamples == 0) return baseline;
        var replicated = scored.Any(m => m.Scores.Cells.Any(c => c.Replicates > 1));
        return $"{baseline} Intervals: {options.Resamples} resamples, seed {options.Seed}, {(replicated ? "of replicates where every pair of doses has them, else with noise as large as" : "with noise as large as")} the scatter about the curves of single drugs.";
    }

    private static void WriteJson(CombinationStudy study, Terminal terminal)
    {
        static double? Null(double value) => double.IsNaN(value) ? null : value;
        foreach (var (matrix, scores) in study.Matrices)
            JsonLine.Write(terminal.Output, new
            {
                matrix.Block, matrix.DrugA, matrix.DrugB, Failure = scores.Failure == CombinationFailure.None ? null : (CombinationFailure?)scores.Failure, Reason = scores.Reason.Length > 0 ? scores.Reason : null, Baseline = Null(scores.Baseline), MedianIndex = Null(scores.MedianIndex), Wells = matrix.Wells.Count, scores.LeftOut,
                Scores = scores.Scores.ToDictionary(s => s.Model.ToString().ToLowerInvariant(), s => new { Mean = Null(s.Mean.Estimate), Low = Null(s.Mean.Low), High = Null(s.Mean.High), Largest = Null(s.Largest), Smallest = Null(s.Smallest), Pairs = s.Cells }),
            });
    }

    private static void WriteText(CombinationStudy study, string folder, Terminal terminal)
    {
        var to = terminal.Output;
        to.WriteLine($"{terminal.Strong("Mean excess, percentage points")}, {study.Source}");
        var table = new TextTable(["matrix", .. Models.Select(m => $">{(m is ReferenceModel.Hsa or ReferenceModel.Zip ? m.ToString().ToUpperInvariant() : m.ToString())}"), ">CI"]);
        var scored = study.Matrices.Where(m => m.Scores.Failure == CombinationFailure.None).ToArray();
        foreach (var (matrix, scores) in scored.OrderByDescending(m => m.Scores[ReferenceModel.Bliss].Mean.Estimate).Take(MostShown))
            table.Add([matrix.Name, .. Models.Select(m => Text(scores[m].Mean)), Text(scores.MedianIndex, "0.00")]);
        table.Write(terminal);
        if (scored.Length > MostShown) to.WriteLine($"  … and {Words.Count(scored.Length - MostShown)} more in {CombinationReport.Scores}; these have the largest excess over Bliss");
        to.WriteLine($"\n{Words.Count(study.Matrices.Count, study.Matrices.Count == 1 ? "matrix" : "matrice")}: {scored.Length} scored, {study.Matrices.Count - scored.Length} not");
        foreach (var failed in study.Matrices.Where(m => m.Scores.Failure != CombinationFailure.None).Take(MostShown)) to.WriteLine($"  {failed.Matrix.Name}: {failed.Scores.Reason}");
        foreach (var model in Models.Where(m => scored.Any(s => s.Scores[m].Failure != CombinationFailure.None)))
            to.WriteLine($"  {model}: no score of {Words.Count(scored.Count(s => s.Scores[model].Failure != CombinationFailure.None))}, {(model is ReferenceModel.Hsa or ReferenceModel.Bliss ? "a drug was not measured alone at these doses" : "a drug was measured alone at fewer than three doses")}");
        foreach (var notice in study.Notices) to.WriteLine($"  {notice}");
        to.WriteLine($"Written: {Path.Combine(folder, CombinationReport.Page)}, {CombinationReport.Scores}, {CombinationReport.Pairs}");
    }

    private static string Text(Interval i) => double.IsNaN(i.Low) ? Text(100 * i.Estimate, "0.0") : $"{Text(100 * i.Estimate, "0.0")} ({Text(100 * i.Low, "0.0")} to {Text(100 * i.High, "0.0")})";

    private static string Text(double value, string format) => double.IsNaN(value) ? "-" : value.ToString(format, CultureInfo.InvariantCulture);
}
