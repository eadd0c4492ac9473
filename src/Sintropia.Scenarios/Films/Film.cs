using Sintropia.Biology.Cells;
using Sintropia.Evaluation.Lineages;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Scenarios.Films;

/// <summary>How lineages were recorded, so that simulated ones can be seen in the same way.</summary>
/// <param name="Hours">From the first frame to the last, h.</param>
/// <param name="FrameHours">Time between frames, h; 0 for exact times.</param>
/// <param name="KnowsFounders">Whether the lives of the founders were known from their births, as in the lineages of a run, and not from the first frame on.</param>
internal readonly record struct Film(double Hours, double FrameHours, bool KnowsFounders)
{
    private const long MostCells = 500_000;

    /// <summary>The film behind a table. It needs no column of times: cells that were there from the first frame to the last, through their ancestors, were seen for as long
    /// as the film lasts, and no others for longer.</summary>
    public static Film Of(LineageTable table, double frame)
    {
        var founders = table.Cells.Where(c => c.Parent is null && c.Phases.Count > 0).ToArray();
        var known = founders.All(c => c.Phases[0].StartSeen);
        return known && founders.All(c => c.BirthHours is not null) && table.Cells.All(c => c.EndHours is not null)
            ? new(table.Cells.Max(c => c.EndHours!.Value) - founders.Max(c => c.BirthHours!.Value), frame, true)
            : new(table.Lineages.Max(Longest), frame, known);
    }

    /// <summary>What the film would show of an asynchronous culture of a type.</summary>
    /// <exception cref="PopulationLimitException">It grows beyond what can be meant.</exception>
    public LineageTable Of(CellType type, int founders, ulong seed)
    {
        var lives = CultureLineages.Of(new() { CellTypes = [type], Tissues = [new("culture", "film", [new(0, founders)])], Seed = seed, Tick = 1, Duration = Hours, MostCells = MostCells });
        return new ObservationWindow(KnowsFounders ? lives.Cells.Min(c => c.BirthHours!.Value) : 0, Hours, FrameHours).See(lives);
    }

    private static double Longest(Lineage lineage)
    {
        var until = new Dictionary<string, double>();
        var cells = lineage.Cells.ToDictionary(c => c.Id);
        return lineage.Cells.Max(Until);

        double Until(LineageCell cell)
        {
            if (until.TryGetValue(cell.Id, out var hours)) return hours;
            until[cell.Id] = 0; // a ring of mothers ends here
            return until[cell.Id] = cell.Phases.Sum(p => p.Hours) + (cell.Parent is { } parent && cells.TryGetValue(parent, out var mother) ? Until(mother) : 0);
        }
    }
}
