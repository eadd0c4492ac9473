using Sintropia.Biology.Chance;

namespace Sintropia.Predictors.StateTransition;

/// <summary>Forms sets of cells by type and perturbation: a set never mixes them. What falls together is a function of the seed and the cells' places alone.</summary>
public sealed record SetFormation
{
    /// <summary>Cells in a set. Default: 512.</summary>
    public int CellsPerSet { get; init; } = 512;

    /// <summary>Whether a last set that is short is filled up with cells drawn again from its group, as in training. Default: it stays short.</summary>
    public bool FillsShortSets { get; init; }

    /// <summary>Whether controls are of the same batch where it has any, else of the cell type. Default: of the cell type.</summary>
    public bool ControlsOfSameBatch { get; init; }

    /// <summary>Whether there are sets of controls too, compared with other controls. Default: yes, as published.</summary>
    public bool IncludesControls { get; init; } = true;

    /// <summary>Of the order of cells and the draws of controls.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>The sets, by cell type and perturbation in the order of their names.</summary>
    /// <param name="cells">What each cell is.</param>
    /// <param name="control">What is written where nothing was done.</param>
    /// <exception cref="ArgumentException">A cell type has no control.</exception>
    public IReadOnlyList<FormedSet> Of(IReadOnlyList<CellKey> cells, string control)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (CellsPerSet < 1) throw new ArgumentException($"A set of {CellsPerSet} cells cannot be formed. Give 1 or more.");
        var controls = Enumerable.Range(0, cells.Count).Where(i => cells[i].Perturbation == control).ToLookup(i => cells[i].CellType, StringComparer.Ordinal);
        var groups = Enumerable.Range(0, cells.Count).Where(i => IncludesControls || cells[i].Perturbation != control)
            .GroupBy(i => (cells[i].CellType, cells[i].Perturbation)).OrderBy(g => g.Key.CellType, StringComparer.Ordinal).ThenBy(g => g.Key.Perturbation, StringComparer.Ordinal);
        List<FormedSet> sets = [];
        foreach (var group in groups)
        {
            var pool = controls[group.Key.CellType].ToArray();
            if (pool.Length == 0) throw new ArgumentException($"No cell of the type '{group.Key.CellType}' is a control '{control}', and '{group.Key.Perturbation}' has nothing to be compared with. Give controls of that type, or leave the type out.");
            var byBatch = pool.ToLookup(i => cells[i].Batch, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
            var shuffled = group.OrderBy(i => Draw(Use.Order, i, 0)).ToArray();
            foreach (var members in shuffled.Chunk(CellsPerSet))
            {
                int[] whole = FillsShortSets && members.Length < CellsPerSet ? [.. members, .. Enumerable.Range(members.Length, CellsPerSet - members.Length).Select(i => shuffled[Below(shuffled.Length, Use.Filling, members[0], i)])] : members;
                sets.Add(new(group.Key.CellType, group.Key.Perturbation, [.. whole], [.. whole.Select((cell, i) => Control(cell, i))]));
            }

            int Control(int cell, int place)
            {
                var near = ControlsOfSameBatch && byBatch.TryGetValue(cells[cell].Batch, out var same) ? same : pool;
                return near[Below(near.Length, Use.Control, cell, place)];
            }
        }

        return sets;
    }

    private int Below(int bound, Use use, int cell, int place) => (int)((UInt128)Draw(use, cell, place) * (UInt128)(ulong)bound >> 64);

    private ulong Draw(Use use, int cell, int place) => Philox.Encrypt(new((ulong)use << 32 | (uint)place, (ulong)cell), Seed).Low;

    private enum Use
    {
        Order,
        Filling,
        Control,
    }
}
