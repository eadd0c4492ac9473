using Sintropia.Biology.Circulation;
using Sintropia.Biology.Cycle;

namespace Sintropia.Simulation.Circulation;

/// <summary>How blood joins the tissues of an organism.</summary>
/// <param name="Physiology">The body.</param>
/// <param name="Carried">What its blood carries.</param>
/// <param name="Functions">Clearances that follow living cells; those that none is named for stay full.</param>
public sealed record CirculationPlan(Physiology Physiology, IReadOnlyList<CarriedAgent> Carried, IReadOnlyList<OrganFunction> Functions)
{
    /// <summary>The organ of tissues that float in the blood itself.</summary>
    public const string Blood = "blood";

    /// <summary>Share of its full extent that a clearance has: living cells that carry it over those of a healthy organ; 1 where nothing carries it.</summary>
    /// <param name="elimination">Which clearance.</param>
    /// <param name="cells">Cells of each tissue; shape [tissues][cell types, phases].</param>
    public double Function(Elimination elimination, IReadOnlyList<IReadOnlyList<long>> cells)
    {
        double healthy = 0, living = 0;
        foreach (var function in Functions)
        {
            if (function.Elimination != elimination) continue;
            healthy += function.Healthy;
            living += Living(cells[function.Tissue], function.CellTypes);
        }

        return healthy > 0 ? living / healthy : 1;
    }

    /// <summary>Living cells of some types.</summary>
    /// <param name="cells">Cells of a tissue; shape [cell types, phases], row-major.</param>
    /// <param name="types">Indices of the types.</param>
    internal static long Living(IReadOnlyList<long> cells, IReadOnlyList<int> types)
    {
        var living = 0L;
        foreach (var type in types)
            for (var phase = Phase.G0; phase.IsLiving(); phase++) living += cells[type * Phases.Count + (int)phase];
        return living;
    }

    /// <summary>Whether a tissue can lie in an organ of this name.</summary>
    public bool Has(string organ) => organ == Blood || Physiology.Find(organ) >= 0;
}
