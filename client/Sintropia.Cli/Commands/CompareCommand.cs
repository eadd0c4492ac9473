using System.CommandLine;
using System.Globalization;
using Sintropia.Cli.Results;
using Sintropia.Cli.Terminals;
using Sintropia.Runs.Results;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia compare`: whether two runs agree to the last bit, and if not, from where on and by how much.</summary>
internal static class CompareCommand
{
    public static (Command, string) Create(Terminal terminal)
    {
        var a = new Argument<string>("A") { Description = "The folder of a run" };
        var b = new Argument<string>("B") { Description = "The folder of another" };
        var json = new Option<bool>("--json") { Description = "Print one object, for programs" };
        var command = new Command("compare", "Compare two runs: exit code 0 if their results are equal to the last bit, 6 if not") { a, b, json };
        command.SetAction(parsed =>
        {
            var (first, second) = (RunFolder.Open(parsed.GetRequiredValue(a)), RunFolder.Open(parsed.GetRequiredValue(b)));
            var comparison = Compared(first, second);
            if (parsed.GetValue(json)) WriteJson(comparison, first.Manifest, second.Manifest, terminal);
            else WriteText(comparison, first.Manifest, second.Manifest, terminal);
            return comparison.Equal ? ExitCode.Ok : ExitCode.Differs;
        });
        return (command, "sintropia compare runs/first-culture runs/seed-7");
    }

    private static RunComparison Compared((RunDirectory, RunManifest) a, (RunDirectory, RunManifest) b)
    {
        try
        {
            return RunComparison.Of(a, b);
        }
        catch (Exception damaged) when (damaged is IOException or InvalidDataException or FormatException or UnauthorizedAccessException or IndexOutOfRangeException)
        {
            throw new CommandFailure(ExitCode.InvalidInput, $"The tables cannot be compared: {damaged.Message}", damaged);
        }
    }

    private static void WriteJson(RunComparison comparison, RunManifest a, RunManifest b, Terminal terminal) => JsonLine.Write(terminal.Output, new
    {
        comparison.Equal,
        comparison.Complete,
        FingerprintA = a.Fingerprint,
        FingerprintB = b.Fingerprint,
        FirstDivergence = comparison.First,
        comparison.CommonRecords,
        comparison.SameConditions,
        comparison.Settings,
        Counts = comparison.Counts.Select(c => new { c.Of.Condition, c.Of.Replicate, c.Of.Tissue, c.Of.CellType, c.A, c.B, c.Difference }),
        ExitCode = comparison.Equal ? ExitCode.Ok : ExitCode.Differs,
    });

    private static void WriteText(RunComparison comparison, RunManifest a, RunManifest b, Terminal terminal)
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
