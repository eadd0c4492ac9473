using Sintropia.Runs.Checkpoints;

namespace Sintropia.Grains.Tests.Chaos;

/// <summary>Something that happens to a cluster while a run is under way.</summary>
/// <param name="What">What.</param>
/// <param name="ItsOwn">Whether it happens to the silo that the run is driven from, where there is a choice.</param>
/// <param name="When">When: at a tick, or at a step of a checkpoint.</param>
/// <param name="Part">In which part of the run.</param>
/// <param name="Tick">At which tick, or in the first checkpoint that is not older.</param>
internal sealed record Loss(Loss.Kind What, bool ItsOwn, Loss.Moment When, int Part, int Tick)
{
    public enum Kind
    {
        /// <summary>A silo is killed, and another comes.</summary>
        Kill,

        /// <summary>A silo leaves in good order, and another comes.</summary>
        Leave,

        /// <summary>A silo joins.</summary>
        Join,

        /// <summary>The client is killed, and another comes.</summary>
        Client,
    }

    public enum Moment
    {
        BeforeTick,
        AfterTick,
        BeginCheckpoint,
        WriteNiche,
        CommitCheckpoint,
        Restore,
    }

    /// <summary>Waits for the moment.</summary>
    /// <returns>Completes when it has happened.</returns>
    public Task In(Moments moments, Func<Task> happens)
    {
        var checkpoint = $"part-{Part:d4}-tick-{Tick:d12}";
        return When switch
        {
            Moment.BeforeTick => moments.Tick(Part, Tick, happens),
            Moment.AfterTick => moments.Tick(Part, Tick, happens, after: true),
            Moment.BeginCheckpoint => moments.Checkpoint(nameof(ICheckpointStore.Begin), checkpoint, happens),
            Moment.WriteNiche => moments.Checkpoint(nameof(ICheckpointStore.Create), checkpoint, happens),
            Moment.CommitCheckpoint => moments.Checkpoint(nameof(ICheckpointStore.Commit), checkpoint, happens),
            _ => moments.Call("Restore", happens),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => $"{What}{(What is Kind.Kill or Kind.Leave ? ItsOwn ? " own" : " other" : "")} {When}{(When == Moment.Restore ? "" : $" {Part}/{Tick}")}";
}
