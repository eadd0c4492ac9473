using Orleans.Runtime;
using Sintropia.Grains.Addresses;

namespace Sintropia.Grains.Organisms;

/// <summary>The grains on this machine that organisms are made of. Those of an organism that was lost are let go by this: part of it is gone, so that nobody is left who knew the rest by name.</summary>
public sealed class Residents
{
    private readonly Lock _gate = new();
    private readonly Dictionary<OrganismAddress, HashSet<IGrainContext>> _all = [];

    /// <summary>Runs that have grains here.</summary>
    public IReadOnlyCollection<string> Runs
    {
        get
        {
            lock (_gate) return _all.Keys.Select(o => o.Run).ToHashSet();
        }
    }

    /// <summary>Takes note of a grain.</summary>
    /// <param name="organism">What it is a part of.</param>
    /// <param name="grain">The grain.</param>
    public void Enter(OrganismAddress organism, IGrainContext grain)
    {
        lock (_gate)
        {
            if (!_all.TryGetValue(organism, out var grains)) _all[organism] = grains = new(ReferenceEqualityComparer.Instance);
            grains.Add(grain);
        }
    }

    /// <summary>Forgets a grain.</summary>
    /// <param name="organism">What it was a part of.</param>
    /// <param name="grain">The grain.</param>
    public void Leave(OrganismAddress organism, IGrainContext grain)
    {
        lock (_gate)
            if (_all.TryGetValue(organism, out var grains) && grains.Remove(grain) && grains.Count == 0) _all.Remove(organism);
    }

    /// <summary>Lets go what is left of a run's organisms of earlier epochs.</summary>
    /// <param name="run">The run.</param>
    /// <param name="epoch">The first epoch that is not over.</param>
    public void LetGo(string run, long epoch)
    {
        IGrainContext[] over;
        lock (_gate) over = [.. _all.Where(o => o.Key.Run == run && o.Key.Epoch < epoch).SelectMany(o => o.Value)];
        foreach (var grain in over) grain.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "Its organism is over."));
    }
}
