using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Validation.Claims;

/// <summary>A culture on the bench.</summary>
internal sealed class Culture(Organism organism)
{
    /// <summary>Its founders, and so its clones.</summary>
    public int Clones => organism.Plan.Tissues[0].Populations[0].Cells;

    /// <summary>Lets it live until a time, h, and counts.</summary>
    public CloneCounts At(double time)
    {
        Until(time);
        var counts = new CloneCounts(time, Clones);
        foreach (var niche in organism.Tissues[0].Niches)
            foreach (ref readonly var cell in niche.Cells) counts.ByPhase[(int)cell.Phase][cell.Clone]++;
        return counts;
    }

    /// <summary>Lets it live until a time, h, and gives the share of living cells in each phase.</summary>
    public double[] SharesAt(double time)
    {
        Until(time);
        var counts = organism.Tissues[0].CountByPhase();
        var living = Phases.All.Where(p => p.IsLiving()).Sum(p => counts[(int)p]);
        return [.. Phases.All.Select(p => counts[(int)p] / (double)living)];
    }

    /// <summary>Lets it live until a time, h, and gives all living cells.</summary>
    public IEnumerable<Cell> CellsAt(double time)
    {
        Until(time);
        return organism.Tissues[0].Niches.SelectMany(n => n.Cells.ToArray()).Where(c => c.Phase.IsLiving());
    }

    /// <summary>Divisions since the start.</summary>
    public long Divisions => organism.Tissues[0].CountEvents()[(int)CellEvent.Divided];

    /// <summary>How often something happened to cells since the start.</summary>
    public long Happened(CellEvent happened) => Enumerable.Range(0, organism.Plan.CellTypes.Count).Sum(type => organism.Tissues[0].CountEvents()[type * CellEvents.Count + (int)happened]);

    /// <summary>Deaths by apoptosis of all types since the start.</summary>
    public long Deaths => Happened(CellEvent.Apoptosis);

    private void Until(double time)
    {
        while (organism.Time < time) organism.Advance();
        if (organism.Time != time) throw new ArgumentOutOfRangeException(nameof(time), time, $"A culture is watched between ticks of {Bench.Tick} h, in ascending order; {time} h is no such time after {organism.Time} h.");
    }
}
