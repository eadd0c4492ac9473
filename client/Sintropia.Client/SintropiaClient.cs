using System.Globalization;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Sintropia.Client.Cells;
using Sintropia.Client.Results;
using Sintropia.Client.Runs;
using Sintropia.Client.Scenarios;
using Sintropia.Client.Servers;

namespace Sintropia.Client;

/// <summary>
/// Asks a server of Sintropia. All calls can be cancelled; those that found no server, or a busy one, are repeated for a while, which is safe: a submission carries a key, and the others can be made twice.
/// Each throws <see cref="ApiException"/> when the server refuses, or none answers in the end.
/// </summary>
public sealed class SintropiaClient : IDisposable
{
    private readonly Channel _channel;

    /// <summary>A client.</summary>
    /// <param name="options">Which server, and how patiently.</param>
    public SintropiaClient(SintropiaClientOptions options) => _channel = new(options);

    /// <summary>A client.</summary>
    /// <param name="address">The server, such as http://localhost:8080.</param>
    /// <param name="token">The token, where it asks for one.</param>
    public SintropiaClient(string address, string? token = null)
        : this(new SintropiaClientOptions(new(address)) { Token = token })
    {
    }

    /// <summary>What the server is, and how much it takes.</summary>
    public Task<ServerCard> Server(CancellationToken cancellation = default) => Get<ServerCard>("", cancellation);

    /// <summary>The predictors that scenarios can name.</summary>
    public Task<IReadOnlyList<ModelCard>> Models(CancellationToken cancellation = default) => Get<IReadOnlyList<ModelCard>>("models", cancellation);

    /// <summary>All that is wrong with a scenario.</summary>
    public Task<ScenarioCheck> Validate(ScenarioText scenario, CancellationToken cancellation = default) => Post<ScenarioCheck>("scenarios/validate", scenario, null, cancellation);

    /// <summary>What a scenario will simulate, and what every number rests on.</summary>
    public Task<ScenarioExplanation> Explain(ScenarioText scenario, CancellationToken cancellation = default) => Post<ScenarioExplanation>("scenarios/explain", scenario, null, cancellation);

    /// <summary>Submits a run. When this returns it is kept, and survives the server.</summary>
    /// <param name="scenario">What to run.</param>
    /// <param name="key">What to call the submission, so that making it twice starts one run; null for a key of its own, under which it is only repeated here.</param>
    /// <param name="cancellation">Stops asking; the run may have been accepted all the same.</param>
    public Task<Run> Submit(ScenarioText scenario, string? key = null, CancellationToken cancellation = default) => Post<Run>("runs", scenario, key ?? Guid.NewGuid().ToString("n"), cancellation);

    /// <summary>Forks a run at a time into other interventions that share its past and its draws.</summary>
    /// <param name="id">The run.</param>
    /// <param name="at">When, with its unit, such as <c>24 h</c>.</param>
    /// <param name="branches">Text of a YAML file with conditions, and what they need besides.</param>
    /// <param name="condition">The condition to fork, where the run has several.</param>
    /// <param name="key">As in <see cref="Submit"/>.</param>
    /// <param name="cancellation">As in <see cref="Submit"/>.</param>
    public Task<Run> Branch(string id, string at, string branches, string? condition = null, string? key = null, CancellationToken cancellation = default) =>
        Post<Run>($"{Of(id)}/branches", new { at, branches, condition }, key ?? Guid.NewGuid().ToString("n"), cancellation);

    /// <summary>A page of the list of runs, the newest first.</summary>
    public Task<RunPage> List(RunStatus? status = null, string? after = null, int limit = 50, CancellationToken cancellation = default) =>
        Get<RunPage>($"runs?limit={limit.ToString(CultureInfo.InvariantCulture)}{(status is { } s ? $"&status={s.ToString().ToLowerInvariant()}" : "")}{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}", cancellation);

    /// <summary>All runs, the newest first, page by page.</summary>
    public async IAsyncEnumerable<Run> All(RunStatus? status = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (string? after = null; ;)
        {
            var page = await List(status, after, 200, cancellation);
            foreach (var run in page.Items) yield return run;
            if ((after = page.Next) is null) yield break;
        }
    }

    /// <summary>One run.</summary>
    public Task<RunDetail> Get(string id, CancellationToken cancellation = default) => Get<RunDetail>(Of(id), cancellation);

    /// <summary>Holds a run, with a checkpoint.</summary>
    public Task<Run> Pause(string id, CancellationToken cancellation = default) => Post<Run>($"{Of(id)}/pause", null, null, cancellation);

    /// <summary>Lets a held run go on, or one that failed.</summary>
    public Task<Run> Resume(string id, CancellationToken cancellation = default) => Post<Run>($"{Of(id)}/resume", null, null, cancellation);

    /// <summary>Ends a run for good; what it wrote is kept.</summary>
    public Task<Run> Cancel(string id, CancellationToken cancellation = default) => Post<Run>($"{Of(id)}/cancel", null, null, cancellation);

    /// <summary>How far a run is, from now to its end; the last item says how it ended. A connection that is lost is made again, and goes on where it was.</summary>
    public async IAsyncEnumerable<RunPosition> Watch(string id, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var told in Follow(id, null, cancellation))
            if (told.Position is { } position) yield return position;
    }

    /// <summary>The same with the id of each event, and with gaps.</summary>
    /// <param name="id">The run.</param>
    /// <param name="after">The id of the last event that was heard; null to begin.</param>
    /// <param name="cancellation">Ends it.</param>
    public async IAsyncEnumerable<RunEvent> Follow(string id, string? after = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var tried = 0; ;)
        {
            using var response = await _channel.Send(() => Events(Of(id), after), cancellation);
            if (response.StatusCode == System.Net.HttpStatusCode.NoContent) yield break; // it was heard to its end
            await using var messages = EventStream.Read(await response.Content.ReadAsStreamAsync(cancellation), _channel.Options.Silence, cancellation).GetAsyncEnumerator(cancellation);
            while (await Next(messages))
            {
                var message = messages.Current;
                tried = 0;
                if (message.Kind == "gap")
                {
                    yield return new(null, null, JsonSerializer.Deserialize<Gap>(message.Data, Channel.Spelling)?.Missed);
                    continue;
                }

                if (message.Kind is not ("progress" or "end") || JsonSerializer.Deserialize<RunPosition>(message.Data, Channel.Spelling) is not { } position) continue;
                after = message.Id ?? after;
                yield return new(message.Id, position, null);
                if (message.Kind == "end") yield break;
            }

            await Task.Delay(_channel.Pause(++tried), cancellation);
        }
    }

    /// <summary>Waits for the end of a run.</summary>
    public async Task<RunDetail> Wait(string id, CancellationToken cancellation = default)
    {
        await foreach (var _ in Follow(id, null, cancellation))
        {
        }

        return await Get(id, cancellation);
    }

    /// <summary>The files of a run.</summary>
    public Task<IReadOnlyList<ResultFile>> Files(string id, CancellationToken cancellation = default) => Get<IReadOnlyList<ResultFile>>($"{Of(id)}/files", cancellation);

    /// <summary>Downloads a file of a run; one that breaks off goes on where it was, also in another process, and takes its name when it is whole.</summary>
    /// <param name="id">The run.</param>
    /// <param name="name">The file.</param>
    /// <param name="path">Where to; a file there is replaced.</param>
    /// <param name="progress">Told how many bytes there are.</param>
    /// <param name="cancellation">Ends it; what is there is gone on with the next time.</param>
    /// <exception cref="IOException">It cannot be written, or came other than the server said.</exception>
    public Task Download(string id, string name, string path, IProgress<long>? progress = null, CancellationToken cancellation = default) =>
        new Download(_channel, Address(id, name), path).Run(progress, cancellation);

    /// <summary>Opens a file of a run, to be read from its beginning; a connection that is lost is an error.</summary>
    public async Task<Stream> Open(string id, string name, CancellationToken cancellation = default)
    {
        var response = await _channel.Send(() => new(HttpMethod.Get, Address(id, name)), cancellation);
        return await response.Content.ReadAsStreamAsync(cancellation);
    }

    /// <summary>A table of a run, summed up by the server for a chart.</summary>
    public Task<Timeseries> Timeseries(string id, TimeseriesQuery? query = null, CancellationToken cancellation = default)
    {
        query ??= new();
        var words = query.Where.Select(w => $"&{Uri.EscapeDataString(w.Key)}={Uri.EscapeDataString(w.Value)}");
        var by = query.By is null ? "" : $"&by={Uri.EscapeDataString(string.Join(',', query.By))}";
        return Get<Timeseries>($"{Of(id)}/timeseries?table={Uri.EscapeDataString(query.Table)}&points={query.Points.ToString(CultureInfo.InvariantCulture)}{by}{string.Concat(words)}", cancellation);
    }

    /// <summary>One cell: its state while it lives, its life where it has ended.</summary>
    public Task<CellAnswer> Cell(string id, string cell, CancellationToken cancellation = default) => Get<CellAnswer>($"{Of(id)}/cells/{Uri.EscapeDataString(cell)}", cancellation);

    /// <summary>Follows a living cell until it divides, dies, or its part of the run is over; the last item says which. A connection that is lost is made again and goes on with the present state.</summary>
    /// <exception cref="ApiException">The cell does not live now, or its run is not under way.</exception>
    public async IAsyncEnumerable<CellEvent> FollowCell(string id, string cell, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var tried = 0; ;)
        {
            using var response = await _channel.Send(() => Events($"{Of(id)}/cells/{Uri.EscapeDataString(cell)}", null), cancellation);
            await using var messages = EventStream.Read(await response.Content.ReadAsStreamAsync(cancellation), _channel.Options.Silence, cancellation).GetAsyncEnumerator(cancellation);
            while (await Next(messages))
            {
                var message = messages.Current;
                tried = 0;
                if (message.Kind == "cell") yield return new(JsonSerializer.Deserialize<CellState>(message.Data, Channel.Spelling), null);
                if (message.Kind != "end") continue;
                yield return new(null, JsonSerializer.Deserialize<CellEnd>(message.Data, Channel.Spelling));
                yield break;
            }

            await Task.Delay(_channel.Pause(++tried), cancellation);
        }
    }

    /// <summary>Does something to one cell and what descends from it: the run is forked at a time into its condition as it was, and the same with the intervention.</summary>
    /// <param name="id">The run.</param>
    /// <param name="cell">The cell; it has to live then.</param>
    /// <param name="at">When, with its unit, such as <c>24 h</c>.</param>
    /// <param name="intervention">Key by key as scenarios write it: compound, dose and so on.</param>
    /// <param name="condition">The condition in which it lives, where the run has several.</param>
    /// <param name="key">Makes asking twice one fork; made up if it is null.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task<Run> Intervene(string id, string cell, string at, IReadOnlyDictionary<string, string> intervention, string? condition = null, string? key = null, CancellationToken cancellation = default) =>
        Post<Run>($"{Of(id)}/cells/{Uri.EscapeDataString(cell)}/interventions", new { at, intervention, condition }, key ?? Guid.NewGuid().ToString("n"), cancellation);

    /// <summary>Its mother, hers, and so on.</summary>
    public Task<CellKin> Ancestors(string id, string cell, string? condition = null, int? replicate = null, CancellationToken cancellation = default) =>
        Get<CellKin>($"{Of(id)}/cells/{Uri.EscapeDataString(cell)}/ancestors?{Part(condition, replicate)}", cancellation);

    /// <summary>Its daughters, theirs, and so on.</summary>
    public Task<CellKin> Descendants(string id, string cell, string? condition = null, int? replicate = null, int limit = 1000, CancellationToken cancellation = default) =>
        Get<CellKin>($"{Of(id)}/cells/{Uri.EscapeDataString(cell)}/descendants?{Part(condition, replicate)}limit={limit.ToString(CultureInfo.InvariantCulture)}", cancellation);

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();

    private static string Of(string id) => $"runs/{Uri.EscapeDataString(id)}";

    private static string Address(string id, string name) => $"{Of(id)}/files/{string.Join('/', name.Split('/').Select(Uri.EscapeDataString))}";

    private static string Part(string? condition, int? replicate) =>
        (condition is null ? "" : $"condition={Uri.EscapeDataString(condition)}&") + (replicate is { } r ? $"replicate={r.ToString(CultureInfo.InvariantCulture)}&" : "");

    private Task<TAnswer> Get<TAnswer>(string address, CancellationToken cancellation) => _channel.Ask<TAnswer>(() => new(HttpMethod.Get, address), cancellation);

    private Task<TAnswer> Post<TAnswer>(string address, object? body, string? key, CancellationToken cancellation) => _channel.Ask<TAnswer>(
        () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: Channel.Spelling) };
            if (key is not null) request.Headers.Add("Idempotency-Key", key);
            return request;
        },
        cancellation);

    private static HttpRequestMessage Events(string of, string? after)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"{of}/events");
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (after is not null) request.Headers.Add("Last-Event-ID", after);
        return request;
    }

    /// <summary>Whether there is another message on this connection.</summary>
    private static async Task<bool> Next(IAsyncEnumerator<EventStream.Message> messages)
    {
        try
        {
            return await messages.MoveNextAsync();
        }
        catch (Exception lost) when (lost is IOException or HttpRequestException)
        {
            return false;
        }
    }

    private sealed record Gap(long? Missed);
}
