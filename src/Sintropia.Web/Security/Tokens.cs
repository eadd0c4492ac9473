using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using Sintropia.Web.Problems;

namespace Sintropia.Web.Security;

/// <summary>Lets in who knows the token. What was sent is compared by hashes of one length, so that the time says nothing of how much was right.</summary>
internal sealed class Tokens(string? secret)
{
    private const string Scheme = "Bearer ";

    private readonly byte[]? _expected = secret is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Whether one is asked for.</summary>
    public bool Asked => _expected is not null;

    /// <exception cref="ApiProblem">The token is missing or wrong.</exception>
    public void Check(HttpRequest request)
    {
        if (_expected is null) return;
        var header = request.Headers[HeaderNames.Authorization];
        if (header.Count != 1 || header[0] is not { } sent || !sent.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            throw new ApiProblem(StatusCodes.Status401Unauthorized, "token-missing", "This server asks for a token. Send it as the header `Authorization: Bearer TOKEN`; whoever started the server knows it.");
        if (!CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(sent[Scheme.Length..].Trim())), _expected))
            throw new ApiProblem(StatusCodes.Status401Unauthorized, "token-wrong", "The token is not this server's. Check it for missing characters, or ask whoever started the server.");
    }
}
