using System.Text.Json;
using Microsoft.Extensions.Hosting;
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
/// <param name="host">Says when this machine leaves.</param>
/// <param name="time">The clock on the wall.</param>
/// <param name="log">Where recoveries are told.</param>
[Reentrant]
public sealed class RunGrain(
    [PersistentState(RunRecord.Name, GrainStorage.Name)] IPersistentState<RunRecord> stored, RunStorage storage, Machines machines, IHostApplicationLifetime host, TimeProvider time, ILogger<RunGrain> log)
    : Grain, IRunGrain
{
    private const long EpochsPerStart = 1_000_000;
    private const int MostInVain = 30; // without a checkpoint between them: some ten minutes
    private const int MostRefusals = 300; // while another machine has the folder, which it keeps until it is known to be dead
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200), Longest = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _writing = new(1);
    private readonly CancellationTokenSource _urged = new();
    private Task? _submitting;
    private Task _driving = Task.CompletedTask;
    private LocalRuns? _runs;
    private RunId _local;
    private RunPlan? _plan;
    private RunProgress? _told;
    private bool _left, _ending; // ending: over, but that is not stored yet, and may have to be found out again
    private long _version;
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunRecord Record => stored.State;

    private string Id => this.GetPrimaryKeyString();

    private SubmitRun Request => Record.Request ?? throw new UnknownRunException(new(Id));

    private IRunRegistryGrain Registry => GrainFactory.GetGrain<IRunRegistryGrain>(0);

    private bool HasEnded => Record.HasEnded && !_ending;

    private bool IsLeaving => _left || host.ApplicationStopping.IsCancellationRequested;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _version = (Record.Starts + 1) << 32; // news of this activation are newer than those of any before
        if (Record.Request is not null && !Record.HasEnded) _driving = Drive(started: false);
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _left = true; // the run is not over: it goes on wherever this grain is called next
        await _urged.CancelAsync();
        if (_runs is not null) await _runs.DisposeAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task Submit(SubmitRun command)
    {
        var submitting = _submitting ??= Record.Request is null ? Accept(command) : Task.CompletedTask; // a client whose answer was lost submits again
        try
        {
            await submitting;
        }
        catch when (!_left && submitting == _submitting)
        {
            _submitting = null; // it was not begun: whoever submits again is heard anew, and not told of this failure for as long as this activation lives
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<RunScenario> Scenario() => Task.FromResult(Request.Scenario);

    /// <inheritdoc/>
    public Task<RunTold> Get() => Task.FromResult(Told());

    /// <inheritdoc/>
    public async Task<RunTold> Follow(long seen, TimeSpan patience)
    {
        _ = Request;
        if (_version == seen && !HasEnded) await Task.WhenAny(_news.Task, Task.Delay(patience, time));
        return Told();
    }

    /// <inheritdoc/>
    public async Task<long> Wake()
    {
        if (HasEnded || (Record.Request is null && _submitting is null))
        {
            await Registry.End(Id); // whoever ended it may have been lost before it could say so
            return long.MaxValue;
        }

        // Nobody drives it any more: what is stored is read anew, and who calls next finds that.
        if (_driving.IsCompleted && _submitting is null or { IsCompleted: true } && !IsLeaving) DeactivateOnIdle();
        return Record.Starts * EpochsPerStart;
    }

    /// <inheritdoc/>
    public async Task Pause()
    {
        _ = Request;
        if (HasEnded) return;
        Record.IsHeld = true;
        await Write();
        if (_runs is not { } runs) return; // it is held when it is brought back
        await runs.Pause(_local);
        // Held runs may be held for long, and cells that nobody calls are let go: then the checkpoint brings them back.
        await runs.Checkpoint(_local);
    }

    /// <inheritdoc/>
    public async Task Resume()
    {
        _ = Request;
        if (HasEnded) return;
        Record.IsHeld = false;
        await Write();
        if (_runs is { } runs) await runs.Resume(_local);
    }

    /// <inheritdoc/>
    public async Task End(RunEnd end)
    {
        _ = Request;
        if (HasEnded || end == RunEnd.None) return;
        if (end > Record.End) Record.End = end; // what was given up stays so
        await Write();
        await _urged.CancelAsync();
        if (_runs is { } runs) await (Record.End == RunEnd.Cancel ? runs.Cancel(_local) : runs.Stop(_local));
        await _driving;
        if (!HasEnded) throw new TimeoutException($"Run {Id} moves to another machine. Ask again: it will be ended there.");
    }

    /// <inheritdoc/>
    public Task Checkpoint()
    {
        _ = Request;
        return _runs?.Checkpoint(_local) ?? Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<string?> Inspect(CellIdentity cell)
    {
        _ = Request;
        if (Record.HasEnded) throw new InvalidOperationException($"Run {Id} has ended. Look into its tables.");
        try
        {
            if (_runs is { } runs) return await runs.Inspect(_local, cell.Id) is { } seen ? JsonSerializer.Serialize(seen) : null;
        }
        catch (InvalidOperationException) when (!Record.HasEnded)
        {
            // It ended and is brought back.
        }
        catch (OrganismLostException) when (_runs is { } runs)
        {
            await runs.Stop(_local); // so that it is brought back: a held run would not notice by itself
        }

        throw new TimeoutException($"Part of run {Id} was lost, and is brought back. Ask again.");
    }

    /// <inheritdoc/>
    public Task<string[]> Results() => Task.FromResult<string[]>(HasDirectory ? [.. RunDirectory.Open(storage.PathOf(Request.Folder)).Readable] : []);

    /// <inheritdoc/>
    public async Task<byte[]> Read(string file, long offset, int count)
    {
        _ = Request;
        await using var stream = (HasDirectory ? RunDirectory.Open(storage.PathOf(Request.Folder)).Read(file) : null)
            ?? throw new FileNotFoundException($"Run {Id} has no file {file}. List its results to see which there are.", file);
        var bytes = new byte[Math.Clamp(Math.Min(count, stream.Length - offset), 0, 1 << 20)];
        stream.Position = offset;
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    private bool HasDirectory => File.Exists(Path.Combine(storage.PathOf(Request.Folder), RunDirectory.ManifestName));

    /// <summary>Starts a run for the first time. It is noted before that: if this machine is lost in between, another goes on with it, and nobody else gets its epochs.</summary>
    private async Task Accept(SubmitRun command)
    {
        storage.PathOf(command.Folder);
        _plan = storage.Compile(Id, command.Scenario);
        await Registry.Begin(Id);
        Record.Request = command;
        try
        {
            await Count();
            await Start();
        }
        catch
        {
            await Forget();
            throw;
        }

        _driving = Drive(started: true);
    }

    private async Task Forget()
    {
        _left = true;
        DeactivateOnIdle();
        try
        {
            await stored.ClearStateAsync();
            await Registry.Forget(Id);
        }
        catch (Exception unreachable) when (unreachable is OrleansException or TimeoutException or IOException)
        {
            log.LogWarning(unreachable, "Run {Run} was refused, and could not be struck out.", Id); // the refusal is what its submitter has to hear
        }
    }

    private async Task Drive(bool started)
    {
        try
        {
            await Go(started);
        }
        catch (Exception lost) // the edge of a run: what is stored says how far it is, and who calls this grain next finds an activation that read it
        {
            log.LogWarning(lost, "Run {Run} cannot be kept going by this activation.", Id);
            _left = true;
            if (_runs is not null) await _runs.DisposeAsync();
            GrainContext.Deactivate(new(DeactivationReasonCode.ApplicationError, lost, "It cannot keep its run going."));
        }
    }

    /// <summary>Starts the run, and starts it again from its newest checkpoint whenever part of it was lost, until it is over.</summary>
    private async Task Go(bool started)
    {
        var (inVain, refusals, newest, counted) = (0, 0, "", started);
        for (; !IsLeaving; started = false)
        {
            if (!started)
            {
                if (await EndsHere()) return;
                if (!counted) await Count();
                counted = true;
                try
                {
                    await Start();
                }
                catch (FolderInUseException) when (++refusals < MostRefusals)
                {
                    await Wait(TimeSpan.FromSeconds(1)); // the machine that had the run has not let go of its folder yet
                    continue;
                }
                catch (IOException) when (++inVain < MostInVain)
                {
                    await Wait(Patience(inVain));
                    continue;
                }
                catch (Exception refused) // the edge of a run: whatever is wrong is told to those who watch
                {
                    await Over(RunStatus.Failed, refused.Message);
                    return;
                }
            }

            (refusals, counted) = (0, false);
            if (Record.IsHeld) await _runs!.Pause(_local);
            if (IsLeaving || Record.End != RunEnd.None) await End(_runs!); // asked while it started
            await foreach (var progress in _runs!.Watch(_local)) Tell(progress);
            var view = await _runs.Get(_local);
            await _runs.DisposeAsync();
            if (IsLeaving && view.Status == RunStatus.Failed) return; // as a machine that leaves may see it
            if (view.Status == RunStatus.Paused && Record.End == RunEnd.None) continue; // stopped to be brought back, here or elsewhere
            if (view.Failure is not OrganismLostException lost)
            {
                if (view.Failure is not null) log.LogError(view.Failure, "Run {Run} failed.", Id); // who watches hears what, and who looks after the machines also where
                await Over(view.Status, view.Failure?.Message, view.Status == RunStatus.Completed ? await Complete() : null);
                return;
            }

            var checkpoint = storage.Checkpoints(Request.Folder).List().LastOrDefault() ?? "";
            inVain = checkpoint == newest ? inVain + 1 : 0;
            newest = checkpoint;
            log.LogWarning("Run {Run} lost part of its organism and goes on from {Checkpoint}: {Why}", Id, checkpoint.Length > 0 ? checkpoint : "the beginning", lost.Message);
            if (inVain >= MostInVain)
            {
                await Over(RunStatus.Failed, $"Part of the run was lost {inVain} times without a checkpoint between. {lost.Message} Look at the machines, or take checkpoints more often.");
                return;
            }

            await Wait(Patience(inVain));
        }
    }

    /// <summary>No two starts share a number, not even of two activations: of these one cannot write.</summary>
    private Task Count()
    {
        Record.Starts++;
        return Write();
    }

    private async Task Start()
    {
        _plan ??= storage.Compile(Id, Request.Scenario);
        var parts = RunPart.Of(_plan);
        var (settings, folder) = (Request.Settings, Request.Folder);
        // What was begun before goes on, if it came so far as to describe itself.
        var again = Record.Starts > 1 && HasDirectory;
        var place = new RunPlace(new GrainOrganisms(GrainFactory, machines.Count, Id, folder, Record.Starts * EpochsPerStart, settings, parts), _ => storage.Checkpoints(folder));
        var runs = new LocalRuns(time, place);
        try
        {
            _local = await runs.Submit(new(_plan, storage.PathOf(folder))
            {
                Continue = again || Request.Continue,
                Replace = !again && Request.Replace,
                Options = new() { Name = Id, CheckpointEvery = settings.CheckpointEvery, KeepCheckpoints = settings.KeepCheckpoints, Simulation = new() { NicheSize = settings.NicheSize } },
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

    private Task End(LocalRuns runs) => Record.End == RunEnd.Cancel ? runs.Cancel(_local) : runs.Stop(_local);

    /// <summary>Ends a run that was asked to end while nobody carried it out.</summary>
    private async Task<bool> EndsHere()
    {
        if (Record.End == RunEnd.None) return false;
        var status = Record.End == RunEnd.Cancel ? RunStatus.Cancelled : RunStatus.Paused;
        if (HasDirectory)
        {
            var directory = RunDirectory.Open(storage.PathOf(Request.Folder));
            var manifest = directory.Manifest();
            if (manifest.Status == RunStatus.Completed) status = RunStatus.Completed;
            else directory.Write(RunDirectory.ManifestName, (manifest with { Status = status, Failure = null }).ToJson());
        }

        await Over(status, null);
        return true;
    }

    /// <summary>Whatever a host does with a run that is complete, it stays so.</summary>
    /// <returns>What went wrong with it; null if nothing.</returns>
    private async Task<string?> Complete()
    {
        var folder = Request.Folder; // read here: on another thread nobody reads what is stored
        try
        {
            await Task.Run(() => storage.Complete(folder));
            return null;
        }
        catch (Exception failed) // told as a note
        {
            log.LogWarning(failed, "Run {Run} is complete, and what follows it failed.", Id);
            return $"The run is complete, and what follows it failed: {failed.Message}";
        }
    }

    private async Task Over(RunStatus status, string? failure, string? note = null)
    {
        _ending = true;
        (Record.Status, Record.Failure, Record.HasEnded) = (status, failure, true);
        var last = _told ?? Told().Progress ?? new(status, 1, 1, "", 1, 0, _plan?.Duration ?? 0, 0, 0, 0, 0, Effort.None);
        Record.Progress = JsonSerializer.SerializeToUtf8Bytes(last with { Status = status, Note = failure ?? note });
        await Write();
        _ending = false;
        News();
        await Registry.End(Id);
    }

    private void Tell(RunProgress progress)
    {
        _told = progress;
        // That an attempt ended is not yet that the run did.
        if (progress.Status is not (RunStatus.Queued or RunStatus.Running or RunStatus.Paused)) progress = progress with { Status = RunStatus.Running };
        Record.Progress = JsonSerializer.SerializeToUtf8Bytes(progress);
        Record.Status = progress.Status;
        News();
    }

    private void News()
    {
        _version++;
        var news = _news;
        _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
        news.SetResult();
    }

    private RunTold Told() => new(_version, Request.Name, Request.Folder, Record.Status, Record.Progress, Record.Failure, (int)Math.Max(0, Record.Starts - 1)) { HasEnded = HasEnded };

    private static TimeSpan Patience(int inVain) => inVain > 10 ? Longest : TimeSpan.FromTicks(Math.Min(Longest.Ticks, Shortest.Ticks << inVain));

    /// <summary>Waits, but not when the run is to end or this machine leaves.</summary>
    private async Task Wait(TimeSpan delay) => await Task.Delay(delay, time, _urged.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

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
