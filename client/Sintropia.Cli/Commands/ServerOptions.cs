using System.CommandLine;
using Sintropia.Client;

namespace Sintropia.Cli.Commands;

/// <summary>The options of commands that ask a server.</summary>
internal sealed class ServerOptions
{
    private const string AddressName = "SINTROPIA_SERVER", TokenName = "SINTROPIA_TOKEN", Usual = "http://127.0.0.1:8080";

    private readonly Option<string?> _server = new("--server") { Description = $"Address of the server [default: the variable {AddressName}, or {Usual}]", HelpName = "URL" };
    private readonly Option<string?> _token = new("--token-file") { Description = $"File with the server's token [default: the variable {TokenName}, if it is set]", HelpName = "FILE" };

    private readonly Option<TimeSpan?> _patience = RunOptions.Time("--patience", "How long to look for the server, and to ask again while it is busy [default: 10 s]");

    public void AddTo(Command command)
    {
        command.Add(_patience);
        command.Add(_server);
        command.Add(_token);
    }

    /// <summary>A client of that server.</summary>
    public SintropiaClient Client(ParseResult parsed)
    {
        var address = parsed.GetValue(_server) ?? (Environment.GetEnvironmentVariable(AddressName) is { Length: > 0 } named ? named : Usual);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) throw new CommandFailure(ExitCode.Usage, $"--server '{address}' is no address of a server. Write it as {Usual}.");
        return new(new SintropiaClientOptions(uri) { Token = Token(parsed), Patience = parsed.GetValue(_patience) ?? TimeSpan.FromSeconds(10) });
    }

    /// <summary>What a refusal is to a command: its message, and a code that scripts know.</summary>
    public static async Task<int> Guard(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (ApiException refused) when (refused.Problems.Count > 0)
        {
            throw new CommandFailure(ExitCode.InvalidInput, string.Join(Environment.NewLine, refused.Problems), refused);
        }
        catch (ApiException refused)
        {
            throw new CommandFailure(refused.Status is null ? ExitCode.RunFailed : (int)refused.Status < 500 && (int)refused.Status != 429 ? ExitCode.InvalidInput : ExitCode.RunFailed, refused.Message, refused);
        }
        catch (IOException unwritten)
        {
            throw new CommandFailure(ExitCode.RunFailed, unwritten.Message, unwritten);
        }
    }

    private string? Token(ParseResult parsed)
    {
        if (parsed.GetValue(_token) is not { } file) return Environment.GetEnvironmentVariable(TokenName) is { Length: > 0 } secret ? secret : null;
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Usage, $"--token-file cannot be read: {unreadable.Message}", unreadable);
        }
    }
}
