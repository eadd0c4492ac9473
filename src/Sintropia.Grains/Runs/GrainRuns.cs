using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sintropia.Biology.Cells;
using Sintropia.Grains.Cells;
using Sintropia.Grains.Organisms;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;

namespace Sintropia.Grains.Runs;

/// <summary>Runs on a cluster, through the same port as runs in this process. It holds nothing: whoever submitted a run can go, and come back through any other machine.</summary>
/// <param name="grains">The cluster.</param>
/// <param name="settings">How runs are carried out where a request says nothing else.</param>
public sealed class GrainRuns(IGrainFactory grains, RunSettings settings) : IRuns
{
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostPatience = TimeSpan.FromMinutes(5); // a cluster whose machines are all replaced is back by then

    /// <summary>How long a watcher waits for news before it asks anew; after twice that time it takes the machine that it asked for lost, and asks another.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    /// <remarks>The directory is a name within the folder of all runs of the cluster. A key makes the identity, so that two gateways that hear one request start one run.</remarks>
    public async Task<RunId> Submit(RunRequest request, CancellationToken cancellation = default)
    {
        var id = request.Key is { } key ? $"key-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 12))}" : await Patiently(grains.GetGrain<IRunRegistryGrain>(0).Next, cancellation);
        var fork = request.Plan.Fork;
        var scenario = new RunScenario(new(request.Plan.Facts.Files), fork?.Run, fork?.Condition ?? "", fork?.At ?? 0);
        var carried = settings with
        {
            CheckpointEvery = request.Options.CheckpointEvery, KeepCheckpoints = request.Options.KeepCheckpoints,
        };
        var command = new SubmitRun(request.Plan.Name, scenario, request.Directory, carried, request.Continue, request.Replace);
        await Patiently(() => Grain(new(id)).Submit(command), cancellation);
        if (request.Key is not null && !Same(scenario, await Patiently(Grain(new(id)).Scenario, cancellation))) throw new RunKeyConflictException(new(id));
        return new(id);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RunView>> List(CancellationToken cancellation = default)
    {
        var views = new List<RunView>();
        foreach (var id in await Patiently(grains.GetGrain<IRunRegistryGrain>(0).All, cancellation))
            try
            {
                views.Add(await Get(new(id), cancellation));
            }
            catch (UnknownRunException)
            {
                // It was refused since, or is about to start.
            }

        return views;
    }

    /// <inheritdoc/>
    public async Task<RunView> Get(RunId id, CancellationToken cancellation = default) => View(id, await Patiently(Grain(id).Get, cancellation));

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunProgress> Watch(RunId id, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        long seen = 0;
        while (true)
        {
            var told = await Patiently(() => Heard(Grain(id).Follow(seen, Patience)), cancellation);
            // That a run has ended may be known a moment before it is news.
            if ((told.HasEnded || told.Version != seen) && told.Progress is { } progress) yield return told.HasEnded ? progress with { Status = told.Status, Note = told.Failure ?? progress.Note } : progress;
            seen = told.Version;
            if (told.HasEnded) yield break;
        }
    }

    /// <inheritdoc/>
    public async Task<CellView?> Inspect(RunId id, CellId cell, CancellationToken cancellation = default) =>
        await Patiently(() => Grain(id).Inspect(CellIdentity.Of(cell)), cancellation) is { } json ? JsonSerializer.Deserialize<CellView>(json) : null;

    /// <inheritdoc/>
    public Task Pause(RunId id, CancellationToken cancellation = default) => Patiently(Grain(id).Pause, cancellation);

    /// <inheritdoc/>
    public Task Resume(RunId id, CancellationToken cancellation = default) => Patiently(Grain(id).Resume, cancellation);

    /// <inheritdoc/>
    public Task Stop(RunId id, CancellationToken cancellation = default) => Patiently(() => Grain(id).End(RunEnd.Checkpoint), cancellation);

    /// <inheritdoc/>
    public Task Cancel(RunId id, CancellationToken cancellation = default) => Patiently(() => Grain(id).End(RunEnd.Cancel), cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> Results(RunId id, CancellationToken cancellation = default) => await Patiently(Grain(id).Results, cancellation);

    /// <inheritdoc/>
    public async Task<Stream> Open(RunId id, string file, CancellationToken cancellation = default)
    {
        async Task<byte[]> Read(long offset, CancellationToken cancelled) => await Patiently(() => Grain(id).Read(file, offset, GrainFile.Piece), cancelled);
        return new GrainFile(Read, await Read(0, cancellation));
    }

    /// <summary>While a run is brought back, a call may find nobody; the next one does. All calls can be made twice.</summary>
    private static async Task<T> Patiently<T>(Func<Task<T>> ask, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                var asked = ask();
                asked.Ignore(); // whoever stops waiting is not told of its failure
                return await asked.WaitAsync(cancellation);
            }
            catch (Exception unreachable) when (unreachable is Orleans.Runtime.OrleansException or TimeoutException && TimeProvider.System.GetElapsedTime(began) < MostPatience)
            {
                await Task.Delay(Breath, cancellation);
            }
        }
    }

    private static Task Patiently(Func<Task> ask, CancellationToken cancellation) => Patiently(async () =>
    {
        await ask();
        return true;
    }, cancellation);

    /// <summary>An answer that must be there by now, unless whoever was asked is gone: that a machine is lost is not told to clients who wait for it.</summary>
    private Task<RunTold> Heard(Task<RunTold> asked)
    {
        asked.Ignore();
        return asked.WaitAsync(2 * Patience);
    }

    private static bool Same(RunScenario one, RunScenario two) =>
        (one.ForkOf, one.ForkCondition, one.ForkAt) == (two.ForkOf, two.ForkCondition, two.ForkAt) && one.Files.Count == two.Files.Count
        && one.Files.All(f => two.Files.TryGetValue(f.Key, out var bytes) && bytes.AsSpan().SequenceEqual(f.Value));

    private IRunGrain Grain(RunId id) => grains.GetGrain<IRunGrain>(id.Value);

    private static RunView View(RunId id, RunTold told) =>
        new(id, told.Name, told.Folder, told.Status, told.Progress, told.Failure is null ? null : new RunFailedException(told.Failure));
}
