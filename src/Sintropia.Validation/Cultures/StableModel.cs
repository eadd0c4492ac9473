using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;

namespace Sintropia.Validation.Cultures;

/// <summary>A culture whose growth and phase fractions are known in closed form, as literals that were computed apart from the engine.</summary>
/// <param name="Name">Name of the culture.</param>
/// <param name="Type">Its cells.</param>
/// <param name="Rate">λ, 1/h.</param>
/// <param name="DoublingTime">h.</param>
/// <param name="Fractions">Share of each phase, with the name that the source gives it.</param>
/// <param name="Source">Where durations and numbers come from.</param>
internal sealed record StableModel(string Name, CellType Type, string? Rate, string DoublingTime, IReadOnlyList<(Phase Phase, string Name, string Share)> Fractions, string Source)
{
    /// <summary>The visible dead per living cell; null where none die.</summary>
    public string? DeadPerLiving { get; init; }

    /// <summary>When the culture is counted, h. Between whole generations: after a whole number of fixed ones every clone has the same size, whatever the founders' ages.</summary>
    public double Hours { get; init; } = 36;
}
