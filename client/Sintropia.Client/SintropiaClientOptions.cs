namespace Sintropia.Client;

/// <summary>Which server a client asks, and how patiently.</summary>
/// <param name="Address">The server, such as http://localhost:8080.</param>
public sealed record SintropiaClientOptions(Uri Address)
{
    /// <summary>The token, where the server asks for one. A secret.</summary>
    public string? Token { get; init; }

    /// <summary>For how long a request is repeated that found no server, or one that was busy. Submissions carry a key, so that repeating them starts one run.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long one attempt may take until its answer begins.</summary>
    public TimeSpan Attempt { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>For how long a stream of progress, or a download, may be silent before it is taken for lost and begun again where it was. Servers send a heartbeat every 15 s.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest wait between two attempts; they begin at a twentieth of it.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Sends the requests; null for sockets.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>All but the token, which is a secret.</summary>
    public override string ToString() => $"{Address}{(Token is null ? "" : " with a token")}";
}
