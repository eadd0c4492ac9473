using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Sintropia.Web.Hosting;

/// <summary>Where the HTTP API and the page listen, who may enter, and how much of everything there may be. Bound from the <c>Web</c> section.</summary>
public sealed record WebOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Web";

    /// <summary>Fewest characters of a token.</summary>
    public const int LeastToken = 24;

    /// <summary>The address to listen at: an IP address, or <c>*</c> for all. Any but this machine's own needs a token.</summary>
    [Required(ErrorMessage = "Web:Address is empty. Give 127.0.0.1 for this machine only, or * for all, with a token.")]
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>The port; 0 takes a free one.</summary>
    [Range(0, 65535, ErrorMessage = "Web:Port must be from {1} to {2}; 8080 is usual, and 0 takes a free one.")]
    public int Port { get; init; } = 8080;

    /// <summary>What clients have to know, as <c>Authorization: Bearer TOKEN</c>. A secret.</summary>
    public string? Token { get; init; }

    /// <summary>A file that holds the token; instead of <see cref="Token"/>.</summary>
    public string? TokenFile { get; init; }

    /// <summary>Largest body of a request, MB.</summary>
    [Range(1, 1024, ErrorMessage = "Web:MaxBodyMegabytes must be from {1} to {2}; 16 holds a scenario with measured lineages.")]
    public int MaxBodyMegabytes { get; init; } = 16;

    /// <summary>Runs that one client may submit in a minute, on average.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Web:SubmitsPerMinute must be from {1} to {2}; 60 is usual.")]
    public int SubmitsPerMinute { get; init; } = 60;

    /// <summary>Runs that one client may submit at once, before the average counts.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Web:SubmitBurst must be from {1} to {2}; 30 is usual.")]
    public int SubmitBurst { get; init; } = 30;

    /// <summary>Most founders of a run that is accepted here.</summary>
    [Range(1, long.MaxValue, ErrorMessage = "Web:MostFounders must be 1 or more; 10000000 takes some gigabytes.")]
    public long MostFounders { get; init; } = 10_000_000;

    /// <summary>Most readers of progress at a time.</summary>
    [Range(1, 100_000, ErrorMessage = "Web:MostWatchers must be from {1} to {2}; 1000 is usual.")]
    public int MostWatchers { get; init; } = 1000;

    /// <summary>Events of a run that are kept for readers who come back.</summary>
    [Range(16, 100_000, ErrorMessage = "Web:KeptEvents must be from {1} to {2}; 512 are a minute of a run under way.")]
    public int KeptEvents { get; init; } = 512;

    /// <summary>How long a stream of events is silent at most.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00", ErrorMessage = "Web:Heartbeat must be from {1} to {2}; 00:00:15 keeps proxies from closing the stream.")]
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a reader may leave an event unread before its connection is closed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00", ErrorMessage = "Web:ReaderPatience must be from {1} to {2}; 00:00:30 is usual.")]
    public TimeSpan ReaderPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether only this machine is listened to.</summary>
    public bool IsLoopback => Address == "localhost" || IPAddress.TryParse(Address, out var address) && IPAddress.IsLoopback(address);

    /// <summary>The token that has to be known; null for none.</summary>
    /// <exception cref="IOException">Its file cannot be read.</exception>
    public string? Secret => TokenFile is null ? Token : File.ReadAllText(TokenFile).Trim();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Address is not ("*" or "localhost") && !IPAddress.TryParse(Address, out _))
            yield return new($"Web:Address is '{Address}', which is no IP address. Give 127.0.0.1 for this machine only, or * for all, with a token.", [nameof(Address)]);

        if (Token is not null && TokenFile is not null)
            yield return new("Web:Token and Web:TokenFile are both given, and may differ. Keep one.", [nameof(TokenFile)]);

        var (secret, unread) = Read();
        if (unread is not null)
            yield return new($"Web:TokenFile cannot be read: {unread} Give a file that this process may read.", [nameof(TokenFile)]);
        else if (secret is null && !IsLoopback)
            yield return new($"Web:Address {Address} lets others in, and no token is given. Set Web:TokenFile to a file with a secret, for example of `openssl rand -hex 24`, or listen at 127.0.0.1.", [nameof(Token)]);
        else if (secret is not null && (secret.Length < LeastToken || secret.Any(c => c is <= ' ' or > '~')))
            yield return new($"The token of Web has to be {LeastToken} or more printable characters without blanks: shorter ones can be guessed. Make one with `openssl rand -hex 24`.", [nameof(Token)]);
    }

    /// <summary>All but the token, which is a secret.</summary>
    public override string ToString() => $"{Address}:{Port}{(Token is null && TokenFile is null ? "" : " with a token")}";

    private (string? Secret, string? Unread) Read()
    {
        try
        {
            return (Secret, null);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, unreadable.Message);
        }
    }
}
