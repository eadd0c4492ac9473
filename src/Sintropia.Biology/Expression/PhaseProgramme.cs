using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Expression;

/// <summary>What the cells of a type express on average in each phase, unperturbed; estimated from founders whose phase is known.</summary>
/// <param name="CellType">Name of the type.</param>
/// <param name="Means">Mean expression; shape [phases, dimensions], row-major.</param>
public sealed record PhaseProgramme(string CellType, float[] Means)
{
    /// <summary>The mean in a phase; shape [dimensions].</summary>
    public ReadOnlySpan<float> In(Phase phase) => Means.AsSpan(Means.Length / Phases.Count * (int)phase, Means.Length / Phases.Count);
}
