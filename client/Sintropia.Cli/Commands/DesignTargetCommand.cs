using System.CommandLine;
using System.Globalization;
using Sintropia.Cli.Terminals;
using Sintropia.Design.Targets;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia design target`: what carries cells from one state to another.</summary>
internal static class DesignTargetCommand
{
    private const int Shown = 10;

    public static (Command Command, string Examples) Create(Terminal terminal)
    {
        var file = new Argument<string>("TASK") { Description = "A YAML file: data, from, to, predictor, candidates" };
        var output = new Option<string?>("--out") { Description = "Folder for ranking.csv, target.json and report.html [default: the name of TASK without its ending]", HelpName = "DIR" };
        var threads = new Option<int?>("--threads") { Description = "Threads; the result does not depend on them [default: all processors]", HelpName = "N" };
        var json = new Option<bool>("--json") { Description = "Print an object a candidate, for programs" };
        threads.Validators.Add(r => RunOptions.Within(r, 1, 1024));
        var command = new Command("target", "Rank what could carry cells from one state to another, with a null") { file, output, threads, json };
        command.SetAction(parsed => DesignCommand.Reading(() =>
        {
            var path = parsed.GetRequiredValue(file);
            return Search(TargetTask.Load(path), parsed.GetValue(output) ?? Path.ChangeExtension(path, null), parsed.GetValue(threads) ?? 0, parsed.GetValue(json), terminal);
        }));
        return (command, "sintropia design target hidden-pair.yaml\nsintropia design target signature.yaml --out found --json");
    }

    private static int Search(TargetTask task, string folder, int threads, bool json, Terminal terminal)
    {
        using var interruption = new Interruption(terminal);
        using var stop = new CancellationTokenSource();
        interruption.Asked.ContinueWith(_ => stop.Cancel(), TaskScheduler.Default);
        try
        {
            var result = new TargetRun(task) { Threads = threads }.Carry(cancellation: stop.Token);
            TargetFiles.Write(folder, result);
            foreach (var ranking in result.Rankings) Show(ranking, json, terminal);
            if (json) return ExitCode.Ok;
            if (result.Embedding is { } found) terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nBy gradients, from {found.Start} (cosine {found.Begun:0.000}) to {found.Cosine:0.000}; nearest to it: {string.Join(", ", found.Nearest.Take(5).Select(n => n.Name))}"));
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{result.Rate:N0} candidates × cells a second. Written: {Path.Combine(folder, TargetFiles.Page)}, {TargetFiles.Ranking}, {TargetFiles.Summary}"));
            return ExitCode.Ok;
        }
        catch (OperationCanceledException)
        {
            terminal.Complain("Interrupted. Nothing was written.");
            return interruption.Code;
        }
    }

    private static void Show(TargetRanking ranking, bool json, Terminal terminal)
    {
        static string N(double value) => double.IsFinite(value) ? value.ToString("0.000", CultureInfo.InvariantCulture) : "–";
        if (json)
        {
            foreach (var c in ranking.Candidates) JsonLine.Write(terminal.Output, new { ranking.System, Measure = ranking.Measure.ToString().ToLowerInvariant(), c.Rank, Candidate = c.Name, Score = Finite(c.Score), Low = Finite(c.Low), High = Finite(c.High), c.First, c.TopFive, c.Training, ranking.BeatsNull, ranking.NullP, ranking.StatesDiffer });
            return;
        }

        terminal.Output.WriteLine($"\n{terminal.Strong($"{ranking.System}, {ranking.Measure.ToString().ToLowerInvariant()}")}");
        if (ranking.Warning.Length > 0) terminal.Complain(ranking.Warning);
        var table = new TextTable(">rank", "candidate", ">score", ">2.5 %", ">97.5 %", ">first in", "training");
        foreach (var c in ranking.Candidates.Take(Shown)) table.Add(c.Rank.ToString("0.#", CultureInfo.InvariantCulture), c.Name, N(c.Score), N(c.Low), N(c.High), double.IsNaN(c.Low) ? "–" : c.First.ToString("0 %", CultureInfo.InvariantCulture), c.Training);
        table.Write(terminal);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
