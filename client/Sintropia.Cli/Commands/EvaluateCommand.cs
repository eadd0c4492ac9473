using System.CommandLine;
using System.Globalization;
using Sintropia.Cli.Terminals;
using Sintropia.Training;
using Sintropia.Training.Benchmarks;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia evaluate`: anybody's predictions against the truth, or a suite of systems, baselines and metrics.</summary>
internal static class EvaluateCommand
{
    public static (Command Command, string Examples) Create(Terminal terminal)
    {
        var predictions = new Argument<string?>("PREDICTIONS") { Description = "An .h5ad file of predicted cells, with control cells", Arity = ArgumentArity.ZeroOrOne };
        var truth = new Argument<string?>("TRUTH") { Description = "An .h5ad file of real cells, with control cells", Arity = ArgumentArity.ZeroOrOne };
        var perturbation = new Option<string>("--perturbation") { Description = "Column of obs that says what was done to a cell", HelpName = "COLUMN", DefaultValueFactory = _ => "perturbation" };
        var control = new Option<string>("--control") { Description = "What it says of controls", HelpName = "NAME", DefaultValueFactory = _ => "control" };
        var suite = new Option<string[]>("--suite") { Description = $"In place of files: train and judge systems on a suite; may be given more than once: {string.Join(", ", BenchmarkSuite.All.Select(s => s.Name))}", HelpName = "NAME" };
        var system = new Option<string[]>("--system") { Description = "Of a suite, train only these systems [default: all]", HelpName = "NAME" };
        var data = new Option<string?>("--data") { Description = "Folder of the data sets that suites name", HelpName = "DIR" };
        var seed = new Option<ulong>("--seed") { Description = "Seed of trainings", HelpName = "SEED", DefaultValueFactory = _ => 1 };
        var output = new Option<string?>("--out") { Description = "Folder for leaderboard.csv, .md and .html, figures.csv and, of suites, the trained models", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "Print an object a row, for programs" };
        var command = new Command("evaluate", "Judge predictions of perturbations by published metrics, beside baselines, null and ceiling") { predictions, truth, perturbation, control, suite, system, data, seed, output, json };
        command.Validators.Add(r =>
        {
            var suites = r.GetValue(suite) is { Length: > 0 };
            if (suites && r.GetValue(predictions) is not null) r.AddError("Name a suite or two files, and not both.");
            else if (suites && (r.GetValue(data) is null || r.GetValue(output) is null)) r.AddError("A suite needs the folder of data sets (--data) and a folder for results (--out).");
            else if (!suites && r.GetValue(truth) is null) r.AddError("Name two files: predictions and truth, or a suite by --suite.");
        });
        command.SetAction(parsed => TrainCommand.Reading(() =>
        {
            var (folder, lines) = (parsed.GetValue(output), parsed.GetValue(json));
            if (parsed.GetValue(suite) is not { Length: > 0 } names)
                return Files(parsed.GetValue(predictions)!, parsed.GetValue(truth)!, parsed.GetValue(perturbation)!, parsed.GetValue(control)!, folder, lines, terminal);
            var run = new BenchmarkRun(parsed.GetValue(data)!, folder!, new Progress(lines, terminal)) { Seed = parsed.GetValue(seed), Systems = parsed.GetValue(system) ?? [] };
            return Suites(run, [.. names.Select(BenchmarkSuite.Of)], folder!, lines, terminal);
        }));
        return (command, "sintropia evaluate predictions.h5ad truth.h5ad\nsintropia evaluate predictions.h5ad truth.h5ad --perturbation condition --control ctrl --out judged\nsintropia evaluate --suite norman2019-doubles --suite papalexi2021 --data data --out benchmark");
    }

    private static int Files(string predictions, string truth, string column, string control, string? folder, bool json, Terminal terminal)
    {
        List<string> notes = [];
        var (real, predicted) = PredictionCells.Read(predictions, truth, column, control, notes);
        var board = PredictionBoard.Of(real, predicted, [$"{Path.GetFileName(predictions)} against {Path.GetFileName(truth)}: {real.Names.Length} perturbations, {real.Genes.Length} genes, {real.Cells(control).Length} real controls", .. notes]);
        if (folder is not null) LeaderboardFiles.Write(folder, [board], "Predictions", $"sintropia evaluate {Path.GetFileName(predictions)} {Path.GetFileName(truth)}");
        Show(board, json, terminal);
        return ExitCode.Ok;
    }

    private static int Suites(BenchmarkRun run, IReadOnlyList<BenchmarkSuite> suites, string folder, bool json, Terminal terminal)
    {
        using var interruption = new Interruption(terminal);
        using var stop = new CancellationTokenSource();
        interruption.Asked.ContinueWith(_ => stop.Cancel(), TaskScheduler.Default);
        List<Leaderboard> boards = [];
        try
        {
            foreach (var suite in suites)
            {
                boards.Add(run.Of(suite, stop.Token));
                LeaderboardFiles.Write(folder, boards, "Leaderboard", $"sintropia evaluate {string.Join(' ', suites.Select(s => $"--suite {s.Name}"))} --data DIR --out DIR --seed {run.Seed}");
                Show(boards[^1], json, terminal);
            }
        }
        catch (OperationCanceledException)
        {
            terminal.Complain("Interrupted. The same command goes on where it stopped: models that are trained are kept.");
            return interruption.Code;
        }

        return ExitCode.Ok;
    }

    private static void Show(Leaderboard board, bool json, Terminal terminal)
    {
        if (!json)
        {
            terminal.Output.WriteLine($"\n{terminal.Strong(board.Suite)}");
            foreach (var line in board.Description) terminal.Output.WriteLine(terminal.Soft(line));
        }

        foreach (var metric in Metric.All)
        {
            if (!json) terminal.Output.WriteLine($"\n{metric.Name} {(metric.HigherIsBetter ? "(higher is better)" : "(lower is better)")}");
            foreach (var entry in board.Entries) Row(board, entry, metric, json, terminal);
        }

        if (json) return;
        terminal.Output.WriteLine();
        foreach (var finding in board.Findings()) terminal.Output.WriteLine(finding);
    }

    private static void Row(Leaderboard board, Entry entry, Metric metric, bool json, Terminal terminal)
    {
        var (mean, missing, gain) = (Leaderboard.Mean(entry, metric), Leaderboard.Missing(entry, metric), board.Gain(entry, metric));
        if (json)
        {
            JsonLine.Write(terminal.Output, new { board.Suite, entry.System, entry.Role, Metric = metric.Name, Mean = mean.Estimate, mean.Low, mean.High, Perturbations = board.Perturbations.Count, Missing = missing, Refused = entry.Refused.Count, BestBaseline = board.Best(metric)?.System, Gain = gain?.Estimate, GainLow = gain?.Low, GainHigh = gain?.High });
            return;
        }

        var figure = double.IsNaN(mean.Estimate) ? "no number" : string.Create(CultureInfo.InvariantCulture, $"{mean.Estimate,8:0.0000}  [{mean.Low:0.0000}, {mean.High:0.0000}]");
        var notes = string.Join(", ", new[] { entry.Role == EntryRole.System ? "" : entry.Role.ToString().ToLowerInvariant(), missing > 0 ? $"{missing} of {board.Perturbations.Count} have no number" : "" }.Where(n => n.Length > 0));
        terminal.Output.WriteLine($"  {entry.System,-36} {figure,-28} {notes}".TrimEnd());
    }

    private sealed class Progress(bool json, Terminal terminal) : IProgress<BenchmarkProgress>
    {
        public void Report(BenchmarkProgress value)
        {
            if (json) JsonLine.Write(terminal.Output, value);
            else terminal.Output.WriteLine(terminal.Soft($"{value.Suite}, fold {value.Fold} of {value.Folds}: {value.What}"));
        }
    }
}
