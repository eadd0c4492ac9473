using Sintropia.Biology.Circulation;

namespace Sintropia.Simulation.Circulation;

/// <summary>How blood joins the tissues of an organism.</summary>
/// <param name="Physiology">The body.</param>
/// <param name="Carried">What its blood carries.</param>
/// <param name="Functions">Clearances that follow living cells; those that none is named for stay full.</param>
public sealed record CirculationPlan(Physiology Physiology, IReadOnlyList<CarriedAgent> Carried, IReadOnlyList<OrganFunction> Functions)
{
    /// <summary>The organ of tissues that float in the blood itself.</summary>
    public const string Blood = "blood";

    /// <summary>Whether a tissue can lie in an organ of this name.</summary>
    public bool Has(string organ) => organ == Blood || Physiology.Find(organ) >= 0;
}
