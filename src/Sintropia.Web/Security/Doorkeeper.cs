using System.Net;
using Sintropia.Web.Problems;

namespace Sintropia.Web.Security;

/// <summary>Keeps other sites' pages out: a page somewhere on the web can make its reader's browser ask this machine, and must neither start runs nor, by a name that leads here, read any.</summary>
internal static class Doorkeeper
{
    /// <exception cref="ApiProblem">The request comes from another site, or by a name that is not this machine's.</exception>
    public static void Check(HttpRequest request, bool thisMachineOnly)
    {
        if (thisMachineOnly && !IsHere(request.Host.Host))
            throw new ApiProblem(StatusCodes.Status403Forbidden, "foreign-host", "This server has no token and answers by the names of this machine only: 127.0.0.1, localhost. Ask by one of them, or give the server a token.");

        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) return;
        if (request.Headers.Origin is [{ } origin, ..] && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)))
            throw new ApiProblem(StatusCodes.Status403Forbidden, "foreign-origin", "A page of another site asked for a change, which is refused. Use the page that this server serves, or a client that sends no Origin.");
        if (request.Headers["Sec-Fetch-Site"] is ["cross-site" or "same-site", ..])
            throw new ApiProblem(StatusCodes.Status403Forbidden, "foreign-origin", "A page of another site asked for a change, which is refused. Use the page that this server serves.");
    }

    private static bool IsHere(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
}
