using System.CommandLine;
using Sintropia.Cli.Terminals;
using Sintropia.Cli.Watching;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia watch`: follows a run on a server.</summary>
internal static class WatchCommand
{
    public static (Command, string) Create(Terminal terminal)
    {
        var run = new Argument<string>("RUN") { Description = "The run, as `submit` named it" };
        var output = new Option<string?>("--out", "-o") { Description = "Download its files into this folder at the end", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "Print an object a line, for programs" };
        var server = new ServerOptions();
        var command = new Command("watch", "Follow a run on a server to its end; Ctrl-C leaves it to itself") { run, output, json };
        server.AddTo(command);
        command.SetAction((parsed, cancellation) => ServerOptions.Guard(async () =>
        {
            using var client = server.Client(parsed);
            return await new ServerWatch(client, terminal, parsed.GetValue(json)).Follow(parsed.GetRequiredValue(run), parsed.GetValue(output), cancellation);
        }));
        return (command, "sintropia watch run-000001\nsintropia watch run-000001 --json | jq .done\nsintropia watch run-000001 --out runs/from-the-server");
    }
}
