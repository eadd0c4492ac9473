using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;
using Sintropia.Grains.Cells;
using Sintropia.Grains.Organisms;
using Sintropia.Grains.Placement;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;

namespace Sintropia.Grains.Runs;

/// <summary>Keeps one run going. The run itself is that of <see cref="LocalRuns"/>, on a thread of this machine; only its organisms live on the cluster.</summary>
/// <param name="stored">What is stored.</param>
/// <param name="storage">Where runs and checkpoints are kept.</param>
/// <param name="machines">The machines of the cluster.</param>
/// <param name="time">The clock on the wall.</param>
/// <param name="log">Where recoveries are told.</param>
[Reentrant]
public sealed class RunGrain(
    [PersistentState("run", GrainStorage.Name)] IPersistentState<RunRecord> stored, RunStorage storage, Machines machines, TimeProvider time, ILogger<RunGrain> log) : Grain, IRunGrain
{
    private const long EpochsPerStart = 1_000_000;
    private const int MostRecoveriesInVain = 10; // without a checkpoint between them

    private readonly SemaphoreSlim _writing = new(1);
    private Task _driving = Task.CompletedTask;
    private LocalRuns? _runs;
    private RunId _local;
    private RunPlan? _plan;
    private bool _leaving;
    private long _version = 1;
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunRecord Record => stored.State;

    private string Id => this.GetPrimaryKeyString();

    private SubmitRun Request => Record.Request ?? throw new UnknownRunException(new(Id));

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        if (Record.Request is not null && !Record.HasEnded) _driving = Drive(null);
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _leaving = true; // the run is not over: it goes on wherever this grain is called next
        if (_runs is not null) await _runs.DisposeAsync();
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task Submit(SubmitRun command)
    {
        if (Record.Request is not null) return; // a client that timed out submits again
        storage.PathOf(command.Folder);
        _plan = storage.Compile(Id, command.Scenario);
        Record.Request = command;
        var accepted = new TaskCompletionSource();
        _driving = Drive(accepted);
        try
        {
            await accepted.Task;
        }
        catch
        {
            Record.Request = null;
            DeactivateOnIdle();
            throw;
        }

        await Write();
        await GrainFactory.GetGrain<IRunRegistryGrain>(0).Begin(Id);
    }

    /// <inheritdoc/>
    public Task<RunScenario> Scenario() => Task.FromResult(Request.Scenario);

    /// <inheritdoc/>
    public Task<RunTold> Get() => Task.FromResult(Told());

    /// <inheritdoc/>
    public async Task<RunTold> Follow(long seen, TimeSpan patience)
    {
        if (_version <= seen && !Record.HasEnded) await Task.WhenAny(_news.Task, Task.Delay(patience, time));
        return Told();
    }

    /// <inheritdoc/>
    public Task Wake() => Task.CompletedTask; // that it was called has activated it

    /// <inheritdoc/>
    public async Task Pause()
    {
        if (_runs is null) return;
        // Held runs may be held for long, and cells that nobody calls are let go: then the checkpoint brings them back.
        await _runs.Checkpoint(_local);
        await _runs.Pause(_local);
    }

    /// <inheritdoc/>
    public Task Resume() => _runs?.Resume(_local) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public async Task End(RunEnd end)
    {
        if (_runs is null || Record.HasEnded) return;
        await (end == RunEnd.Cancel ? _runs.Cancel(_local) : _runs.Stop(_local));
        await _driving;
    }

    /// <inheritdoc/>
    public Task Checkpoint() => _runs?.Checkpoint(_local) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<string?> Inspect(CellIdentity cell)
    {
        if (_runs is null || Record.HasEnded) throw new InvalidOperationException($"Run {Id} has ended. Look into its tables.");
        return await _runs.Inspect(_local, cell.Id) is { } seen ? JsonSerializer.Serialize(seen) : null;
    }

    /// <inheritdoc/>
    public Task<string[]> Results() => Task.FromResult<string[]>([.. RunDirectory.Open(storage.PathOf(Request.Folder)).Files]);

    /// <inheritdoc/>
    public async Task<byte[]> Read(string file, long offset, int count)
    {
        var directory = RunDirectory.Open(storage.PathOf(Request.Folder));
        if (!RunDirectory.IsResult(file) || !directory.Has(file)) throw new FileNotFoundException($"Run {Id} has no file {file}. List its results to see which there are.", file);
        await using var stream = new FileStream(directory.PathOf(file), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[Math.Clamp(Math.Min(count, stream.Length - offset), 0, 1 << 20)];
        stream.Position = offset;
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    /// <summary>Starts the run, and starts it again from its newest checkpoint whenever part of it was lost, until it is over.</summary>
    /// <param name="accepted">Told when the run was accepted, or why not; null for a run that was accepted before.</param>
    private async Task Drive(TaskCompletionSource? accepted)
    {
        var inVain = 0;
        var newest = "";
        while (!_leaving)
        {
            try
            {
                await Start(accepted);
            }
            catch (Exception refused) when (accepted is not null)
            {
                accepted.SetException(refused);
                return;
            }
            catch (Exception refused) when (refused is IOException && ++inVain < MostRecoveriesInVain * 3)
            {
                // The machine that had the run may not have let go of its folder yet.
                await Task.Delay(TimeSpan.FromSeconds(1), time);
                continue;
            }
            catch (Exception refused) // the edge of a run: whatever is wrong is told to those who watch
            {
                await Over(RunStatus.Failed, refused.Message);
                return;
            }

            accepted?.TrySetResult();
            accepted = null;
            await foreach (var progress in _runs!.Watch(_local)) Tell(progress);
            var view = await _runs.Get(_local);
            await _runs.DisposeAsync();
            if (_leaving) return;
            if (view.Failure is not OrganismLostException lost)
            {
                await Over(view.Status, view.Failure?.Message);
                return;
            }

            var checkpoint = storage.Checkpoints(Request.Folder).List().LastOrDefault() ?? "";
            inVain = checkpoint == newest ? inVain + 1 : 0;
            newest = checkpoint;
            Record.Recoveries++;
            log.LogWarning("Run {Run} lost part of its organism and goes on from {Checkpoint}: {Why}", Id, checkpoint.Length > 0 ? checkpoint : "the beginning", lost.Message);
            if (inVain >= MostRecoveriesInVain)
            {
                await Over(RunStatus.Failed, $"Part of the run was lost {inVain} times without a checkpoint between. {lost.Message} Look at the machines, or take checkpoints more often.");
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200 * (inVain + 1)), time);
        }
    }

    private async Task Start(TaskCompletionSource? accepted)
    {
        Record.Starts++;
        if (accepted is null) await Write();
        _plan ??= storage.Compile(Id, Request.Scenario);
        var parts = RunPart.Of(_plan);
        var (settings, folder) = (Request.Settings, Request.Folder);
        var path = storage.PathOf(folder);
        // What was accepted before goes on, if it came so far as to describe itself.
        var again = accepted is null && File.Exists(Path.Combine(path, RunDirectory.ManifestName));
        var place = new RunPlace(new GrainOrganisms(GrainFactory, machines.Count, Id, folder, Record.Starts * EpochsPerStart, settings, parts), _ => storage.Checkpoints(folder));
        var runs = new LocalRuns(time, place);
        try
        {
            _local = await runs.Submit(new(_plan, path)
            {
                Continue = again || (accepted is not null && Request.Continue),
                Replace = accepted is not null && Request.Replace,
                Options = new() { CheckpointEvery = settings.CheckpointEvery, KeepCheckpoints = settings.KeepCheckpoints },
            });
        }
        catch
        {
            await runs.DisposeAsync();
            throw;
        }

        _runs = runs;
        Record.Status = RunStatus.Running;
    }

    private async Task Over(RunStatus status, string? failure)
    {
        (Record.Status, Record.Failure, Record.HasEnded) = (status, failure, true);
        await Write();
        await GrainFactory.GetGrain<IRunRegistryGrain>(0).End(Id);
        News();
    }

    private void Tell(RunProgress progress)
    {
        Record.Progress = JsonSerializer.SerializeToUtf8Bytes(progress);
        // That an attempt failed is not yet that the run failed.
        if (progress.Status is RunStatus.Running or RunStatus.Paused or RunStatus.Queued) Record.Status = progress.Status;
        News();
    }

    private void News()
    {
        _version++;
        var news = _news;
        _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
        news.SetResult();
    }

    private RunTold Told() => new(_version, Request.Name, Request.Folder, Record.Status, Record.Progress, Record.Failure, Record.Recoveries) { HasEnded = Record.HasEnded };

    private async Task Write()
    {
        await _writing.WaitAsync(); // calls interleave, and the storage takes one write at a time
        try
        {
            await stored.WriteStateAsync();
        }
        finally
        {
            _writing.Release();
        }
    }
}
