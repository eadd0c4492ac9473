using Sintropia.Cli.Terminals;
using Sintropia.Cli.Watching;
using Sintropia.Runs.Results;

namespace Sintropia.Cli.Results;

/// <summary>What a run came to, at its end.</summary>
internal sealed class RunSummary(Terminal terminal, Showing showing)
{
    private const int MostRows = 24;

    public void Write(string directory, RunManifest manifest, string? report)
    {
        if (showing.Json) WriteJson(directory, manifest, report);
        else if (!showing.Quiet) WriteText(directory, manifest, report);
    }

    private void WriteJson(string directory, RunManifest manifest, string? report) => JsonLine.Write(terminal.Output, new
    {
        Event = "completed",
        Directory = Path.GetFullPath(directory),
        Report = report,
        manifest.Fingerprint,
        manifest.WallSeconds,
        manifest.Performance?.EquivalentCellUpdatesPerSecond,
        manifest.Runs,
        ExitCode = ExitCode.Ok,
    });

    private void WriteText(string directory, RunManifest manifest, string? report)
    {
        var to = terminal.Output;
        var rate = manifest.Performance is { EquivalentCellUpdatesPerSecond: > 0 } speed ? $" ({Words.Rate(speed.EquivalentCellUpdatesPerSecond)} updates/s)" : "";
        to.WriteLine($"{terminal.Good("Complete")}: {Words.Hours(manifest.DurationH)} h in {Words.Took(manifest.WallSeconds)}{rate}");
        to.WriteLine();
        Rows(manifest).Write(terminal);
        if (manifest.Runs.Count > MostRows) to.WriteLine($"  … and {Words.Count(manifest.Runs.Count - MostRows, "more")}, in run.json");
        to.WriteLine();
        to.WriteLine($"  fingerprint  {manifest.Fingerprint}");
        if (report is not null) to.WriteLine($"  report       {Path.Combine(directory, Path.GetFileName(report))}");
        to.WriteLine($"  tables       {directory}{Path.DirectorySeparatorChar}*.csv");
    }

    private static TextTable Rows(RunManifest manifest)
    {
        var replicates = manifest.Replicates > 1;
        var table = replicates
            ? new TextTable("condition", ">replicate", ">founders", ">living", ">divisions", ">deaths")
            : new TextTable("condition", ">founders", ">living", ">divisions", ">deaths");
        foreach (var part in manifest.Runs.Take(MostRows))
        {
            string[] counts = [Words.Count(part.Founders), Words.Count(part.FinalLiving), Words.Count(part.Divisions), Words.Count(part.Deaths)];
            table.Add(replicates ? [part.Condition, Words.Count(part.Replicate), .. counts] : [part.Condition, .. counts]);
        }

        return table;
    }
}
