using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;

namespace Sintropia.Biology.Cycle;

/// <summary>A state that is left only if something ends it: resting cells that nothing wakes, senescence.</summary>
public sealed record Endless : DurationLaw
{
    /// <inheritdoc/>
    public override double Mean => double.PositiveInfinity;

    /// <inheritdoc/>
    public override double Survival(double hours) => 1;

    /// <inheritdoc/>
    public override double Laplace(double rate) => 0;

    /// <inheritdoc/>
    public override double Quantile(double probability) => double.PositiveInfinity;

    /// <inheritdoc/>
    public override double Draw(Draws draws, CellId cell, Purpose purpose, ulong index) => double.PositiveInfinity;
}
