using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sintropia.Training.Hub;

/// <summary>Asks a hub of models, in the interface of huggingface.co. Tested against a stub on this machine; the public hub was not asked.</summary>
public sealed partial class HubClient : IDisposable
{
    private const long LongestAnswer = 8 << 20;

    private readonly HttpClient _http;
    private readonly HubOptions _options;

    /// <param name="options">Which hub, and who asks.</param>
    /// <exception cref="HubException">A token would be sent where others can read it.</exception>
    public HubClient(HubOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Token is not null && options.Server.Scheme != Uri.UriSchemeHttps && !options.Server.IsLoopback) throw new HubException($"{options.Server}: a token is not sent over plain http to another machine. Use https.");
        _options = options;
        _http = new() { BaseAddress = options.Server, Timeout = Timeout.InfiniteTimeSpan }; // large files take their time; Ctrl-C ends them
        _http.DefaultRequestHeaders.UserAgent.Add(new("sintropia", "1"));
    }

    /// <summary>What a hub says of a model.</summary>
    /// <param name="id">Owner and name.</param>
    /// <param name="revision">A branch, tag or commit.</param>
    /// <param name="cancelled">Ends it.</param>
    /// <exception cref="HubException">There is none, it is not for this token, or the answer is not understood.</exception>
    public async Task<HubModel> Describe(string id, string revision = "main", CancellationToken cancelled = default)
    {
        Check(id);
        using var answer = await Ask(HttpMethod.Get, $"api/models/{id}/revision/{Uri.EscapeDataString(revision)}?blobs=true", null, cancelled);
        using var json = await Json(answer, cancelled);
        try
        {
            var root = json.RootElement;
            var files = root.GetProperty("siblings").EnumerateArray().Select(File).ToImmutableArray();
            if (files.Length > _options.MostFiles) throw new HubException($"{id} has {files.Length} files, and at most {_options.MostFiles} are taken.");
            return new(id, root.GetProperty("sha").GetString() is { Length: > 0 } sha ? sha : revision, Licence(root), files);
        }
        catch (Exception odd) when (odd is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new HubException($"{_options.Server}: what it says of {id} is not understood: {odd.Message} Check that it is a hub of models.", odd);
        }
    }

    /// <summary>Opens a file of a model for reading.</summary>
    /// <param name="model">The model.</param>
    /// <param name="file">The file.</param>
    /// <param name="cancelled">Ends it.</param>
    public async Task<Stream> Open(HubModel model, HubFile file, CancellationToken cancelled = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(file);
        var answer = await Ask(HttpMethod.Get, $"{model.Id}/resolve/{Uri.EscapeDataString(model.Revision)}/{string.Join('/', file.Path.Split('/').Select(Uri.EscapeDataString))}", null, cancelled);
        return await answer.Content.ReadAsStreamAsync(cancelled);
    }

    /// <summary>Makes a model if it is not there.</summary>
    /// <param name="id">Owner and name.</param>
    /// <param name="isPrivate">Whether others cannot see it.</param>
    /// <param name="cancelled">Ends it.</param>
    public async Task Create(string id, bool isPrivate, CancellationToken cancelled = default)
    {
        Check(id);
        var parts = id.Split('/');
        using var body = Body(new { type = "model", organization = parts[0], name = parts[1], @private = isPrivate });
        using var answer = await Ask(HttpMethod.Post, "api/repos/create", body, cancelled, HttpStatusCode.Conflict);
    }

    /// <summary>Puts a large file beside the model; a commit then names it.</summary>
    /// <param name="id">Owner and name.</param>
    /// <param name="file">Size and hash.</param>
    /// <param name="open">Opens it for reading.</param>
    /// <param name="cancelled">Ends it.</param>
    public async Task Upload(string id, HubFile file, Func<Stream> open, CancellationToken cancelled = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(open);
        Check(id);
        using var body = Body(new { operation = "upload", transfers = new[] { "basic" }, hash_algo = "sha256", objects = new[] { new { oid = file.Sha256, size = file.Size } } }, "application/vnd.git-lfs+json");
        using var answer = await Ask(HttpMethod.Post, $"{id}.git/info/lfs/objects/batch", body, cancelled);
        using var json = await Json(answer, cancelled);
        var one = json.RootElement.GetProperty("objects")[0];
        if (!one.TryGetProperty("actions", out var actions) || !actions.TryGetProperty("upload", out var upload)) return; // it has the file already
        using var content = new StreamContent(open());
        content.Headers.ContentLength = file.Size;
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(_options.Server, upload.GetProperty("href").GetString())) { Content = content };
        if (upload.TryGetProperty("header", out var headers))
            foreach (var header in headers.EnumerateObject()) request.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
        using var put = await Sent(request, file.Path, cancelled);
    }

    /// <summary>Commits files: small ones within the commit, large ones by their hash.</summary>
    /// <param name="id">Owner and name.</param>
    /// <param name="revision">The branch.</param>
    /// <param name="summary">In a line.</param>
    /// <param name="small">Path and content.</param>
    /// <param name="large">Files that were uploaded.</param>
    /// <param name="cancelled">Ends it.</param>
    public async Task Commit(string id, string revision, string summary, IEnumerable<(string Path, byte[] Content)> small, IEnumerable<HubFile> large, CancellationToken cancelled = default)
    {
        Check(id);
        string[] lines =
        [
            JsonSerializer.Serialize(new { key = "header", value = new { summary, description = "" } }),
            .. small.Select(f => JsonSerializer.Serialize(new { key = "file", value = new { path = f.Path, content = Convert.ToBase64String(f.Content), encoding = "base64" } })),
            .. large.Select(f => JsonSerializer.Serialize(new { key = "lfsFile", value = new { path = f.Path, algo = "sha256", oid = f.Sha256, size = f.Size } })),
        ];
        using var body = new StringContent(string.Join('\n', lines) + "\n", Encoding.UTF8, "application/x-ndjson");
        using var answer = await Ask(HttpMethod.Post, $"api/models/{id}/commit/{Uri.EscapeDataString(revision)}", body, cancelled);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    // The token goes with requests to the hub itself alone: HttpClient leaves it out where it is sent elsewhere.
    private async Task<HttpResponseMessage> Ask(HttpMethod method, string path, HttpContent? body, CancellationToken cancelled, HttpStatusCode? allowed = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(_options.Server, path)) { Content = body };
        if (_options.Token is { } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Sent(request, path.Split('?')[0], cancelled, allowed);
    }

    private async Task<HttpResponseMessage> Sent(HttpRequestMessage request, string what, CancellationToken cancelled, HttpStatusCode? allowed = null)
    {
        HttpResponseMessage answer;
        try
        {
            answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancelled);
        }
        catch (HttpRequestException unreachable)
        {
            throw new HubException($"{request.RequestUri!.GetLeftPart(UriPartial.Authority)} cannot be reached: {unreachable.Message} Check the address and the network.", unreachable);
        }

        if (answer.IsSuccessStatusCode || answer.StatusCode == allowed) return answer;
        using (answer)
            throw new HubException($"{_options.Server.GetLeftPart(UriPartial.Authority)} answers {(int)answer.StatusCode} to {request.Method} {what}. " + answer.StatusCode switch
            {
                HttpStatusCode.Unauthorized => "It wants a token: set SINTROPIA_HUB_TOKEN.",
                HttpStatusCode.Forbidden => "This token may not do that, or the model's licence has to be accepted on the hub's page first.",
                HttpStatusCode.NotFound => "There is no such model, revision or file, or it is private and there is no token for it.",
                HttpStatusCode.TooManyRequests => "Too much was asked; wait a while.",
                _ => "Try again later.",
            });
    }

    private static async Task<JsonDocument> Json(HttpResponseMessage answer, CancellationToken cancelled)
    {
        try
        {
            await answer.Content.LoadIntoBufferAsync(LongestAnswer, cancelled);
            return JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancelled));
        }
        catch (Exception odd) when (odd is JsonException or HttpRequestException)
        {
            throw new HubException($"{answer.RequestMessage?.RequestUri?.GetLeftPart(UriPartial.Authority)} answers with what is no JSON, or too much of it: {odd.Message} Check that it is a hub of models.", odd);
        }
    }

    private static StringContent Body<T>(T value, string type = "application/json") => new(JsonSerializer.Serialize(value), Encoding.UTF8, type);

    private static HubFile File(JsonElement file)
    {
        var large = file.TryGetProperty("lfs", out var lfs) && lfs.ValueKind == JsonValueKind.Object ? lfs : (JsonElement?)null;
        var size = file.TryGetProperty("size", out var own) && own.ValueKind == JsonValueKind.Number ? own.GetInt64() : large?.GetProperty("size").GetInt64() ?? -1;
        return new(file.GetProperty("rfilename").GetString() ?? "", size, large is { } known && known.TryGetProperty("sha256", out var hash) ? hash.GetString() ?? "" : "");
    }

    private static string Licence(JsonElement model)
    {
        if (model.TryGetProperty("cardData", out var card) && card.ValueKind == JsonValueKind.Object && card.TryGetProperty("license", out var licence)) return licence.ToString();
        return model.TryGetProperty("tags", out var tags) && tags.ValueKind == JsonValueKind.Array ? tags.EnumerateArray().Select(t => t.ToString()).FirstOrDefault(t => t.StartsWith("license:", StringComparison.Ordinal))?["license:".Length..] ?? "" : "";
    }

    private static void Check(string id)
    {
        if (!Names().IsMatch(id)) throw new HubException($"'{id}' is no name of a model on a hub. Write it as owner/name.");
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9][A-Za-z0-9._-]{0,95}$")]
    private static partial Regex Names();
}
