using System.CommandLine;
using Sintropia.Cli.Terminals;
using Sintropia.Cli.Watching;
using Sintropia.Client.Scenarios;
using Sintropia.Runs.Execution;
using Sintropia.Scenarios;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia submit`: gives a scenario to a server.</summary>
internal static class SubmitCommand
{
    public static (Command, string) Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The scenario" };
        var key = new Option<string?>("--key") { Description = "What to call the submission: made twice, it starts one run", HelpName = "KEY" };
        var watch = new Option<bool>("--watch", "-w") { Description = "Follow the run to its end" };
        var output = new Option<string?>("--out", "-o") { Description = "Follow the run, then download its files into this folder", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "Print an object a line, for programs" };
        var server = new ServerOptions();
        var command = new Command("submit", "Give a scenario to a server, which runs it when its turn comes") { file, key, watch, output, json };
        server.AddTo(command);
        command.SetAction((parsed, cancellation) => ServerOptions.Guard(async () =>
        {
            var path = parsed.GetRequiredValue(file);
            var scenario = ScenarioInput.Load(path, new(), terminal); // what is wrong with it is told at once, and which files it names
            using var client = server.Client(parsed);
            var files = RunPlans.Of(scenario).Facts.Files.Where(f => f.Key != RunPlans.ScenarioName); // what a run keeps, so founders and not the data that they were taken from
            var run = await client.Submit(ScenarioText.With(scenario.Text, files) with { FileName = Path.GetFileName(path) }, parsed.GetValue(key), cancellation);
            if (parsed.GetValue(json)) JsonLine.Write(terminal.Output, new { Event = "accepted", run.Id, run.Name, run.Status, run.Ahead });
            else terminal.Output.WriteLine($"{run.Name} is accepted as {terminal.Strong(run.Id)}{(run.Ahead is > 0 ? $", with {Words.Count(run.Ahead.Value, "run")} before it" : "")}. Follow it with:\n  sintropia watch {run.Id}");
            return parsed.GetValue(watch) || parsed.GetValue(output) is not null
                ? await new ServerWatch(client, terminal, parsed.GetValue(json)).Follow(run.Id, parsed.GetValue(output), cancellation)
                : ExitCode.Ok;
        }));
        return (command, "sintropia submit first-culture.yaml\nsintropia submit first-culture.yaml --out runs/from-the-server\nSINTROPIA_TOKEN=… sintropia submit first-culture.yaml --server https://lab.example.org");
    }
}
