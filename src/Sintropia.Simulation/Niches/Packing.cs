using Sintropia.Biology.Cells;
using Sintropia.Biology.Tissues;

namespace Sintropia.Simulation.Niches;

/// <summary>Keeps the niches of a tissue well filled: full ones give rows to new ones, nearly empty ones are emptied. Rows are moved, never changed, so nothing of it is seen in a result.</summary>
/// <param name="life">The law of the cells.</param>
/// <param name="size">Most cells in a niche.</param>
/// <param name="keepLineage">Whether lives that end are kept.</param>
internal sealed class Packing(CellLife life, int size, bool keepLineage)
{
    private readonly int _full = size - size / 16; // from here on a tick's births might not fit, and moving columns to larger ones costs more than moving rows
    private readonly int _keep = size * 3 / 4; // what a full niche keeps
    private readonly int _fill = size * 7 / 8; // how far new ones are filled
    private Niche? _open;

    /// <summary>Moves rows between two ticks.</summary>
    public void Pack(List<Niche> niches, Surroundings surroundings, Action<int, Action<int>> forEach)
    {
        var sparse = niches.Count > 1 && niches.Sum(n => (long)n.Count) < (long)niches.Count * size / 4;
        var sources = niches.Where(n => n.Count > _full || (sparse && n.Count < size / 4 && n != _open)).ToList();
        if (sources.Count == 0) return;

        var moves = Plan(niches, sources);
        forEach(moves.Count, i => moves[i].From.CopyTo(moves[i].First, moves[i].Rows, moves[i].To, moves[i].At));
        foreach (var source in sources) source.Cut(source.Count > _full ? _keep : 0, size);
        Niche[] touched = [.. sources, .. moves.Select(m => m.To).Distinct()];
        forEach(touched.Length, i => touched[i].Recount(surroundings.Count));
        foreach (var empty in sources.Where(s => s.Count == 0).ToList())
        {
            if (niches.Count == 1) break; // where all cells are gone, one niche keeps the past
            niches.Remove(empty);
            niches[0].TakeOver(empty);
        }
    }

    private List<(Niche From, int First, int Rows, Niche To, int At)> Plan(List<Niche> niches, List<Niche> sources)
    {
        var moves = new List<(Niche From, int First, int Rows, Niche To, int At)>();
        if (_open is not null && (!niches.Contains(_open) || sources.Contains(_open))) _open = null;
        foreach (var source in sources)
        {
            var first = source.Count > _full ? _keep : 0;
            while (first < source.Count)
            {
                if (_open is null || _open.Count >= _fill) niches.Add(_open = new(life, size, keepLineage));
                var rows = Math.Min(source.Count - first, _fill - _open.Count);
                moves.Add((source, first, rows, _open, _open.Reserve(rows)));
                first += rows;
            }
        }

        return moves;
    }
}
