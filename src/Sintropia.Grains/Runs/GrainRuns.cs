using System.Runtime.CompilerServices;
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
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    /// <remarks>The directory is a name within the folder of all runs of the cluster.</remarks>
    public async Task<RunId> Submit(RunRequest request, CancellationToken cancellation = default)
    {
        var id = await grains.GetGrain<IRunRegistryGrain>(0).Next();
        var fork = request.Plan.Fork;
        var scenario = new RunScenario(new(request.Plan.Facts.Files), fork?.Run, fork?.Condition ?? "", fork?.At ?? 0);
        var carried = settings with
        {
            CheckpointEvery = request.Options.CheckpointEvery, KeepCheckpoints = request.Options.KeepCheckpoints,
        };
        await grains.GetGrain<IRunGrain>(id).Submit(new(request.Plan.Name, scenario, request.Directory, carried, request.Continue, request.Replace));
        return new(id);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RunView>> List(CancellationToken cancellation = default)
    {
        var views = new List<RunView>();
        foreach (var id in await grains.GetGrain<IRunRegistryGrain>(0).All()) views.Add(await Get(new(id), cancellation));
        return views;
    }

    /// <inheritdoc/>
    public async Task<RunView> Get(RunId id, CancellationToken cancellation = default) => View(id, await Grain(id).Get());

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunProgress> Watch(RunId id, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        long seen = 0;
        while (true)
        {
            var told = await Patiently(() => Grain(id).Follow(seen, Patience), cancellation);
            if (told.Version != seen && told.Progress is { } progress) yield return told.HasEnded ? progress with { Status = told.Status, Note = told.Failure } : progress;
            seen = told.Version;
            if (told.HasEnded) yield break;
        }
    }

    /// <inheritdoc/>
    public async Task<CellView?> Inspect(RunId id, CellId cell, CancellationToken cancellation = default) =>
        await Grain(id).Inspect(CellIdentity.Of(cell)) is { } json ? JsonSerializer.Deserialize<CellView>(json) : null;

    /// <inheritdoc/>
    public Task Pause(RunId id, CancellationToken cancellation = default) => Grain(id).Pause();

    /// <inheritdoc/>
    public Task Resume(RunId id, CancellationToken cancellation = default) => Grain(id).Resume();

    /// <inheritdoc/>
    public Task Stop(RunId id, CancellationToken cancellation = default) => Grain(id).End(RunEnd.Checkpoint);

    /// <inheritdoc/>
    public Task Cancel(RunId id, CancellationToken cancellation = default) => Grain(id).End(RunEnd.Cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> Results(RunId id, CancellationToken cancellation = default) => await Grain(id).Results();

    /// <inheritdoc/>
    public async Task<Stream> Open(RunId id, string file, CancellationToken cancellation = default)
    {
        var first = await Grain(id).Read(file, 0, GrainFile.Piece);
        return new GrainFile(Grain(id), file, first);
    }

    /// <summary>While a run is brought back, a call may find nobody; the next one does.</summary>
    private static async Task<T> Patiently<T>(Func<Task<T>> ask, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await ask().WaitAsync(cancellation);
            }
            catch (Exception unreachable) when (unreachable is Orleans.Runtime.OrleansException or TimeoutException && attempt < 30)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
            }
        }
    }

    private IRunGrain Grain(RunId id) => grains.GetGrain<IRunGrain>(id.Value);

    private static RunView View(RunId id, RunTold told) =>
        new(id, told.Name, told.Folder, told.Status, told.Progress, told.Failure is null ? null : new RunFailedException(told.Failure));
}
