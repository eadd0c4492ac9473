using System.Collections.Concurrent;
using Orleans.Runtime;
using Sintropia.Grains.Addresses;

namespace Sintropia.Grains.Organisms;

/// <summary>The grains on this machine that organisms are made of. Those of an organism that was lost are let go by this: part of it is gone, so that nobody is left who knew the rest by name.</summary>
public sealed class Residents
{
    private readonly ConcurrentDictionary<IGrainContext, OrganismAddress> _all = new(ReferenceEqualityComparer.Instance);

    /// <summary>Runs that have grains here.</summary>
    public IReadOnlyCollection<string> Runs
    {
        get
        {
            foreach (var grain in _all.Keys)
                if (grain.Deactivated.IsCompleted) _all.TryRemove(grain, out _);
            return _all.Values.Select(o => o.Run).ToHashSet();
        }
    }

    /// <summary>Takes note of a grain.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="organism">What it is a part of.</param>
    public void Enter(IGrainContext grain, OrganismAddress organism) => _all.TryAdd(grain, organism);

    /// <summary>Lets go what is left of a run's organisms of earlier epochs.</summary>
    /// <param name="run">The run.</param>
    /// <param name="epoch">The first epoch that is not over.</param>
    public void LetGo(string run, long epoch)
    {
        foreach (var (grain, organism) in _all)
            if (organism.Run == run && organism.Epoch < epoch) grain.Deactivate(new(DeactivationReasonCode.ApplicationRequested, $"{organism.Key} is of an epoch that is over."));
    }
}
