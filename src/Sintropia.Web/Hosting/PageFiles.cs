using System.Collections.Frozen;
using System.Security.Cryptography;
using Sintropia.Web.Results;
using Sintropia.Web.Security;

namespace Sintropia.Web.Hosting;

/// <summary>The page: files that were embedded when this was built, served at / under their own names. An address without a file is one of the page's own, which finds its way from the path.</summary>
internal sealed class PageFiles
{
    private const string Prefix = "page/", Index = "index.html";

    private readonly FrozenDictionary<string, (byte[] Bytes, string Tag)> _files = Load();

    public static void Map(IEndpointRouteBuilder app, PageFiles files) =>
        app.MapMethods("/{**path}", [HttpMethods.Get, HttpMethods.Head], (HttpContext context, string? path) => files.Serve(context, path ?? "")).ExcludeFromDescription().WithOrder(int.MaxValue);

    private IResult Serve(HttpContext context, string path)
    {
        if (!_files.TryGetValue(path, out var file))
        {
            if (path.StartsWith("api/", StringComparison.Ordinal) || path.StartsWith("healthz/", StringComparison.Ordinal) || Path.HasExtension(path)) return TypedResults.NotFound();
            (path, file) = (Index, _files[Index]);
        }

        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.Page;
        // The build puts a hash into the names of assets, so these never change.
        context.Response.Headers.CacheControl = path.StartsWith("assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
        return TypedResults.Bytes(file.Bytes, ContentTypes.Of(path), entityTag: new($"\"{file.Tag}\""));
    }

    private static FrozenDictionary<string, (byte[] Bytes, string Tag)> Load()
    {
        var assembly = typeof(PageFiles).Assembly;
        var files = new Dictionary<string, (byte[], string)>();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            files[name[Prefix.Length..]] = (bytes, Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12)));
        }

        return files.ToFrozenDictionary();
    }
}
