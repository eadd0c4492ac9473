using Sintropia.Biology.Cells;
using Sintropia.Biology.Expression;
using Sintropia.Biology.Interventions;
using Sintropia.Simulation.Circulation;

namespace Sintropia.Simulation.Organisms;

/// <summary>All that a trajectory depends on, resolved to numbers: together with the seed it fixes every bit of a run.</summary>
public sealed record OrganismPlan
{
    private const int MostColumn = 1 << 20; // numbers in a column of expression

    /// <summary>Cell types, at most 255; a cell's type is an index here.</summary>
    public required IReadOnlyList<CellType> CellTypes { get; init; }

    /// <summary>Tissues.</summary>
    public required IReadOnlyList<TissuePlan> Tissues { get; init; }

    /// <summary>Agents, dosed or not.</summary>
    public IReadOnlyList<Agent> Agents { get; init; } = [];

    /// <summary>What is done, and when.</summary>
    public IReadOnlyList<Intervention> Interventions { get; init; } = [];

    /// <summary>How cells express their genes; null for cells that have a cycle and no expression.</summary>
    public ExpressionPlan? Expression { get; init; }

    /// <summary>How blood joins the tissues; null for cultures, which have none.</summary>
    public CirculationPlan? Circulation { get; init; }

    /// <summary>Seed of every draw.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Length of a tick, h: how often cells exchange with their tissue.</summary>
    public double Tick { get; init; } = 0.5;

    /// <summary>End of the run, h.</summary>
    public required double Duration { get; init; }

    /// <summary>Most living and dead cells that the run may hold; beyond it stops with an error instead of exhausting the machine.</summary>
    public long MostCells { get; init; } = 100_000_000;

    /// <summary>Whether cells go from tissue to tissue.</summary>
    public bool HasMigrations => Tissues.Any(t => t.Migrations.Count > 0);

    /// <summary>Number of the clone of a population's first founder. Clones are numbered through their tissue, and where cells go from tissue to tissue, through the organism.</summary>
    /// <param name="tissue">Position of the tissue.</param>
    /// <param name="population">Position of the population in it.</param>
    public uint FirstClone(int tissue, int population)
    {
        var before = Tissues[tissue].Populations.Take(population).Sum(p => (long)p.Cells);
        return (uint)(before + (HasMigrations ? Tissues.Take(tissue).Sum(t => t.Populations.Sum(p => (long)p.Cells)) : 0));
    }

    /// <summary>The law of its cells.</summary>
    public CellLife Life() => new(CellTypes, new(Seed)) { Expression = Expression is null ? null : new(Expression, CellTypes, new(Seed)) };

    /// <summary>Cells that a niche should hold at most: as many as wanted, but for wide expression, whose columns would leave all caches and come in pieces of gigabytes.</summary>
    /// <param name="wanted">As many as wanted.</param>
    public int NicheSize(int wanted) => Expression is null ? wanted : Math.Min(wanted, Math.Max(MostColumn / Expression.Dimensions, 16));

    /// <summary>When a tick begins, h.</summary>
    /// <param name="tick">Its number, from nought.</param>
    public double TimeOf(long tick)
    {
        // One multiplication, no sum; the last tick ends with the run. A quotient that is whole but for rounding makes no sliver of a tick.
        var time = tick * Tick;
        return time > Duration - Tick * 1e-6 ? Duration : time;
    }

    /// <summary>Ends of the intervals of a tick, h: onsets and ends of interventions inside it, and its own end.</summary>
    /// <param name="tick">Its number, from nought.</param>
    public IEnumerable<double> Intervals(long tick)
    {
        var (from, to) = (TimeOf(tick), TimeOf(tick + 1));
        return Interventions.SelectMany(i => i.Schedule.Breakpoints(from, to)).Distinct().Order().Append(to);
    }
}
