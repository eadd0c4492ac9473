using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Sintropia.Runs.Checkpoints;
using Sintropia.Runs.Port;
using Sintropia.Runs.Queue;
using Sintropia.Scenarios;
using Sintropia.Web.Hosting;
using Sintropia.Web.Scenarios;

namespace Sintropia.Web.Problems;

/// <summary>Turns whatever went wrong into problem details (RFC 9457): what it was, and what to do.</summary>
internal static class ProblemWriter
{
    private const int NoRoom = 507;

    /// <summary>The middleware at the API's edge.</summary>
    public static async Task Guard(HttpContext context, RequestDelegate next, ILogger log)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be told.
        }
        catch (Exception failed) // the edge of the host
        {
            var problem = Of(failed);
            if (problem.Status == StatusCodes.Status500InternalServerError) log.LogError(failed, "{Method} {Path} failed.", context.Request.Method, context.Request.Path);
            else if (problem.Status > StatusCodes.Status500InternalServerError && failed is not ApiProblem) log.LogWarning("{Method} {Path} was refused: {Why}", context.Request.Method, context.Request.Path, failed.Message);
            if (context.Response.HasStarted) context.Abort(); // half an answer must not look like a whole one
            else await Write(context, problem);
        }
    }

    /// <summary>Answers with a problem.</summary>
    public static Task Write(HttpContext context, ApiProblem problem)
    {
        context.Response.StatusCode = problem.Status;
        context.Response.Headers.ETag = default;
        context.Response.Headers.LastModified = default;
        context.Response.Headers.CacheControl = "no-store";
        if (problem.RetryAfter is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (problem.Status == StatusCodes.Status401Unauthorized) context.Response.Headers.WWWAuthenticate = "Bearer";
        var details = new ProblemDetails
        {
            Type = $"urn:sintropia:problem:{problem.Kind}", Title = ReasonPhrases.GetReasonPhrase(problem.Status), Status = problem.Status, Detail = problem.Message,
        };
        foreach (var (key, value) in problem.More) details.Extensions[key] = value;
        return context.Response.WriteAsJsonAsync(details, Spelling.Json, "application/problem+json", context.RequestAborted);
    }

    private static ApiProblem Of(Exception failed) => failed switch
    {
        ApiProblem told => told,
        ScenarioException invalid => new(StatusCodes.Status422UnprocessableEntity, "invalid-scenario", $"The scenario cannot be used: {ScenarioProblems.Count(invalid.Problems.Count)}. Each is told with its line and what to write instead.")
        {
            More = new Dictionary<string, object?> { ["problems"] = ScenarioProblems.Of(invalid.Problems, "error") },
        },
        UnknownRunException unknown => new(StatusCodes.Status404NotFound, "unknown-run", unknown.Message),
        FileNotFoundException unknown => new(StatusCodes.Status404NotFound, "unknown-file", unknown.Message),
        RunKeyConflictException conflict => new(StatusCodes.Status409Conflict, "key-conflict", conflict.Message) { More = new Dictionary<string, object?> { ["run"] = conflict.Id.Value } },
        QueueFullException full => new(StatusCodes.Status429TooManyRequests, "queue-full", full.Message) { RetryAfter = 30, More = new Dictionary<string, object?> { ["limit"] = full.Limit } },
        CheckpointException unusable => new(StatusCodes.Status409Conflict, "checkpoint-unusable", unusable.Message),
        BadHttpRequestException bad => Bad(bad),
        JsonException bad => new(StatusCodes.Status400BadRequest, "malformed-json", Json(bad)),
        ObjectDisposedException => new(StatusCodes.Status503ServiceUnavailable, "closing", "The server is about to stop. Ask again in a moment.") { RetryAfter = 10 },
        DiskFullException full => new(NoRoom, "disk-full", full.Message),
        IOException disk when IsFull(disk) => new(NoRoom, "disk-full", $"The disk of the data folder is full ({disk.Message}). Nothing was accepted. Remove runs that are no longer needed, then ask again."),
        IOException or UnauthorizedAccessException => new(StatusCodes.Status503ServiceUnavailable, "storage", "The data folder cannot be read or written now. Its server's log says why; ask again when that is mended.") { RetryAfter = 30 },
        OutOfMemoryException => new(StatusCodes.Status503ServiceUnavailable, "memory", "There is not enough memory for that now. Ask for less, or again when fewer runs are under way.") { RetryAfter = 30 },
        _ => new(StatusCodes.Status500InternalServerError, "defect", "This should not have happened. It is a defect of sintropia, not of your request; the server's log says more."),
    };

    private static bool IsFull(IOException disk) => OperatingSystem.IsWindows() ? (disk.HResult & 0xFFFF) is 0x70 or 0x27 : disk.HResult is 28 or 122 || disk.Message.Contains("No space left", StringComparison.Ordinal);

    private static ApiProblem Bad(BadHttpRequestException bad) => bad.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => new(bad.StatusCode, "body-too-large", "The body is larger than this server takes (Web:MaxBodyMegabytes). Send less, or keep lineages that were measured in fewer files."),
        StatusCodes.Status415UnsupportedMediaType => new(bad.StatusCode, "media-type", "A body of this content type is not understood. Send application/json, or a scenario alone as application/yaml."),
        _ when bad.InnerException is JsonException json => new(bad.StatusCode, "malformed-json", Json(json)),
        _ => new(bad.StatusCode, "bad-request", $"{bad.Message.TrimEnd('.')}. GET /api/v1/openapi.json says what each parameter may be."),
    };

    private static string Json(JsonException bad)
    {
        var place = bad.LineNumber is { } line ? $" at line {line + 1}, column {bad.BytePositionInLine + 1}" : "";
        var message = bad.Message.Split(" Path:")[0].Split(" LineNumber:")[0].TrimEnd('.');
        return $"The body is no JSON of this request{place}: {message}. Correct it; GET /api/v1/openapi.json has the form.";
    }
}
