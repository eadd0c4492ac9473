using Sintropia.Cli.Results;
using Sintropia.Cli.Terminals;
using Sintropia.Reports;
using Sintropia.Runs.Checkpoints;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;

namespace Sintropia.Cli.Watching;

/// <summary>Submits a run, shows it, hears Ctrl-C, and says at the end where everything is.</summary>
/// <param name="terminal">Where to show it.</param>
/// <param name="showing">How.</param>
internal sealed class RunFollower(Terminal terminal, Showing showing)
{
    /// <summary>Follows a run to its end.</summary>
    /// <param name="request">The run.</param>
    /// <param name="resume">The command that goes on with it, should it stop before its end.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> Follow(RunRequest request, string resume)
    {
        await using var runs = new LocalRuns(terminal.Time);
        var id = await Submit(runs, request);
        RunView run;
        int signal;
        using (var interruption = new Interruption(terminal))
        {
            await using (var view = View())
            {
                view.Begin(request);
                _ = StopWhenAsked(runs, id, interruption, view);
                var left = new TimeLeft();
                await foreach (var progress in runs.Watch(id))
                {
                    if (progress.Note is { } note && Matters(progress.Condition, note)) view.Tell(note);
                    if (progress.Condition.Length > 0) view.Show(progress, left.After(progress));
                }
            }

            run = await runs.Get(id);
            signal = interruption.Code;
        }

        return run.Status switch
        {
            RunStatus.Completed => Completed(request),
            RunStatus.Paused => Stopped(run, resume, signal == 0 ? ExitCode.Interrupted : signal),
            _ => throw Failed(run, resume),
        };
    }

    /// <summary>Writes the report of a run that is complete, and says where everything is.</summary>
    public int Completed(RunRequest request)
    {
        string? report = null;
        if (showing.Report)
        {
            try
            {
                report = RunReport.Write(request.Directory);
            }
            catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
            {
                throw new CommandFailure(ExitCode.RunFailed, $"The run is complete, but its report could not be written: {failed.Message} Mend that, then: sintropia report {Shell.Quoted(request.Directory)}", failed);
            }
        }

        new RunSummary(terminal, showing).Write(request.Directory, RunDirectory.Open(request.Directory).Manifest(), report);
        return ExitCode.Ok;
    }

    private static async Task<RunId> Submit(LocalRuns runs, RunRequest request)
    {
        try
        {
            return await runs.Submit(request);
        }
        catch (IOException unusable)
        {
            throw new CommandFailure(ExitCode.Usage, unusable.Message, unusable);
        }
        catch (UnauthorizedAccessException forbidden)
        {
            throw new CommandFailure(ExitCode.RunFailed, $"The run cannot be written to {request.Directory}: {forbidden.Message} Give another folder with --out.", forbidden);
        }
    }

    private static async Task StopWhenAsked(LocalRuns runs, RunId id, Interruption interruption, IRunView view)
    {
        await interruption.Asked;
        view.Tell("Stopping after this tick, with a checkpoint. Ctrl-C again ends at once.");
        await runs.Stop(id);
    }

    /// <summary>That a checkpoint was written is for logs; that one was torn is for everybody.</summary>
    private bool Matters(string condition, string note) => condition.Length == 0 || showing.Json || (!terminal.Interactive && note.Length > 0);

    private IRunView View() => showing switch
    {
        { Json: true } => new JsonView(terminal),
        { Quiet: true } => new QuietView(terminal),
        _ when terminal.Interactive => new BarView(terminal),
        _ => new LinesView(terminal),
    };

    private int Stopped(RunView run, string resume, int code)
    {
        var place = run.Progress is { Condition.Length: > 0 } progress ? $" at {Words.Hours(progress.Time)} h of {RunInWords.Part(progress)}" : "";
        if (showing.Json) JsonLine.Write(terminal.Output, new { Event = "paused", Directory = Path.GetFullPath(run.Directory), Resume = resume, ExitCode = code });
        else if (!showing.Quiet) terminal.Output.WriteLine($"Stopped{place}, with a checkpoint. Go on with:\n  {resume}");
        return code;
    }

    private Exception Failed(RunView run, string resume)
    {
        var failure = run.Failure ?? new InvalidOperationException($"The run ended as {run.Status} without saying why.");
        var (code, advice) = failure switch
        {
            CheckpointException => (ExitCode.CheckpointUnusable, "Tables and checkpoints are as they were."),
            InvalidDataException => (ExitCode.CheckpointUnusable, ""),
            Simulation.Organisms.PopulationLimitException => (ExitCode.RunFailed, $"What was recorded until then is in {run.Directory}."),
            OutOfMemoryException => (ExitCode.RunFailed, $"There is not enough memory. Give the scenario a lower `limit`, or go on where there is more: {resume}"),
            IOException or UnauthorizedAccessException => (ExitCode.RunFailed, $"What was written until then is kept. Make room, or mend the folder, then go on with: {resume}"),
            _ => (ExitCode.Defect, ""),
        };
        if (showing.Json) JsonLine.Write(terminal.Output, new { Event = "failed", Directory = Path.GetFullPath(run.Directory), failure.Message, Resume = resume, ExitCode = code });
        return code == ExitCode.Defect ? failure : new CommandFailure(code, $"{Ended(failure.Message)} {advice}".TrimEnd(), failure);
    }

    private static string Ended(string sentence) => sentence.Length > 0 && sentence[^1] is '.' or '!' or '?' ? sentence : sentence + ".";
}
