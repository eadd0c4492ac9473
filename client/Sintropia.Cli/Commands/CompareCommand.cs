using System.CommandLine;
using System.Globalization;
using Sintropia.Cli.Results;
using Sintropia.Cli.Terminals;
using Sintropia.Runs.Results;
using Sintropia.Scenarios;
using Sintropia.Sweeps.Comparison;
using Sintropia.Sweeps.Reporting;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia compare`: whether runs agree to the last bit, and if not, what differs in their scenarios, from where on they differ and by how much.</summary>
internal static class CompareCommand
{
    private const int MostRuns = 8, MostPlaces = 40;

    public static (Command, string) Create(Terminal terminal)
    {
        var folders = new Argument<string[]>("RUN") { Description = "Folders of runs, at least two; the others are held against the first", Arity = new(2, 1000) };
        var output = new Option<string?>("--out", "-o") { Description = "Write a page with courses and tables to this file", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Print one object, for programs" };
        var command = new Command("compare", "Compare runs: exit code 0 if their results are equal to the last bit, 6 if not") { folders, output, json };
        command.SetAction(parsed =>
        {
            var opened = parsed.GetRequiredValue(folders).Select(path => (Path: path, Run: RunFolder.Open(path))).ToArray();
            var (all, pair) = Compared(() => (ComparedRuns.Of([.. opened.Select(o => o.Path)]), opened.Length == 2 ? RunComparison.Of(opened[0].Run, opened[1].Run) : null));
            if (parsed.GetValue(output) is { } path) Write(all, path);
            if (parsed.GetValue(json)) WriteJson(all, pair, terminal);
            else
            {
                if (pair is not null) WriteText(pair, opened[0].Run.Manifest, opened[1].Run.Manifest, all, terminal);
                else WriteText(all, terminal);
                if (parsed.GetValue(output) is { } written) terminal.Output.WriteLine($"\nWritten: {written}");
            }

            return all.Equal ? ExitCode.Ok : ExitCode.Differs;
        });
        return (command, "sintropia compare runs/first-culture runs/seed-7\nsintropia compare sweeps/two-drugs/runs/point-00000* --out compared.html");
    }

    private static T Compared<T>(Func<T> compare)
    {
        try
        {
            return compare();
        }
        catch (Exception damaged) when (damaged is IOException or InvalidDataException or FormatException or UnauthorizedAccessException or IndexOutOfRangeException)
        {
            throw new CommandFailure(ExitCode.InvalidInput, $"The tables cannot be compared: {damaged.Message}", damaged);
        }
    }

    private static void Write(ComparedRuns compared, string path)
    {
        try
        {
            ComparisonReport.Write(compared, path);
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.RunFailed, $"{path} cannot be written: {unwritten.Message}", unwritten);
        }
    }

    /// <summary>Of two runs it also says what it always said of two.</summary>
    private static void WriteJson(ComparedRuns all, RunComparison? pair, Terminal terminal)
    {
        var runs = all.Runs.Select(r => new { r.Name, r.Manifest.Status, r.Manifest.Seed, r.Manifest.Fingerprint, r.Departure, r.CommonRecords });
        var exit = all.Equal ? ExitCode.Ok : ExitCode.Differs;
        if (pair is null)
        {
            JsonLine.Write(terminal.Output, new { all.Equal, Complete = all.Runs.All(r => r.IsComplete), Runs = runs, all.Scenario, all.Outcomes, ExitCode = exit });
            return;
        }

        JsonLine.Write(terminal.Output, new
        {
            all.Equal, pair.Complete,
            FingerprintA = all.Runs[0].Manifest.Fingerprint,
            FingerprintB = all.Runs[1].Manifest.Fingerprint,
            FirstDivergence = pair.First,
            pair.CommonRecords, pair.SameConditions, pair.Settings,
            Counts = pair.Counts.Select(c => new { c.Of.Condition, c.Of.Replicate, c.Of.Tissue, c.Of.CellType, c.A, c.B, c.Difference }),
            Runs = runs, all.Scenario, all.Outcomes, ExitCode = exit,
        });
    }

    private static void WriteText(ComparedRuns all, Terminal terminal)
    {
        var to = terminal.Output;
        to.WriteLine(all.Equal ? $"{terminal.Good("Equal")} to the last bit, all {Words.Count(all.Runs.Count)}: fingerprint {all.Runs[0].Manifest.Fingerprint}"
            : all.Runs.Any(r => !r.IsComplete) ? $"{terminal.Bad("Not complete")}: only whole runs can be equal"
            : $"{terminal.Bad("Different")}: {Words.Count(all.Runs.Select(r => r.Manifest.Fingerprint).Distinct().Count())} results of {Words.Count(all.Runs.Count)}");
        var runs = new TextTable("run", "fingerprint", "first other than the first run");
        foreach (var run in all.Runs) runs.Add(run.Name, run.Manifest.Fingerprint ?? "-", ReferenceEquals(run, all.Runs[0]) ? "" : ComparisonReport.Left(run));
        runs.Write(terminal);
        Scenarios(all, terminal);
        to.WriteLine();
        to.WriteLine("What came out:");
        var table = new TextTable(["condition", ">replicate", "outcome", .. all.Runs.Take(MostRuns).Select(r => ">" + r.Name)]);
        foreach (var outcome in all.Outcomes) table.Add([outcome.Condition, Words.Count(outcome.Replicate), outcome.Name, .. outcome.Values.Take(MostRuns).Select(Text)]);
        table.Write(terminal);
        if (all.Runs.Count > MostRuns) to.WriteLine($"  … and {Words.Count(all.Runs.Count - MostRuns, "more run")}: --out writes a page, --json all of it");
    }

    private static void Scenarios(ComparedRuns all, Terminal terminal)
    {
        if (all.Scenario.Count == 0) return;
        terminal.Output.WriteLine("\nWhat differs in their scenarios:");
        var table = new TextTable(["where", .. all.Runs.Take(MostRuns).Select(r => r.Name)]);
        foreach (var difference in all.Scenario.Take(MostPlaces)) table.Add([difference.Path, .. difference.Values.Take(MostRuns).Select(v => v ?? "-")]);
        table.Write(terminal);
        if (all.Scenario.Count > MostPlaces) terminal.Output.WriteLine($"  … and {Words.Count(all.Scenario.Count - MostPlaces, "more place")}");
    }

    private static void WriteText(RunComparison comparison, RunManifest a, RunManifest b, ComparedRuns all, Terminal terminal)
    {
        var to = terminal.Output;
        to.WriteLine(comparison switch
        {
            { Equal: true } => $"{terminal.Good("Equal")} to the last bit: fingerprint {a.Fingerprint}",
            { Complete: false } => $"{terminal.Bad("Not complete")}: only whole runs can be equal",
            _ => $"{terminal.Bad("Different")}: fingerprints {a.Fingerprint} | {b.Fingerprint}",
        });
        foreach (var setting in comparison.Settings) to.WriteLine($"  {setting}");
        if (!comparison.Equal) to.WriteLine($"  {Where(comparison)}");
        if (!comparison.Equal && comparison.SameConditions.Count > 0) to.WriteLine($"  the same at every common record: {string.Join(", ", comparison.SameConditions)}");
        Scenarios(all, terminal);
        to.WriteLine();
        to.WriteLine("Living cells at the end:");
        Counts(comparison).Write(terminal);
    }

    private static string Where(RunComparison comparison) => comparison switch
    {
        { First: { } first } => $"first different at {Words.Hours(first.TimeH)} h of {first.Condition}{(first.Replicate > 1 ? $" #{first.Replicate}" : "")}: {first.A} | {first.B}",
        { CommonRecords: 0 } => "they have no record of one time and condition in common",
        _ => $"no difference in {Words.Count(comparison.CommonRecords, "common record")}",
    };

    private static TextTable Counts(RunComparison comparison)
    {
        var table = new TextTable("condition", ">replicate", "tissue", "cell type", ">A", ">B", ">B - A", ">%");
        foreach (var count in comparison.Counts)
        {
            var percent = count is { A: > 0, Difference: { } more } ? (100.0 * more / count.A.Value).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) : "";
            table.Add(count.Of.Condition, Words.Count(count.Of.Replicate), count.Of.Tissue, count.Of.CellType, Text(count.A), Text(count.B), count.Difference is { } difference ? Signed(difference) : "", percent);
        }

        return table;
    }

    private static string Text(long? cells) => cells is { } number ? Words.Count(number) : "-";

    private static string Signed(long number) => number > 0 ? "+" + Words.Count(number) : Words.Count(number);
}
