using System.CommandLine;
using Sintropia.Cli.Terminals;
using Sintropia.Cli.Watching;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;
using Sintropia.Scenarios;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia resume`: goes on with a run from its newest checkpoint.</summary>
internal static class ResumeCommand
{
    public static (Command, string) Create(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder of the run" };
        var files = new Option<string?>("--folder") { Description = "Folder that file names in the scenario are relative to [default: DIR]", HelpName = "DIR" };
        var options = new RunOptions();
        var command = new Command("resume", "Go on with a run that was interrupted, from its newest checkpoint") { folder, files };
        options.AddTo(command);
        command.SetAction((parsed, _) =>
        {
            var path = parsed.GetRequiredValue(folder);
            var showing = options.Showing(parsed);
            var (directory, manifest) = RunFolder.Open(path);
            if (manifest.Status == RunStatus.Completed) return Task.FromResult(IsComplete(path, directory, manifest, showing, terminal));

            var plan = Plan(directory, manifest, options.Scenario(parsed) with { Folder = parsed.GetValue(files) });
            Check(path, manifest, plan);
            if (!Directory.Exists(directory.Checkpoints) && showing is { Json: false, Quiet: false }) terminal.Output.WriteLine("No checkpoint was written yet, so the run begins again.");
            var request = new RunRequest(plan, path) { Options = options.Execution(parsed), Continue = true };
            return options.Follow(parsed, terminal, request, $"sintropia resume {Shell.Quoted(path)}");
        });
        return (command, "sintropia resume runs/first-culture");
    }

    private static RunPlan Plan(RunDirectory directory, RunManifest manifest, ScenarioOptions reading) =>
        RunPlans.In(directory.Root, manifest.BranchOf is { } origin ? new(origin.Run, origin.Condition, origin.AtH) : null, reading);

    /// <summary>Before anything is touched: what would be run has to be what was begun. Also where no checkpoint was written yet, which could not tell.</summary>
    private static void Check(string path, RunManifest manifest, RunPlan plan)
    {
        if (manifest.Sintropia != RunExecution.Version)
            throw new CommandFailure(ExitCode.CheckpointUnusable, $"The run in {path} was begun with Sintropia {manifest.Sintropia}; this is {RunExecution.Version}, which could go on with other bits. Resume it with {manifest.Sintropia}, or run its scenario anew into another folder.");
        if (manifest.ScenarioSha256 != plan.Hash)
            throw new CommandFailure(ExitCode.CheckpointUnusable, $"The scenario in {path}, or a file that it names, was changed after the run began, so its checkpoints belong to another scenario. Put the old file back, or run the new one into another folder: sintropia run {Shell.Quoted(Path.Combine(path, RunPlans.ScenarioName))} --out NEW");
    }

    private static int IsComplete(string path, RunDirectory directory, RunManifest manifest, Showing showing, Terminal terminal)
    {
        if (showing.Json) JsonLine.Write(terminal.Output, new { Event = "already_completed", Directory = directory.Root, manifest.Fingerprint, ExitCode = ExitCode.Ok });
        else if (!showing.Quiet) terminal.Output.WriteLine($"The run in {path} is complete; there is nothing to resume. Its fingerprint is {manifest.Fingerprint}.");
        if (showing.Report && !directory.Has("report.html")) ReportCommand.Write(path, null);
        return ExitCode.Ok;
    }
}
