using System.CommandLine;
using Sintropia.Cli.Terminals;
using Sintropia.Cli.Watching;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Scenarios;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia branch`: what else could have happened from some time of a run on, with the same draws.</summary>
internal static class BranchCommand
{
    public static (Command, string) Create(Terminal terminal)
    {
        var run = new Argument<string>("RUN") { Description = "The folder of the run" };
        var at = new Option<double>("--at") { Description = "When to fork it, such as 24h; a multiple of the tick", HelpName = "TIME", Required = true, CustomParser = RunOptions.Hours };
        var with = new Option<string>("--with") { Description = "The file of branches: conditions, and what they need besides", HelpName = "FILE", Required = true };
        var condition = new Option<string?>("--condition") { Description = "Condition to fork, where the run has several", HelpName = "NAME" };
        var output = new Option<string?>("--out", "-o") { Description = "Folder to write [default: RUN-NAME-OF-FILE]", HelpName = "DIR" };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace an earlier run in that folder" };
        var options = new RunOptions();
        var command = new Command("branch", "Fork a run at a time into several interventions that share its past and its draws") { run, at, with, condition, output, overwrite };
        options.AddTo(command);
        command.SetAction((parsed, _) =>
        {
            var (path, branches) = (parsed.GetRequiredValue(run), parsed.GetRequiredValue(with));
            var reading = RunPlans.Reading(path, options.Scenario(parsed))!;
            var parent = Parent(path, reading);
            var scenario = ScenarioBranch.Load(parent, branches, parsed.GetValue(condition), parsed.GetValue(at), reading);
            foreach (var warning in scenario.Warnings.Where(w => w.File == branches)) terminal.Error.WriteLine($"warning: {warning}"); // those of the scenario were told when it ran
            var forked = scenario.Conditions[0].Name; // unchanged, and first
            var plan = RunPlans.Of(scenario, new(path, forked, parsed.GetValue(at)), File.ReadAllBytes(branches));
            var directory = parsed.GetValue(output) ?? $"{Path.TrimEndingDirectorySeparator(path)}-{Path.GetFileNameWithoutExtension(branches)}";
            var request = new RunRequest(plan, directory) { Options = options.Execution(parsed), Replace = parsed.GetValue(overwrite) };
            return options.Follow(parsed, terminal, request, $"sintropia resume {Shell.Quoted(directory)}");
        });
        return (command, "sintropia branch runs/first-culture --condition control --at 24h --with rescue.yaml");
    }

    /// <summary>The scenario of a run, which has to be the one that was run: the branches claim to share its past.</summary>
    private static string Parent(string path, ScenarioOptions reading)
    {
        var (directory, manifest) = RunFolder.Open(path);
        if (manifest.BranchOf is { } origin)
            throw new CommandFailure(ExitCode.InvalidInput, $"The run in {path} is itself forked off {origin.Run}. Fork that one, with a file that holds the branches of both.");
        var scenario = directory.PathOf(RunPlans.ScenarioName);
        if (RunPlans.Of(ScenarioFile.Load(scenario, reading)).Hash != manifest.ScenarioSha256)
            throw new CommandFailure(ExitCode.InvalidInput, $"{scenario}, or a file that it names, was changed after the run, so branches would not share its past. Put the old file back, or run the new one first.");
        return scenario;
    }
}
