using System.CommandLine;
using Sintropia.Cli.Terminals;
using Sintropia.Cli.Watching;
using Sintropia.Training.Hub;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia model pull` and `push`: models from a hub and to it.</summary>
internal static class HubCommands
{
    private const string Token = "SINTROPIA_HUB_TOKEN", Address = "SINTROPIA_HUB";

    public static Command Pull(Terminal terminal)
    {
        var id = new Argument<string>("MODEL") { Description = "Owner and name, as arcinstitute/SE-600M" };
        var output = new Option<string>("--out") { Description = "The folder to make", HelpName = "DIR", Required = true };
        var (server, revision) = (Server(), Revision());
        var most = new Option<long>("--most-bytes") { Description = "Most that is taken", HelpName = "N", DefaultValueFactory = _ => new HubOptions().MostBytes };
        var dry = new Option<bool>("--dry-run") { Description = "Only show licence and files" };
        var command = new Command("pull", $"Take a model from a hub; its licence is shown first, {Token} is the token") { id, output, server, revision, most, dry };
        command.SetAction((parsed, cancelled) => Asking(terminal, async stop =>
        {
            var options = Options(parsed.GetValue(server)) with { MostBytes = parsed.GetValue(most) };
            using var client = new HubClient(options);
            var model = await client.Describe(parsed.GetRequiredValue(id), parsed.GetValue(revision)!, stop);
            terminal.Output.WriteLine($"{model.Id}; licence of the weights: {(model.Licence.Length > 0 ? model.Licence : "not stated: ask its authors before you use it")}");
            foreach (var file in model.Files) terminal.Output.WriteLine($"  {Shown(file.Path)}  {(file.Size < 0 ? "size not stated" : Words.Count(file.Size))}");
            if (parsed.GetValue(dry)) return ExitCode.Ok;
            var bar = new StepBar(terminal);
            await HubTransfer.Pull(client, model, parsed.GetRequiredValue(output), options.MostBytes, new Files(bar, model.Files.Length), stop);
            bar.End();
            terminal.Output.WriteLine($"Written: {parsed.GetRequiredValue(output)}, {Words.Count(model.Files.Length, "file")}, {Words.Count(model.Bytes)} bytes, of commit {model.Revision}");
            return ExitCode.Ok;
        }, cancelled));
        return command;
    }

    public static Command Push(Terminal terminal)
    {
        var from = new Argument<string>("IN") { Description = "A file of weights that training wrote, or a folder of a model" };
        var id = new Argument<string>("MODEL") { Description = "Owner and name on the hub" };
        var (server, revision) = (Server(), Revision());
        var licence = new Option<string?>("--licence") { Description = "Of the weights, as the hub calls it: apache-2.0 [default: what the model says]", HelpName = "TEXT" };
        var open = new Option<bool>("--public") { Description = "If the model has to be made, let everybody see it" };
        var layout = new Option<string?>("--layout") { Description = "Keep what is pushed in this folder; with --dry-run nothing is pushed", HelpName = "DIR" };
        var dry = new Option<bool>("--dry-run") { Description = "Only lay the model out, with its card" };
        var command = new Command("push", $"Give a model to a hub: README.md with its card, config.json, safetensors; {Token} is the token") { from, id, server, revision, licence, open, layout, dry };
        command.SetAction((parsed, cancelled) => Asking(terminal, async stop =>
        {
            var kept = parsed.GetValue(layout);
            var folder = kept ?? Path.Combine(Path.GetTempPath(), $"sintropia-push-{Environment.ProcessId}-{Guid.NewGuid():N}");
            try
            {
                var card = HubLayout.Write(parsed.GetRequiredValue(from), folder, parsed.GetValue(licence));
                terminal.Output.WriteLine($"{card.Name}; licence of the weights: {card.Licence}");
                if (parsed.GetValue(dry)) return ExitCode.Ok;
                var options = Options(parsed.GetValue(server));
                if (options.Token is null) throw new CommandFailure(ExitCode.Usage, $"A hub takes models from whom it knows. Set {Token}.");
                using var client = new HubClient(options);
                var files = await HubTransfer.Push(client, parsed.GetRequiredValue(id), folder, options.Large, !parsed.GetValue(open), parsed.GetValue(revision)!, cancelled: stop);
                terminal.Output.WriteLine($"Pushed: {parsed.GetRequiredValue(id)}, {Words.Count(files.Length, "file")}, {Words.Count(files.Sum(f => f.Size))} bytes");
                return ExitCode.Ok;
            }
            finally
            {
                if (kept is null && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            }
        }, cancelled));
        return command;
    }

    private static async Task<int> Asking(Terminal terminal, Func<CancellationToken, Task<int>> work, CancellationToken cancelled)
    {
        using var interruption = new Interruption(terminal);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        _ = interruption.Asked.ContinueWith(_ => stop.Cancel(), TaskScheduler.Default);
        try
        {
            var done = work(stop.Token);
            await Task.WhenAny(done);
            return ModelCommand.Reading(() => done.GetAwaiter().GetResult());
        }
        catch (HubException refused)
        {
            throw new CommandFailure(ExitCode.InvalidInput, refused.Message, refused);
        }
        catch (OperationCanceledException)
        {
            terminal.Complain("Interrupted. Nothing was kept.");
            return interruption.Code == 0 ? ExitCode.Interrupted : interruption.Code;
        }
    }

    private static HubOptions Options(string? server)
    {
        var address = server ?? Environment.GetEnvironmentVariable(Address);
        if (address is not null && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")) throw new CommandFailure(ExitCode.Usage, $"'{address}' is no address of a hub. Write it as https://huggingface.co.");
        return new() { Server = address is null ? HubOptions.Public : new(address), Token = Environment.GetEnvironmentVariable(Token) is { Length: > 0 } token ? token : null };
    }

    private static Option<string?> Server() => new("--server") { Description = $"Address of the hub [default: {Address}, or {HubOptions.Public}]", HelpName = "URL" };

    private static Option<string> Revision() => new("--revision") { Description = "Branch, tag or commit", HelpName = "NAME", DefaultValueFactory = _ => "main" };

    private static string Shown(string path) => new([.. path.Take(200).Select(c => char.IsControl(c) ? '\uFFFD' : c)]);

    private sealed class Files(StepBar bar, int all) : IProgress<HubFile>
    {
        private int _done;

        public void Report(HubFile value) => bar.Show("files", ++_done, all, value.Path, _done == all);
    }
}
