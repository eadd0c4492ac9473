using System.CommandLine;
using System.Globalization;
using Sintropia.Cli.Terminals;
using Sintropia.Cli.Watching;
using Sintropia.Runs.Results;
using Sintropia.Scenarios.Sweeps;
using Sintropia.Sweeps.Execution;
using Sintropia.Sweeps.Reporting;
using Sintropia.Sweeps.Sensitivity;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia sweep`: a scenario over and over again with other numbers in it, as a table, with what the numbers matter.</summary>
internal static class SweepCommand
{
    private const int MostShown = 24;

    public static (Command, string) Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "A scenario with 'sweep:', or a file of a sweep that names its scenario" };
        var output = new Option<string?>("--out", "-o") { Description = "Folder to write [default: sweeps/NAME]; a sweep that was begun there goes on", HelpName = "DIR" };
        var keep = new Option<string>("--keep") { Description = "What each point leaves: its rows in the table, or a run directory besides [default: table]", HelpName = "table|runs", DefaultValueFactory = _ => "table" };
        keep.AcceptOnlyFromAmong("table", "runs");
        var atOnce = new Option<int?>("--at-once") { Description = "Points at a time, a thread each [default: all processors]", HelpName = "N" };
        atOnce.Validators.Add(r => RunOptions.Within(r, 1, 1024));
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace an earlier sweep in that folder" };
        var noReport = new Option<bool>("--no-report") { Description = "Write no report.html and sensitivity.csv" };
        var outside = new Option<bool>("--allow-outside") { Description = "Let the scenario name files outside its folder" };
        var json = new Option<bool>("--json") { Description = "Print one object at the end, for programs" };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Print nothing but problems" };
        var command = new Command("sweep", "Run a scenario with many combinations of values, and say which of them matter. Interrupted, the same command goes on") { file, output, keep, atOnce, overwrite, noReport, outside, json, quiet };
        command.SetAction(parsed => Doing(() =>
        {
            var path = parsed.GetRequiredValue(file);
            var plan = new SweepPlan(SweepFile.Load(path), new() { AllowOutside = parsed.GetValue(outside) });
            foreach (var warning in plan.Scenario.Warnings) terminal.Error.WriteLine($"warning: {warning}");
            var folder = new SweepFolder(parsed.GetValue(output) ?? Path.Combine("sweeps", Path.GetFileNameWithoutExtension(path)));
            var options = new SweepOptions { KeepRuns = parsed.GetValue(keep) == "runs", Replace = parsed.GetValue(overwrite), AtOnce = parsed.GetValue(atOnce) ?? Environment.ProcessorCount };
            return Carry(plan, folder, options, parsed.GetValue(noReport), parsed.GetValue(json), parsed.GetValue(quiet), $"sintropia sweep {Shell.Quoted(path)} --out {Shell.Quoted(parsed.GetValue(output) ?? folder.Root)}{(options.KeepRuns ? " --keep runs" : "")}", terminal);
        }));
        return (command, "sintropia sweep examples/two-drugs.yaml\nsintropia sweep potency.yaml --out sweeps/potency --at-once 8\nsintropia sweep two-drugs.yaml --keep runs && sintropia combine sweeps/two-drugs/runs");
    }

    private static T Doing<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SweepException unusable)
        {
            throw new CommandFailure(ExitCode.InvalidInput, unusable.Message, unusable);
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException or FolderInUseException)
        {
            throw new CommandFailure(ExitCode.RunFailed, unwritten.Message, unwritten);
        }
    }

    private static int Carry(SweepPlan plan, SweepFolder folder, SweepOptions options, bool noReport, bool json, bool quiet, string again, Terminal terminal)
    {
        using var interruption = new Interruption(terminal);
        using var stop = new CancellationTokenSource();
        interruption.Asked.ContinueWith(_ => stop.Cancel(), TaskScheduler.Default);
        var bar = new StepBar(terminal);
        var (tenth, shows) = (Math.Max(1, plan.Points.Count / 10), !json && !quiet);
        var result = new SweepRun(plan, folder, options, terminal.Time).Carry(progress =>
        {
            if (shows) bar.Show(plan.Name, progress.Done, progress.Points, progress.Failed > 0 ? $"{Words.Count(progress.Failed)} failed" : "", progress.Done % tenth == 0 && progress.Done > progress.Earlier);
        }, stop.Token);
        if (shows) bar.End();
        var influences = !result.IsComplete ? [] : noReport ? SweepAnalysis.Of(result) : SweepReport.Write(result, folder);
        if (json) WriteJson(result, folder, influences, terminal);
        else if (!quiet) WriteText(result, folder, influences, noReport, again, terminal);
        return !result.IsComplete ? interruption.Code : result.Manifest.Failed > 0 ? ExitCode.RunFailed : ExitCode.Ok;
    }

    private static void WriteText(SweepResult result, SweepFolder folder, IReadOnlyList<Influence> influences, bool noReport, string again, Terminal terminal)
    {
        var (to, manifest) = (terminal.Output, result.Manifest);
        if (!result.IsComplete)
        {
            to.WriteLine($"Interrupted: {Words.Count(manifest.Done)} of {Words.Count(manifest.Points, "point")} done and kept. Go on with: {again}");
            return;
        }

        var failed = manifest.Failed == 0 ? "" : $", {terminal.Bad(Words.Count(manifest.Failed) + " failed")}: see the column 'failure'";
        to.WriteLine($"{terminal.Good("Complete")}: {Words.Count(manifest.Points, "point")}{failed}; {string.Create(CultureInfo.InvariantCulture, $"cells lived {manifest.SimulatedSeconds:0.0} s, and a point took {1000 * manifest.OverheadSecondsPerPoint:0.00} ms besides")}");
        foreach (var condition in influences.GroupBy(i => i.Condition)) Influences([.. condition], result.Plan.Conditions.Count > 1 ? condition.Key : "", terminal);
        to.WriteLine($"\n  table        {folder.PathOf(SweepFolder.Table)}");
        if (!noReport) to.WriteLine($"  report       {folder.PathOf(SweepFolder.Page)}");
        if (manifest.KeepsRuns) to.WriteLine($"  runs         {folder.PathOf(SweepFolder.Runs)}");
    }

    /// <summary>The sensitivities of one outcome, the parameter that matters most first.</summary>
    private static void Influences(Influence[] all, string condition, Terminal terminal)
    {
        var outcome = all.Any(i => i.Outcome == "doublings") ? "doublings" : all[0].Outcome;
        var mine = all.Where(i => i.Outcome == outcome).ToArray();
        var measures = mine.Select(i => i.Measure).Distinct().ToArray();
        var rank = measures[^1] == "mu" ? "mu_star" : measures[^1];
        terminal.Output.WriteLine($"\n{terminal.Strong($"What {outcome} depend on{(condition.Length > 0 ? $", {condition}" : "")}")}; 95 % intervals in brackets");
        var table = new TextTable(["parameter", .. measures.Select(m => ">" + m.Replace('_', ' '))]);
        foreach (var parameter in mine.GroupBy(i => i.Parameter).OrderByDescending(g => Math.Abs(g.First(i => i.Measure == rank).Value.Estimate)).Take(MostShown))
            table.Add([parameter.Key, .. measures.Select(m => Text(parameter.First(i => i.Measure == m).Value))]);
        table.Write(terminal);
    }

    private static string Text(Bounds bounds) => double.IsNaN(bounds.Low) ? Text(bounds.Estimate) : $"{Text(bounds.Estimate)} ({Text(bounds.Low)} to {Text(bounds.High)})";

    private static string Text(double value) => double.IsNaN(value) ? "-" : value.ToString("0.000", CultureInfo.InvariantCulture);

    private static void WriteJson(SweepResult result, SweepFolder folder, IReadOnlyList<Influence> influences, Terminal terminal) => JsonLine.Write(terminal.Output, new
    {
        result.Manifest.Status, result.Manifest.Points, result.Manifest.Done, result.Manifest.Failed, Directory = folder.Root, Table = folder.PathOf(SweepFolder.Table), result.Manifest.SimulatedSeconds, result.Manifest.OverheadSecondsPerPoint,
        Sensitivity = influences.Select(i => new { i.Condition, i.Outcome, i.Parameter, i.Measure, i.Value.Estimate, i.Value.Low, i.Value.High }),
    });
}
