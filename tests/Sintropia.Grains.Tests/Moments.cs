using System.Collections.Concurrent;
using Orleans;
using Sintropia.Grains.Addresses;
using Sintropia.Grains.Tissues;
using Sintropia.Runs.Checkpoints;

namespace Sintropia.Grains.Tests;

/// <summary>Moments of a run at which something happens: each is met once, in the middle of a call, which goes on when what happens is over or takes too long.</summary>
internal sealed class Moments : IIncomingGrainCallFilter
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<Moment, bool> _open = new();

    /// <summary>Before or after a tissue lives through a tick of a part of the run.</summary>
    public Task Tick(int part, long tick, Func<Task> happens, bool after = false) =>
        Add(new(context => context.Grain is TissueGrain && context.MethodName == nameof(ITissueGrain.Advance) && Of(context).Organism.Part == part && (long)context.Request.GetArgument(0)! == tick, null, happens, after));

    /// <summary>When a call of a method comes.</summary>
    public Task Call(string method, Func<Task> happens, bool after = false) =>
        Add(new(context => context.MethodName == method && context.InterfaceName.Contains("Sintropia", StringComparison.Ordinal), null, happens, after));

    /// <summary>At a step of a checkpoint that is not older than one of a name.</summary>
    public Task Checkpoint(string step, string name, Func<Task> happens) =>
        Add(new(null, (now, checkpoint) => now == step && string.CompareOrdinal(checkpoint, name) >= 0, happens, false));

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var moments = _open.Keys.Where(m => m.When?.Invoke(context) == true && _open.TryRemove(m, out _)).ToList();
        foreach (var moment in moments.Where(m => !m.After)) await moment.Happen().WaitAsync(Longest).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await context.Invoke();
        foreach (var moment in moments.Where(m => m.After)) await moment.Happen().WaitAsync(Longest).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    /// <summary>Checkpoints at whose steps moments are met.</summary>
    public ICheckpointStore Around(ICheckpointStore store) => new Watched(this, store);

    private static TissueAddress Of(IIncomingGrainCallContext context) => TissueAddress.Of(context.TargetId.Key.ToString()!);

    private Task Add(Moment moment)
    {
        _open[moment] = true;
        return moment.Over;
    }

    private void At(string step, string checkpoint)
    {
        foreach (var moment in _open.Keys.Where(m => m.Step?.Invoke(step, checkpoint) == true && _open.TryRemove(m, out _))) moment.Happen().Wait(Longest, CancellationToken.None);
    }

    private sealed record Moment(Func<IIncomingGrainCallContext, bool>? When, Func<string, string, bool>? Step, Func<Task> Happens, bool After)
    {
        private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Over => _over.Task;

        public bool Equals(Moment? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => _over.GetHashCode();

        public async Task Happen()
        {
            try
            {
                await Task.Run(Happens);
                _over.SetResult();
            }
            catch (Exception failed) // told to the test, if it asks
            {
                _over.SetException(failed);
                _over.Task.Ignore();
            }
        }
    }

    private sealed class Watched(Moments moments, ICheckpointStore store) : ICheckpointStore
    {
        public IReadOnlyList<string> List() => store.List();

        public void Begin(string name)
        {
            store.Begin(name);
            moments.At(nameof(Begin), name);
        }

        public Stream Create(string name, string file)
        {
            moments.At(nameof(Create), name);
            return store.Create(name, file);
        }

        public void Commit(string name)
        {
            moments.At(nameof(Commit), name);
            store.Commit(name);
        }

        public void Abandon(string name) => store.Abandon(name);

        public Stream Open(string name, string file)
        {
            moments.At(nameof(Open), name);
            return store.Open(name, file);
        }

        public void Delete(string name) => store.Delete(name);

        public void Clear() => store.Clear();
    }
}
