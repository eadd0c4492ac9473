using System.Globalization;
using Sintropia.Cli.Terminals;
using Sintropia.Client;
using Sintropia.Client.Runs;

namespace Sintropia.Cli.Watching;

/// <summary>Shows a run on a server: a line that changes for somebody who watches, lines for files, objects for programs.</summary>
internal sealed class ServerWatch(SintropiaClient client, Terminal terminal, bool json)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private long _shown;
    private (int Part, RunStatus Status) _last;
    private bool _open; // whether a line stands that is to be written over

    /// <summary>Follows a run to its end, and downloads what it wrote.</summary>
    /// <param name="id">The run.</param>
    /// <param name="folder">Where to download its files to; null to leave them there.</param>
    /// <param name="cancellation">Leaves the run to itself.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> Follow(string id, string? folder, CancellationToken cancellation)
    {
        try
        {
            await foreach (var position in client.Watch(id, cancellation)) Show(position);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            EndLine();
            if (!json) terminal.Output.WriteLine($"The run goes on by itself. Come back with:\n  sintropia watch {id}");
            return ExitCode.Interrupted;
        }

        EndLine();
        var run = await client.Get(id, cancellation);
        var ended = run.Run.Status;
        if (ended == RunStatus.Completed && folder is not null) await Download(id, folder, cancellation);
        if (json) JsonLine.Write(terminal.Output, new { Event = ended.ToString().ToLowerInvariant(), run.Run.Id, run.Fingerprint, run.Run.Failure, Directory = folder is null ? null : Path.GetFullPath(folder) });
        else terminal.Output.WriteLine(ended == RunStatus.Completed ? $"{run.Run.Name} is complete. Its fingerprint is {run.Fingerprint}.{(folder is null ? $" Download its files with:\n  sintropia watch {id} --out DIR" : $" Its files are in {folder}.")}" : $"{id} was {ended.ToString().ToLowerInvariant()}.");
        return ended switch
        {
            RunStatus.Completed => ExitCode.Ok,
            RunStatus.Failed => throw new CommandFailure(ExitCode.RunFailed, run.Run.Failure ?? $"{id} failed without saying why."),
            _ => ExitCode.RunFailed,
        };
    }

    private void Show(RunPosition now)
    {
        var changed = (now.Part, now.Status) != _last;
        if (!changed && terminal.Time.GetElapsedTime(_shown) < (terminal.Interactive ? Every / 5 : Every)) return;
        (_last, _shown) = ((now.Part, now.Status), terminal.Time.GetTimestamp());
        if (json)
        {
            JsonLine.Write(terminal.Output, new { Event = "progress", now.Status, now.Condition, now.Replicate, now.Part, now.Parts, now.TimeH, now.DurationH, now.Living, now.Divisions, now.Deaths, now.Done, now.WallSeconds });
            return;
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"{now.Done * 100,5:f1} %  {now.Status.ToString().ToLowerInvariant()}{(now.Condition.Length > 0 ? $"  {now.Condition}{(now.Replicate > 1 ? $" #{now.Replicate}" : "")}, {Words.Hours(now.TimeH)} of {Words.Hours(now.DurationH)} h, {Words.Count(now.Living, "living cell")}" : "")}");
        if (!terminal.Interactive)
        {
            terminal.Output.WriteLine(text);
            return;
        }

        terminal.Output.Write($"\r\e[2K{(text.Length < terminal.Width ? text : text[..(terminal.Width - 1)])}");
        _open = true;
    }

    private void EndLine()
    {
        if (_open) terminal.Output.WriteLine();
        _open = false;
    }

    private async Task Download(string id, string folder, CancellationToken cancellation)
    {
        foreach (var file in await client.Files(id, cancellation))
        {
            var path = Path.GetFullPath(Path.Combine(folder, file.Name));
            // A server is believed what a file holds, not where it lies here.
            if (!path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw new CommandFailure(ExitCode.RunFailed, $"The server calls a file '{file.Name}', which would lie outside of {folder}. Nothing more was downloaded.");
            await client.Download(id, file.Name, path, null, cancellation);
        }
    }
}
