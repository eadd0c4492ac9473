namespace Sintropia.Evaluation.Lineages;

/// <summary>A founder and all her recorded descendants: the unit of independence, and of resampling.</summary>
public sealed class Lineage
{
    /// <summary>Gathers the cells of one lineage.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="cells">Its cells; ids are unique.</param>
    public Lineage(string key, IReadOnlyList<LineageCell> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        Key = key;
        Cells = cells;
        var byId = cells.ToDictionary(c => c.Id);
        MotherDaughterPairs = [.. cells.Where(c => c.Parent is not null && byId.ContainsKey(c.Parent)).Select(c => (byId[c.Parent!], c))];
        SisterPairs = [.. cells.Where(c => c.Parent is not null).GroupBy(c => c.Parent).Where(g => g.Count() == 2).Select(g => (g.First(), g.Last()))];
    }

    /// <summary>Name of the lineage.</summary>
    public string Key { get; }

    /// <summary>Its cells, in the order of the table.</summary>
    public IReadOnlyList<LineageCell> Cells { get; }

    /// <summary>Each pair of cells with one mother.</summary>
    public IReadOnlyList<(LineageCell First, LineageCell Second)> SisterPairs { get; }

    /// <summary>Each cell with its mother, where the mother is in the table.</summary>
    public IReadOnlyList<(LineageCell Mother, LineageCell Daughter)> MotherDaughterPairs { get; }
}
