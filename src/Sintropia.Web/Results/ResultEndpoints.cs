using Microsoft.Net.Http.Headers;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;
using Sintropia.Web.Hosting;
using Sintropia.Web.Security;

namespace Sintropia.Web.Results;

/// <summary>The files of a run: which there are, and their bytes, from any place on.</summary>
internal static class ResultEndpoints
{
    private const string ReportName = "report.html";

    public static void Map(RouteGroupBuilder api)
    {
        var files = api.MapGroup("/runs/{id}/files").WithTags("Results");
        files.MapGet("", List).WithName("listFiles").WithSummary("Lists the files of a run").Produces<IReadOnlyList<ResultFile>>().ProducesProblem(StatusCodes.Status404NotFound);
        files.MapMethods("/{**name}", [HttpMethods.Get, HttpMethods.Head], Download).WithName("downloadFile").WithSummary("Downloads a file of a run")
            .WithDescription("Answers ranges, and If-None-Match and If-Range by the file's ETag: a download that broke off goes on where it was, unless the file changed since.")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream").Produces(StatusCodes.Status206PartialContent, contentType: "application/octet-stream").Produces(StatusCodes.Status304NotModified)
            .Produces(StatusCodes.Status416RangeNotSatisfiable).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("/runs/{id}/links/{**name}", Link).WithTags("Results").WithName("linkFile").WithSummary("Gives an address at which a browser can open a file for a short while, without the token")
            .Produces<FileLink>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> Link(string id, string name, IRuns runs, Tokens tokens, TimeProvider time, CancellationToken cancellation)
    {
        await (await runs.Open(new(id), name, cancellation)).DisposeAsync(); // it is there
        return TypedResults.Ok(new FileLink(tokens.Link(new PathString($"{Paths.Api}/runs/{id}/files/{name}").ToUriComponent(), time.GetUtcNow()), Tokens.LinkLife.TotalSeconds));
    }

    private static async Task<IResult> List(string id, IRuns runs, CancellationToken cancellation)
    {
        var run = new RunId(id);
        var manifest = await RunFile.Manifest(runs, run, cancellation);
        var files = new List<ResultFile>();
        foreach (var name in await runs.Results(run, cancellation))
        {
            var note = manifest?.Files.GetValueOrDefault(name);
            files.Add(new(name, note?.Bytes ?? await Length(runs, run, name, cancellation), ContentTypes.Of(name), note?.Sha256));
        }

        return TypedResults.Ok(files);
    }

    private static async Task<IResult> Download(string id, string name, HttpContext context, IRuns runs, CancellationToken cancellation)
    {
        var run = new RunId(id);
        var stream = await runs.Open(run, name, cancellation);
        try
        {
            var hash = name == RunDirectory.ManifestName ? null : (await RunFile.Manifest(runs, run, cancellation))?.Files.GetValueOrDefault(name)?.Sha256;
            var headers = context.Response.Headers;
            headers.CacheControl = "no-cache"; // to be kept, and to be asked for whether it changed
            if (name == ReportName) headers.ContentSecurityPolicy = SecurityHeaders.Report;
            else headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = Path.GetFileName(name) }.ToString();
            return TypedResults.Stream(stream, ContentTypes.Of(name), enableRangeProcessing: stream.CanSeek, entityTag: Tag(stream, hash));
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>The hash of a file that its run has described; else, of one on this machine, when it was written and how long it is: it grows while the run is under way.</summary>
    private static EntityTagHeaderValue? Tag(Stream stream, string? hash) => (hash, stream) switch
    {
        ({ } known, _) => new($"\"{known}\""),
        (_, FileStream file) => new($"\"{File.GetLastWriteTimeUtc(file.Name).Ticks:x}-{file.Length:x}\""),
        _ => null,
    };

    private static async Task<long?> Length(IRuns runs, RunId id, string name, CancellationToken cancellation)
    {
        try
        {
            await using var stream = await runs.Open(id, name, cancellation);
            return stream.CanSeek ? stream.Length : null;
        }
        catch (FileNotFoundException)
        {
            return null; // renamed in between
        }
    }
}
