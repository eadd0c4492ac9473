using System.CommandLine;
using Sintropia.Cli.Terminals;
using Sintropia.Cli.Watching;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;
using Sintropia.Scenarios;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia run`: a scenario from its beginning to its report.</summary>
internal static class RunCommand
{
    public static (Command, string) Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The scenario" };
        var output = new Option<string?>("--out", "-o") { Description = "Folder to write; not there yet, or empty [default: runs/NAME-OF-FILE]", HelpName = "DIR" };
        var seed = new Option<ulong?>("--seed") { Description = "Seed of all draws, in place of the scenario's", HelpName = "SEED" };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace an earlier run in that folder" };
        var options = new RunOptions();
        var command = new Command("run", "Run a scenario") { file, output, seed, overwrite };
        options.AddTo(command);
        command.SetAction((parsed, _) =>
        {
            var path = parsed.GetRequiredValue(file);
            var reading = options.Scenario(parsed);
            var scenario = ScenarioInput.Load(path, reading, terminal);
            if (parsed.GetValue(seed) is { } other) scenario = ScenarioInput.WithSeed(scenario, other, path, reading);
            var directory = parsed.GetValue(output) ?? Path.Combine("runs", Path.GetFileNameWithoutExtension(path));
            var request = new RunRequest(RunPlans.Of(scenario), directory) { Options = options.Execution(parsed), Replace = parsed.GetValue(overwrite) };
            return options.Follow(parsed, terminal, request, Resume(directory, scenario, path));
        });
        return (command, "sintropia run first-culture.yaml\nsintropia run first-culture.yaml --seed 7 --out runs/seed-7\nsintropia run first-culture.yaml --json | jq .done");
    }

    /// <summary>The command that goes on. Files from outside the scenario's folder are not copied into the run's, so it has to say where they are.</summary>
    private static string Resume(string directory, Scenario scenario, string path)
    {
        var outside = scenario.Sources.Any(s => Path.IsPathRooted(s.Name) || s.Name.Split('/', '\\').Contains(".."));
        var resume = $"sintropia resume {Shell.Quoted(directory)}";
        return outside ? $"{resume} --allow-outside --folder {Shell.Quoted(Path.GetDirectoryName(Path.GetFullPath(path))!)}" : resume;
    }
}
