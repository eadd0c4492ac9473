using System.Globalization;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Evaluation.Lineages;
using Sintropia.Simulation;
using Sintropia.Simulation.Organisms;
using PhaseDuration = Sintropia.Evaluation.Lineages.PhaseDuration;

namespace Sintropia.Scenarios.Films;

/// <summary>Simulated lives as a table of lineages, the form in which recorded ones come.</summary>
public static class CultureLineages
{
    /// <summary>Lives through a plan to its end and tells every life in full: founders with the part before the run, cells alive at the end as censored.</summary>
    /// <param name="plan">What to simulate; each founder begins a lineage, named after its tissue and its number there.</param>
    /// <param name="threads">Threads; nothing depends on how many.</param>
    public static LineageTable Of(OrganismPlan plan, int threads = 1)
    {
        var organism = Organism.Found(plan, new() { Threads = threads, KeepLineage = true });
        var families = new Dictionary<(int Tissue, uint Clone), (string Name, List<LineageCell> Cells)>();
        while (!organism.IsComplete)
        {
            organism.Advance();
            foreach (var (tissue, life) in organism.DrainLineage())
                Tell(tissue, life.Cell, life.End, life.Fate == CellEvent.Divided ? ObservedFate.Divided : ObservedFate.Died);
        }

        foreach (var (tissue, cell) in organism.Census())
            if (cell.Phase.IsLiving()) Tell(tissue, cell, organism.Time, cell.Phase == Phase.Senescent ? ObservedFate.Senescent : ObservedFate.Alive);
        return new([.. families.OrderBy(f => f.Key).Select(f => new Lineage(f.Value.Name, f.Value.Cells))]);

        void Tell(int tissue, in Cell cell, double end, ObservedFate fate)
        {
            if (!families.TryGetValue((tissue, cell.Clone), out var family)) families[(tissue, cell.Clone)] = family = (Name(tissue, cell.Clone), []);
            family.Cells.Add(new(cell.Id.ToString(), cell.Mother?.ToString(), family.Name, cell.Generation + 1, cell.Birth, end, fate, PhasesOf(in cell, end, fate)));
        }
    }

    private static string Name(int tissue, uint clone) => string.Create(CultureInfo.InvariantCulture, $"{tissue}|{clone}");

    private static List<PhaseDuration> PhasesOf(in Cell cell, double end, ObservedFate fate)
    {
        var phases = new List<PhaseDuration>(2);
        var left = end - cell.Birth;
        Add("G0", cell.HoursG0);
        Add("G1", cell.HoursG1);
        Add("S", cell.HoursS);
        Add("G2", cell.HoursG2);

        // A living cell has not left its phase, and what a cell did after G2 is mitosis. Hours are single precision, so a remainder of rounding is none.
        if (cell.Phase != Phase.Senescent && left > 1e-4) Add(fate == ObservedFate.Alive ? cell.Phase.Name() : "M", left);
        if (phases.Count > 0 && fate != ObservedFate.Divided && fate != ObservedFate.Senescent)
            phases[^1] = phases[^1] with { End = fate == ObservedFate.Died ? PhaseEnd.Died : PhaseEnd.Censored };
        return phases;

        void Add(string phase, double hours)
        {
            if (hours <= 0) return;
            phases.Add(new(phase, hours, PhaseEnd.Completed, StartSeen: true));
            left -= hours;
        }
    }
}
