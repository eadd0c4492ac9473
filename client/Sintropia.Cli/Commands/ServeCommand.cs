using System.CommandLine;
using Microsoft.Extensions.Options;
using Sintropia.Cli.Terminals;
using Sintropia.Reports;
using Sintropia.Runs.Queue;
using Sintropia.Web.Hosting;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia serve`: the API and the page over runs of this machine.</summary>
internal static class ServeCommand
{
    private const string TokenName = "SINTROPIA_TOKEN";

    public static (Command, string) Create(Terminal terminal)
    {
        var (web, queue) = (new WebOptions(), new QueueOptions());
        var data = new Option<string>("--data") { Description = "Folder of the queue and of all its runs", HelpName = "DIR", DefaultValueFactory = _ => queue.DataFolder };
        var address = new Option<string>("--address") { Description = "Address to listen at; any but this machine's own needs a token", HelpName = "IP", DefaultValueFactory = _ => web.Address };
        var port = new Option<int>("--port") { Description = "Port; 0 takes a free one", HelpName = "N", DefaultValueFactory = _ => web.Port };
        var token = new Option<string?>("--token-file") { Description = $"File with the token that clients have to send [default: the variable {TokenName}, if it is set]", HelpName = "FILE" };
        var atOnce = new Option<int>("--at-once") { Description = "Runs at a time", HelpName = "N", DefaultValueFactory = _ => queue.AtOnce };
        var waiting = new Option<int>("--most-waiting") { Description = "Most runs that wait; further ones are refused", HelpName = "N", DefaultValueFactory = _ => queue.MostWaiting };
        var threads = new Option<int?>("--threads") { Description = "Threads of a run [default: the processors, shared among the runs at a time]", HelpName = "N" };
        var checkpointEvery = RunOptions.Time("--checkpoint-every", "Wall time between checkpoints, such as 30s or 5min [default: 60 s]");
        var submits = new Option<int>("--submits-per-minute") { Description = "Runs that one client may submit in a minute", HelpName = "N", DefaultValueFactory = _ => web.SubmitsPerMinute };
        var telemetry = new TelemetryFlags();
        var command = new Command("serve", "Serve the page and the HTTP API over runs of this machine; Ctrl-C checkpoints, and the next start goes on") { data, address, port, token, atOnce, waiting, threads, checkpointEvery, submits };
        telemetry.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            web = web with
            {
                Address = parsed.GetRequiredValue(address), Port = parsed.GetValue(port), SubmitsPerMinute = parsed.GetValue(submits), SubmitBurst = Math.Max(web.SubmitBurst, parsed.GetValue(submits) / 2),
                TokenFile = parsed.GetValue(token), Token = parsed.GetValue(token) is null && Environment.GetEnvironmentVariable(TokenName) is { Length: > 0 } secret ? secret : null,
            };
            queue = queue with
            {
                DataFolder = parsed.GetRequiredValue(data), AtOnce = parsed.GetValue(atOnce), MostWaiting = parsed.GetValue(waiting), Threads = parsed.GetValue(threads),
                CheckpointEvery = parsed.GetValue(checkpointEvery) ?? queue.CheckpointEvery,
            };
            using var watched = telemetry.Start(parsed, "sintropia-serve", terminal);
            return await Serve(web, queue, terminal, cancellation);
        });
        return (command, "sintropia serve\nsintropia serve --data runs-of-the-lab --port 9000\nsintropia serve --address 0.0.0.0 --token-file token.txt");
    }

    private static async Task<int> Serve(WebOptions web, QueueOptions queue, Terminal terminal, CancellationToken cancellation)
    {
        using var interruption = new Interruption(terminal);
        try
        {
            await using var app = LocalWeb.Build(web, queue, folder => RunReport.Write(folder));
            await app.StartAsync(cancellation);
            terminal.Output.WriteLine($"Sintropia listens at {LocalWeb.AddressOf(app)}: open it in a browser for the page. Runs are kept in {Path.GetFullPath(queue.DataFolder)}. Ctrl-C ends it, after checkpoints.");
            using (cancellation.Register(app.Lifetime.StopApplication))
            {
                await Task.WhenAny(interruption.Asked, Task.Delay(Timeout.Infinite, app.Lifetime.ApplicationStopping));
                if (interruption.Code != 0) terminal.Output.WriteLine("Stopping, with checkpoints of what is under way. Ctrl-C again ends at once.");
                await app.StopAsync(CancellationToken.None);
            }
        }
        catch (OptionsValidationException wrong)
        {
            throw new CommandFailure(ExitCode.Usage, string.Join(Environment.NewLine, wrong.Failures), wrong);
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new CommandFailure(ExitCode.RunFailed, $"Port {web.Port} of {web.Address} is taken by another program. Give another one with --port, or 0 for any that is free.", taken);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new CommandFailure(ExitCode.RunFailed, $"The server cannot be started: {unusable.Message}", unusable);
        }

        return interruption.Code;
    }
}
