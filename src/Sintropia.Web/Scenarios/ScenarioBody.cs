using System.Text;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Sintropia.Web.Hosting;
using Sintropia.Web.Problems;

namespace Sintropia.Web.Scenarios;

/// <summary>Reads scenarios from the bodies of requests: as JSON with files, or as YAML alone.</summary>
internal static class ScenarioBody
{
    private static readonly string[] Texts = ["application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml", "text/plain"];

    /// <summary>The content types that are understood.</summary>
    public static string[] Types { get; } = ["application/json", .. Texts];

    /// <exception cref="BadHttpRequestException">It is of another type, or too large.</exception>
    /// <exception cref="JsonException">It is no JSON of a request.</exception>
    public static async Task<ScenarioRequest> Read(HttpRequest request, CancellationToken cancellation)
    {
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed.MediaType.Value ?? "" : "";
        if (type.Equals("application/json", StringComparison.OrdinalIgnoreCase)) return await Json<ScenarioRequest>(request, cancellation);
        if (!Texts.Contains(type, StringComparer.OrdinalIgnoreCase)) throw new BadHttpRequestException("", StatusCodes.Status415UnsupportedMediaType);
        using var reader = new StreamReader(request.Body, new UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            return new() { Scenario = await reader.ReadToEndAsync(cancellation) };
        }
        catch (DecoderFallbackException)
        {
            throw ApiProblem.Bad("The scenario is not written in UTF-8. Save it with that encoding and send it again.");
        }
    }

    /// <summary>A body of JSON.</summary>
    public static async Task<TBody> Json<TBody>(HttpRequest request, CancellationToken cancellation)
        where TBody : class =>
        await JsonSerializer.DeserializeAsync<TBody>(request.Body, Spelling.Json, cancellation) ?? throw new JsonException("'null' stands in place of an object");
}
