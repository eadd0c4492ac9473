using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using Sintropia.Web.Problems;

namespace Sintropia.Web.Security;

/// <summary>Lets in who knows the token, and for a short while to one file who was given a link by one who does. What was sent is compared by hashes of one length, so that the time says nothing of how much was right.</summary>
internal sealed class Tokens(string? secret)
{
    private const string Scheme = "Bearer ", Ticket = "ticket";

    private readonly byte[]? _expected = secret is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>How long a link may be opened.</summary>
    public static TimeSpan LinkLife { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether one is asked for.</summary>
    public bool Asked => _expected is not null;

    /// <summary>An address that a browser can open without the header: itself where no token is asked for, else with a ticket for it alone.</summary>
    /// <param name="path">The address, as it is written in a request, without a query.</param>
    /// <param name="now">The time.</param>
    public string Link(string path, DateTimeOffset now)
    {
        if (_expected is null) return path;
        var until = (now + LinkLife).ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $"{path}?{Ticket}={until}.{Convert.ToHexStringLower(Sign(path, until))}");
    }

    /// <exception cref="ApiProblem">The token is missing or wrong.</exception>
    public void Check(HttpRequest request, DateTimeOffset now)
    {
        if (_expected is null) return;
        if (request.Query.TryGetValue(Ticket, out var ticket) && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            if (ticket is not [{ } one] || !IsValid(one, request.Path.ToUriComponent(), now))
                throw new ApiProblem(StatusCodes.Status401Unauthorized, "link-over", string.Create(CultureInfo.InvariantCulture, $"This link is not valid, or not any more: it opens one file, for {LinkLife.TotalSeconds:0} s. Open the file from the page again."));
            return;
        }

        var header = request.Headers[HeaderNames.Authorization];
        if (header.Count != 1 || header[0] is not { } sent || !sent.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            throw new ApiProblem(StatusCodes.Status401Unauthorized, "token-missing", "This server asks for a token. Send it as the header `Authorization: Bearer TOKEN`; whoever started the server knows it.");
        if (!CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(sent[Scheme.Length..].Trim())), _expected))
            throw new ApiProblem(StatusCodes.Status401Unauthorized, "token-wrong", "The token is not this server's. Check it for missing characters, or ask whoever started the server.");
    }

    private bool IsValid(string ticket, string path, DateTimeOffset now)
    {
        var dot = ticket.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || !long.TryParse(ticket.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var until) || until < now.ToUnixTimeSeconds()) return false;
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Sign(path, until))), Encoding.UTF8.GetBytes(ticket[(dot + 1)..]));
    }

    private byte[] Sign(string path, long until) => HMACSHA256.HashData(_expected!, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"link {until} {path}")));
}
