using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Expression;
using Sintropia.Biology.Tissues;
using Sintropia.Simulation.Niches;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Scenes;

namespace Sintropia.Simulation.Tissues;

/// <summary>What the cells of a tissue feel, and what it follows from: schedules, substances, how many cells there are. It knows counts and no cell, so it works the same wherever the cells are.</summary>
public sealed class Milieu
{
    private readonly OrganismPlan _organism;
    private readonly Pharmacology[] _pharmacology;
    private readonly Exposure _exposure;
    private readonly Susceptibility _susceptibility;
    private readonly double[] _levels;
    private readonly double[] _living;

    /// <summary>The undisturbed milieu of a tissue.</summary>
    /// <param name="plan">The tissue.</param>
    /// <param name="organism">The plan that it belongs to.</param>
    /// <param name="life">The law of its cells.</param>
    public Milieu(TissuePlan plan, OrganismPlan organism, CellLife life)
    {
        (Plan, _organism) = (plan, organism);
        _pharmacology = [.. organism.CellTypes.Select(t => new Pharmacology(t, organism.Agents))];
        _levels = new double[organism.Agents.Count];
        _living = new double[organism.CellTypes.Count];
        Surroundings = new(organism.CellTypes.Count);
        _exposure = new(plan, organism);
        _susceptibility = new(plan, organism, life, Surroundings);
        for (var type = 0; type < organism.CellTypes.Count; type++) Surroundings.Add((byte)type, 0, new(0));
    }

    /// <summary>The tissue.</summary>
    public TissuePlan Plan { get; }

    /// <summary>What its cells feel.</summary>
    public Surroundings Surroundings { get; }

    /// <summary>Mean nominal level of each agent over the last tick; shape [agents].</summary>
    public IReadOnlyList<double> MeanLevels => _exposure.TickMeans;

    /// <summary>The hash of all of it.</summary>
    public UInt128 Fingerprint
    {
        get
        {
            var sum = _exposure.Fingerprint + _susceptibility.Fingerprint;
            for (var group = 0; group < Surroundings.Count; group++) sum += GroupState.Of(Surroundings.Key(group), Surroundings.Of(group)).Fingerprint;
            return sum;
        }
    }

    /// <summary>The scenes of a tick. What couples cells to each other is taken from the counts at its start and holds until the next.</summary>
    /// <param name="tick">Number of the tick, from nought.</param>
    /// <param name="cells">Cells in each phase at its start; shape [cell types, phases], row-major.</param>
    /// <param name="supply">Mean unbound levels that the blood brings in each interval of the tick, NaN for agents that it does not carry; shape [intervals][agents]. Null where there is no blood.</param>
    public IReadOnlyList<Scene> Advance(long tick, ReadOnlySpan<long> cells, double[][]? supply = null)
    {
        Array.Clear(_living);
        for (var type = 0; type < _living.Length; type++)
            for (var phase = Phase.G0; phase.IsLiving(); phase++) _living[type] += cells[type * Phases.Count + (int)phase];
        _exposure.BeginTick();
        var scenes = new List<Scene>(1);
        var start = _organism.TimeOf(tick);
        foreach (var end in _organism.Intervals(tick))
        {
            scenes.Add(Begin(start, end, supply?[scenes.Count]));
            start = end;
        }

        return scenes;
    }

    /// <summary>Receives a cell from another tissue: it feels what cells of its type and subset feel here.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="left">What is left of its work and reserve.</param>
    /// <param name="time">When, h.</param>
    /// <returns>Its marks on the clocks of this tissue.</returns>
    public Marks Receive(in Cell cell, Marks left, double time)
    {
        // Interventions that chose it elsewhere do not reach this tissue; it stays chosen, and its daughters are.
        Admit(cell.Subset);
        return CellLife.Arrive(cell.Phase, left, Surroundings.Of(Surroundings.Group(cell.Type, cell.Subset)), time);
    }

    /// <summary>Makes groups for cells that interventions chose in another tissue, if there are none yet. When that is done changes nothing for anybody: they are as those of the others.</summary>
    /// <param name="subset">Which interventions chose them.</param>
    internal void Admit(byte subset)
    {
        if (Surroundings.Group(0, subset) < 0) _susceptibility.Admit(subset);
    }

    /// <summary>What reached the cells in the tick whose scenes were given last, for what they express at its end.</summary>
    /// <param name="tick">Number of that tick.</param>
    public TickExposure Exposed(long tick) => _exposure.OverTick(tick, Surroundings);

    /// <summary>Takes up a state from a checkpoint.</summary>
    public void Restore(TissueState state)
    {
        foreach (var group in state.Groups)
        {
            if (Surroundings.Group(group.Type, group.Subset) < 0) Surroundings.Add(group.Type, group.Subset, new(0));
            group.Restore(Surroundings.Of(Surroundings.Group(group.Type, group.Subset)));
        }

        _exposure.Restore(state.Pools, state.Levels);
        _susceptibility.Restore(state.Assigned, state.Unrepaired);
    }

    /// <summary>Its state, for a checkpoint.</summary>
    /// <param name="events">Events of its cells so far; shape [cell types, events], row-major.</param>
    /// <param name="history">Sum of the hashes of the lives that ended.</param>
    public TissueState Save(long[] events, UInt128 history) => new()
    {
        Name = Plan.Name,
        Groups = [.. Enumerable.Range(0, Surroundings.Count).Select(g => GroupState.Of(Surroundings.Key(g), Surroundings.Of(g)))],
        Pools = [.. _exposure.Pools],
        Levels = [.. _exposure.TickMeans],
        Assigned = _susceptibility.Assigned,
        Unrepaired = [.. _susceptibility.Unrepaired],
        Events = events,
        History = Biology.Chance.StateHash.Text(history),
    };

    private Scene Begin(double from, double to, double[]? supplied)
    {
        var choices = _susceptibility.Begin(from);
        // Whoever is chosen takes what is left of its work from the clocks as they stand, before they follow the new levels.
        var before = choices.Count > 0 ? Surroundings.Copy() : null;
        Feel(from, to, supplied);
        var pulses = _susceptibility.Irradiate(from);
        return new(to, choices, before, pulses, Surroundings.Copy(), new(Surroundings, to, _organism.MostCells));
    }

    private void Feel(double from, double to, double[]? supplied)
    {
        var crowding = Plan.Crowding?.At(_living.Sum()) ?? 1;
        _exposure.Begin(from, to, _living, supplied);
        for (var group = 0; group < Surroundings.Count; group++)
        {
            var (type, subset) = Surroundings.Key(group);
            var here = Surroundings.Of(group);
            _exposure.Levels(type, subset, _levels);
            _pharmacology[type].Act(here, _levels, crowding, from);
            here.Renewal = _organism.CellTypes[type].Hierarchy.Feedback is { } feedback ? feedback.At(_living[feedback.Type]) : 1;
        }
    }
}
