using System.Globalization;
using System.Security.Cryptography;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;

namespace Sintropia.Sweeps.Execution;

/// <summary>The folder of a sweep.</summary>
/// <param name="root">Its path.</param>
public sealed class SweepFolder(string root)
{
    /// <summary>The table of all runs, the folder of run directories, the table of sensitivities, the page.</summary>
    public const string Table = "sweep.csv", Runs = "runs", Sensitivities = "sensitivity.csv", Page = "report.html";

    private const string Unfinished = ".tmp", LockName = "sweep.lock";

    /// <summary>Absolute path.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>Whether a sweep is there.</summary>
    public bool IsSweep => File.Exists(PathOf(SweepManifest.FileName));

    /// <summary>Path of a file in it.</summary>
    public string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>The folder of the run of a point.</summary>
    public string RunOf(int point) => Path.Combine(Root, Runs, point.ToString("'point-'000000", CultureInfo.InvariantCulture));

    /// <summary>Makes the folder ready for a sweep, a new one or the same that was begun there, and claims it for this process.</summary>
    /// <returns>The claim, given up when it is disposed of; the death of the process gives it up too.</returns>
    /// <exception cref="SweepException">Something else is there, or another process has it.</exception>
    internal IDisposable Prepare(SweepPlan plan, SweepOptions options)
    {
        if (File.Exists(Root)) throw new SweepException($"{Root} is a file, so no sweep can be written there. Give a folder with --out.");
        if (IsSweep && !options.Replace)
        {
            var earlier = SweepManifest.Read(PathOf(SweepManifest.FileName));
            if (earlier.Sha256 != plan.Hash) throw new SweepException($"{Root} holds another sweep: its scenario, its values or the version differ. Replace it with --overwrite, or give another folder with --out.");
            if (earlier.KeepsRuns != options.KeepRuns) throw new SweepException($"The sweep in {Root} was begun {(earlier.KeepsRuns ? "with a run directory for each point" : "without run directories")}. Go on with it so, replace it with --overwrite, or give another folder with --out.");
            return Claim();
        }

        if (!IsSweep && Directory.Exists(Root) && Directory.EnumerateFileSystemEntries(Root).Any(e => Path.GetFileName(e) is not (SweepManifest.FileName + Unfinished or LockName))) throw new SweepException($"{Root} is not empty and holds no sweep, so nothing was written there. Give another folder with --out.");
        Directory.CreateDirectory(Root);
        var claim = Claim();
        if (!IsSweep) return claim;
        foreach (var name in (string[])[SweepJournal.FileName, Table, Sensitivities, Page]) File.Delete(PathOf(name));
        if (Directory.Exists(PathOf(Runs))) Directory.Delete(PathOf(Runs), recursive: true);
        File.Delete(PathOf(SweepManifest.FileName));
        return claim;
    }

    private FileStream Claim()
    {
        try
        {
            return new(PathOf(LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException used)
        {
            throw new SweepException($"No sweep can be written to {Root} now: {used.Message} If another sweep writes there, wait for it or stop it.", used);
        }
    }

    /// <summary>Writes a file under a temporary name and renames it.</summary>
    internal void Write(string name, Action<string> write)
    {
        try
        {
            write(PathOf(name) + Unfinished);
            File.Move(PathOf(name) + Unfinished, PathOf(name), overwrite: true);
        }
        finally
        {
            File.Delete(PathOf(name) + Unfinished);
        }
    }

    /// <summary>Writes `sweep.json`.</summary>
    internal SweepManifest Write(SweepPlan plan, SweepOptions options, IReadOnlyCollection<PointResult> done, string status)
    {
        var manifest = new SweepManifest
        {
            Name = plan.Name,
            Sintropia = RunExecution.Version,
            Status = status,
            Design = plan.Specification.Design.ToString(),
            Parameters = [.. plan.Specification.Parameters.Select(p => new SweepColumn(p.Name, p.Unit, p.At))],
            Points = plan.Points.Count,
            Done = done.Count,
            Failed = done.Count(d => d.Failed),
            Sha256 = plan.Hash,
            KeepsRuns = options.KeepRuns,
            SimulatedSeconds = done.Sum(d => d.Simulated),
            OverheadSecondsPerPoint = done.Count == 0 ? 0 : done.Average(d => d.Seconds - d.Simulated),
            TableSha256 = status == "completed" ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(PathOf(Table)))) : null,
        };
        Write(SweepManifest.FileName, path => File.WriteAllBytes(path, manifest.ToJson()));
        return manifest;
    }

    /// <summary>Writes the table: a row for each condition and replicate of each point that is done, in the order of the points.</summary>
    internal void WriteTable(SweepPlan plan, IReadOnlyDictionary<int, PointResult> done) => Write(Table, path =>
    {
        var parameters = plan.Specification.Parameters;
        using var table = new TableFile(path, string.Join(',', (string[])["point", .. parameters.Select(p => p.Name), "condition", "replicate", "founders", .. SweepRow.Outcomes, "fingerprint", "failure"]), 0);
        foreach (var point in plan.Points)
        {
            if (!done.TryGetValue(point.Number, out var result)) continue;
            foreach (var row in result.Rows)
            {
                table.Add(point.Number);
                for (var k = 0; k < parameters.Count; k++)
                {
                    if (parameters[k].IsNumeric) table.Add(point.Numbers[k]);
                    else table.Add(point.Texts[k]);
                }

                table.Add(row.Condition).Add(row.Replicate).Add(row.Founders);
                for (var outcome = 0; outcome < SweepRow.Outcomes.Count; outcome++)
                {
                    var value = row.Outcome(outcome);
                    if (double.IsNaN(value)) table.Add("");
                    else table.Add(value);
                }

                table.Add(row.Fingerprint).Add(row.Failure ?? "").EndRow();
            }
        }

        table.Flush();
    });
}
