using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Tissues;
using Sintropia.Simulation.Niches;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Scenes;

namespace Sintropia.Simulation.Tissues;

/// <summary>A tissue in this process: its milieu, and its cells in niches.</summary>
public sealed class Tissue
{
    private readonly OrganismPlan _organism;
    private readonly CellLife _life;
    private readonly SimulationOptions _options;
    private readonly Packing _packing;

    internal Tissue(TissuePlan plan, OrganismPlan organism, CellLife life, SimulationOptions options)
    {
        (_organism, _life, _options) = (organism, life, options);
        _packing = new(life, options.NicheSize, options.KeepLineage);
        Milieu = new(plan, organism, life);
    }

    /// <summary>What it was made from.</summary>
    public TissuePlan Plan => Milieu.Plan;

    /// <summary>What its cells feel, and why.</summary>
    public Milieu Milieu { get; }

    /// <summary>What its cells feel.</summary>
    public Surroundings Surroundings => Milieu.Surroundings;

    /// <summary>Its niches.</summary>
    public IReadOnlyList<Niche> Niches => Blocks;

    internal List<Niche> Blocks { get; private set; } = [];

    /// <summary>Mean nominal level of each agent over the last tick; shape [agents].</summary>
    public IReadOnlyList<double> MeanLevels => Milieu.MeanLevels;

    /// <summary>The cells that leave it before a tick.</summary>
    internal List<Emigrant> Leave(long tick, Action<int, Action<int>> forEach)
    {
        var leaving = new List<Emigrant>[Blocks.Count];
        forEach(leaving.Length, i => Blocks[i].Leave(Plan.Migrations, tick, _organism.TimeOf(tick - 1), _organism.TimeOf(tick), Surroundings, leaving[i] = []));
        return [.. leaving.SelectMany(l => l)];
    }

    /// <summary>Cells come into it before a tick, all into the niche that holds fewest.</summary>
    internal void Receive(long tick, IEnumerable<Emigrant> arriving)
    {
        if (Blocks.Count == 0) Blocks.Add(new(_life, 16, _options.KeepLineage)); // nobody was founded here
        var niche = Blocks.MinBy(n => n.Count)!;
        foreach (var arrival in arriving)
        {
            var cell = arrival.Cell;
            niche.Add(in cell, Milieu.Receive(in cell, arrival.Left, _organism.TimeOf(tick)), Surroundings, arrival.Expression);
        }
    }

    /// <summary>Begins a tick.</summary>
    /// <param name="tick">Its number, from nought.</param>
    /// <param name="cells">Its cells by phase now.</param>
    /// <param name="supply">What the blood brings; null where there is none.</param>
    internal IReadOnlyList<Scene> BeginTick(long tick, long[] cells, double[][]? supply) => Milieu.Advance(tick, cells, supply);

    /// <summary>Ends a tick: rows are moved so that niches stay well filled.</summary>
    internal void EndTick(Action<int, Action<int>> forEach) => _packing.Pack(Blocks, Surroundings, forEach);

    /// <summary>Cells in each phase; shape [cell types, phases], row-major.</summary>
    public long[] CountByPhase()
    {
        var counts = new long[_organism.CellTypes.Count * Phases.Count];
        foreach (var niche in Blocks) niche.CountByPhase(Surroundings, counts);
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

        var fingerprint = Milieu.Fingerprint;
        foreach (var sum in sums) fingerprint += sum;
        return new()
        {
            Organ = Plan.Organ,
            Tissue = Plan.Name,
            Groups = groups,
            Cells = CountByPhase(),
            CellsByGroup = ByGroup(counts, groups, _organism.CellTypes.Count, Surroundings),
            Events = CountEvents(),
            Levels = [.. MeanLevels],
            Fingerprint = fingerprint,
        };
    }

    /// <summary>Counts by type, phase and clone group, from counts by slot and clone group.</summary>
    /// <param name="slots">Shape [slots, groups], row-major.</param>
    /// <param name="groups">Number of clone groups.</param>
    /// <param name="types">Number of cell types.</param>
    /// <param name="surroundings">What the cells feel.</param>
    public static long[] ByGroup(long[] slots, int groups, int types, Surroundings surroundings)
    {
        var byGroup = new long[types * Phases.Count * groups];
        for (var slot = 0; slot < slots.Length / groups; slot++)
            for (var group = 0; group < groups; group++) byGroup[Niche.Bin(slot, surroundings) * groups + group] += slots[slot * groups + group];
        return byGroup;
    }

    /// <summary>State that is not in niches, for a checkpoint.</summary>
    internal TissueState Save() => Milieu.Save(CountEvents(), Blocks.Aggregate((UInt128)0, (sum, niche) => sum + niche.History));

    /// <summary>Takes up a state from a checkpoint.</summary>
    internal void Restore(TissueState state, IReadOnlyList<Niche> niches)
    {
        Milieu.Restore(state);
        Blocks = [.. niches];
        if (Blocks.Count == 0) Blocks.Add(new(_life, 16, _options.KeepLineage));
        state.Events.CopyTo(Blocks[0].Happened, 0);
        Blocks[0].History = UInt128.Parse(state.History, System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
    }
}
