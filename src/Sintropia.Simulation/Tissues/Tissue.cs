using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Tissues;
using Sintropia.Simulation.Niches;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Simulation.Tissues;

/// <summary>A tissue: counts its cells once a tick and tells them what they feel in each interval. Its cells live in niches.</summary>
public sealed class Tissue
{
    private readonly OrganismPlan _organism;
    private readonly CellLife _life;
    private readonly SimulationOptions _options;
    private readonly Packing _packing;
    private readonly Pharmacology[] _pharmacology;
    private readonly Exposure _exposure;
    private readonly Susceptibility _susceptibility;
    private readonly double[] _levels;
    private double[] _living;

    internal Tissue(TissuePlan plan, OrganismPlan organism, CellLife life, SimulationOptions options)
    {
        (Plan, _organism, _life, _options) = (plan, organism, life, options);
        _pharmacology = [.. organism.CellTypes.Select(t => new Pharmacology(t, organism.Agents))];
        _packing = new(life, options.NicheSize, options.KeepLineage);
        _levels = new double[organism.Agents.Count];
        _living = new double[organism.CellTypes.Count];
        Surroundings = new(organism.CellTypes.Count);
        _exposure = new(plan, organism);
        _susceptibility = new(plan, organism, life, Surroundings);
        for (var type = 0; type < organism.CellTypes.Count; type++) Surroundings.Add((byte)type, 0, new(0));
    }

    /// <summary>What it was made from.</summary>
    public TissuePlan Plan { get; }

    /// <summary>What its cells feel.</summary>
    public Surroundings Surroundings { get; }

    /// <summary>Its niches.</summary>
    public IReadOnlyList<Niche> Niches => Blocks;

    /// <summary>How far the clocks come in the current interval.</summary>
    internal Horizon Horizon { get; } = new();

    internal List<Niche> Blocks { get; private set; } = [];

    /// <summary>Mean nominal level of each agent over the last tick; shape [agents].</summary>
    public IReadOnlyList<double> MeanLevels => _exposure.TickMeans;

    /// <summary>Begins a tick: what couples cells to each other is counted now and holds until the next.</summary>
    internal void BeginTick()
    {
        Array.Clear(_living);
        var phases = CountByPhase();
        for (var type = 0; type < _living.Length; type++)
            for (var phase = Phase.G0; phase.IsLiving(); phase++) _living[type] += phases[type * Phases.Count + (int)phase];
        _exposure.BeginTick();
    }

    /// <summary>Begins an interval without breakpoints inside: sets what every group of cells feels.</summary>
    /// <param name="from">Start, h.</param>
    /// <param name="to">End, h.</param>
    /// <param name="forEach">Runs something for each number below a count, maybe side by side.</param>
    internal void Begin(double from, double to, Action<int, Action<int>> forEach)
    {
        _susceptibility.Assign(from, Blocks, forEach);
        Feel(from, to);
        _susceptibility.Irradiate(from, Blocks, forEach);
        Horizon.Set(Surroundings, to, _organism.MostCells);
    }

    private void Feel(double from, double to)
    {
        var crowding = Plan.Crowding?.At(_living.Sum()) ?? 1;
        _exposure.Begin(from, to, _living);
        for (var group = 0; group < Surroundings.Count; group++)
        {
            var (type, subset) = Surroundings.Key(group);
            var here = Surroundings.Of(group);
            _exposure.Levels(type, subset, _levels);
            _pharmacology[type].Act(here, _levels, crowding, from);
            here.Renewal = _organism.CellTypes[type].Hierarchy.Feedback is { } feedback ? feedback.At(_living[feedback.Type]) : 1;
        }
    }

    /// <summary>Ends a tick: rows are moved so that niches stay well filled.</summary>
    internal void EndTick(Action<int, Action<int>> forEach) => _packing.Pack(Blocks, Surroundings, forEach);

    /// <summary>Cells in each phase; shape [cell types, phases], row-major.</summary>
    public long[] CountByPhase()
    {
        var counts = new long[_organism.CellTypes.Count * Phases.Count];
        foreach (var niche in Blocks)
            for (var slot = 0; slot < niche.Counts.Length; slot++)
                if (niche.Counts[slot] != 0) counts[Bin(slot)] += niche.Counts[slot];
        return counts;
    }

    /// <summary>Events so far; shape [cell types, events], row-major.</summary>
    public long[] CountEvents()
    {
        var counts = new long[_organism.CellTypes.Count * CellEvents.Count];
        foreach (var niche in Blocks)
            for (var i = 0; i < counts.Length; i++) counts[i] += niche.Happened[i];
        return counts;
    }

    /// <summary>Counts by type, phase and clone group, and the sum of the hashes of all cells.</summary>
    internal TissueRecord Survey(int groups, Action<int, Action<int>> forEach)
    {
        var slots = Surroundings.Count * Niche.SlotsPerGroup;
        var sums = new UInt128[Blocks.Count];
        var counts = new long[slots * groups];
        var gate = new Lock();
        forEach(Blocks.Count, i =>
        {
            var mine = new long[slots * groups];
            sums[i] = Blocks[i].Survey(groups, mine);
            lock (gate)
                for (var k = 0; k < mine.Length; k++) counts[k] += mine[k];
        });

        var byGroup = new long[_organism.CellTypes.Count * Phases.Count * groups];
        for (var slot = 0; slot < slots; slot++)
            for (var group = 0; group < groups; group++) byGroup[Bin(slot) * groups + group] += counts[slot * groups + group];
        var fingerprint = _exposure.Fingerprint + _susceptibility.Fingerprint;
        for (var group = 0; group < Surroundings.Count; group++) fingerprint += GroupState.Of(Surroundings.Key(group), Surroundings.Of(group)).Fingerprint;
        foreach (var sum in sums) fingerprint += sum;
        return new()
        {
            Organ = Plan.Organ,
            Tissue = Plan.Name,
            Groups = groups,
            Cells = CountByPhase(),
            CellsByGroup = byGroup,
            Events = CountEvents(),
            Levels = [.. _exposure.TickMeans],
            Fingerprint = fingerprint,
        };
    }

    /// <summary>State that is not in niches, for a checkpoint.</summary>
    internal TissueState Save() => new()
    {
        Name = Plan.Name,
        Groups = [.. Enumerable.Range(0, Surroundings.Count).Select(g => GroupState.Of(Surroundings.Key(g), Surroundings.Of(g)))],
        Pools = [.. _exposure.Pools],
        Levels = [.. _exposure.TickMeans],
        Assigned = _susceptibility.Assigned,
        Unrepaired = [.. _susceptibility.Unrepaired],
        Events = CountEvents(),
        History = StateHash.Text(Blocks.Aggregate((UInt128)0, (sum, niche) => sum + niche.History)),
    };

    /// <summary>Takes up a state from a checkpoint.</summary>
    internal void Restore(TissueState state, IReadOnlyList<Niche> niches)
    {
        foreach (var group in state.Groups)
        {
            if (Surroundings.Group(group.Type, group.Subset) < 0) Surroundings.Add(group.Type, group.Subset, new(0));
            group.Restore(Surroundings.Of(Surroundings.Group(group.Type, group.Subset)));
        }

        _exposure.Restore(state.Pools, state.Levels);
        _susceptibility.Restore(state.Assigned, state.Unrepaired);
        Blocks = [.. niches];
        if (Blocks.Count == 0) Blocks.Add(new(_life, 16, _options.KeepLineage));
        state.Events.CopyTo(Blocks[0].Happened, 0);
        Blocks[0].History = UInt128.Parse(state.History, System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
    }

    private int Bin(int slot) => Surroundings.Key(slot / Niche.SlotsPerGroup).Type * Phases.Count + slot % Niche.SlotsPerGroup / 2;
}
