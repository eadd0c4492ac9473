namespace Sintropia.Web.Security;

/// <summary>What browsers may do with an answer: take it for what it is called, show it in no frame of others, load and send nothing elsewhere.</summary>
internal static class SecurityHeaders
{
    /// <summary>For answers of the API.</summary>
    private const string Nothing = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>For the page: its own scripts only, none written into it.</summary>
    public const string Page = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>For a report, which holds its scripts and its data: it is on its own, without this server's rights.</summary>
    public const string Report = "sandbox allow-scripts allow-popups allow-downloads; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Add(HttpResponse response)
    {
        var headers = response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = Nothing;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
    }
}
