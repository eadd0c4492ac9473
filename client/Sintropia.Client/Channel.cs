using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sintropia.Client.Scenarios;

namespace Sintropia.Client;

/// <summary>Sends requests, again where that is safe and may help, and turns refusals into exceptions.</summary>
internal sealed class Channel : IDisposable
{
    private readonly SintropiaClientOptions _options;
    private readonly HttpClient _http;

    public Channel(SintropiaClientOptions options)
    {
        _options = options;
        _http = new(options.Handler ?? new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), PooledConnectionLifetime = TimeSpan.FromMinutes(10), AutomaticDecompression = DecompressionMethods.None }, disposeHandler: options.Handler is null)
        {
            BaseAddress = new(options.Address.AbsoluteUri.TrimEnd('/') + "/api/v1/"), Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new("sintropia-client", typeof(Channel).Assembly.GetName().Version!.ToString(3)));
        if (options.Token is not null) _http.DefaultRequestHeaders.Authorization = new("Bearer", options.Token);
    }

    public static JsonSerializerOptions Spelling { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public SintropiaClientOptions Options => _options;

    /// <summary>Asks for an object, repeating the request while no server answers or one is busy: the request can be made twice.</summary>
    public async Task<TAnswer> Ask<TAnswer>(Func<HttpRequestMessage> request, CancellationToken cancellation)
    {
        using var response = await Send(request, cancellation);
        try
        {
            return await response.Content.ReadFromJsonAsync<TAnswer>(Spelling, cancellation) ?? throw new JsonException("it is null");
        }
        catch (JsonException strange)
        {
            throw new ApiException(response.StatusCode, "strange-answer", $"{_options.Address} answered what this client does not understand: {strange.Message} Is it a server of Sintropia, and of this version?", inner: strange);
        }
    }

    /// <summary>Sends a request until it is answered; the answer's body is still to be read.</summary>
    public async Task<HttpResponseMessage> Send(Func<HttpRequestMessage> request, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var tried = 1; ; tried++)
        {
            TimeSpan wait;
            try
            {
                return await Once(request(), cancellation);
            }
            catch (Busy busy) when (TimeProvider.System.GetElapsedTime(began) < _options.Patience)
            {
                wait = busy.After ?? Pause(tried);
            }
            catch (Busy busy)
            {
                throw busy.Told;
            }

            await Task.Delay(wait < _options.Patience ? wait : _options.Patience, cancellation);
        }
    }

    /// <summary>How long to wait after so many attempts.</summary>
    public TimeSpan Pause(int tried) => _options.LongestWait * Math.Min(1, 0.05 * Math.Pow(2, Math.Min(tried, 10) - 1)) * (0.75 + Random.Shared.NextDouble() / 2);

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> Once(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        attempt.CancelAfter(_options.Attempt);
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, attempt.Token);
        }
        catch (HttpRequestException unreached)
        {
            throw new Busy(new(null, "no-server", $"No server answers at {_options.Address}: {unreached.Message} Start one with `sintropia serve`, or give its address.", inner: unreached), null);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new Busy(new(null, "no-answer", string.Create(CultureInfo.InvariantCulture, $"{_options.Address} did not answer within {_options.Attempt.TotalSeconds:0.#} s."), inner: late), null);
        }

        if ((int)response.StatusCode < 400) return response;
        using (response)
        {
            var told = await Refusal(response, cancellation);
            if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout) throw new Busy(told, response.Headers.RetryAfter?.Delta);
            throw told;
        }
    }

    private async Task<ApiException> Refusal(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            if (response.Content.Headers.ContentType?.MediaType == "application/problem+json" && await response.Content.ReadFromJsonAsync<Problem>(Spelling, cancellation) is { Detail: { } detail } problem)
                return new(response.StatusCode, problem.Type?.Split(':')[^1] ?? "", detail, problem.Problems);
        }
        catch (Exception unread) when (unread is JsonException or HttpRequestException or IOException)
        {
            // Then the status has to say it.
        }

        return new(response.StatusCode, "refused", $"{_options.Address} answered {(int)response.StatusCode} {response.ReasonPhrase}.");
    }

    private sealed class Busy(ApiException told, TimeSpan? after) : Exception
    {
        public ApiException Told => told;

        public TimeSpan? After => after;
    }

    private sealed record Problem(string? Type, string? Detail, IReadOnlyList<ScenarioProblem>? Problems);
}
