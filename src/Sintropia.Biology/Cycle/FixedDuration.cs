using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;

namespace Sintropia.Biology.Cycle;

/// <summary>Every cell takes the same time.</summary>
/// <param name="Hours">h, &gt; 0.</param>
public sealed record FixedDuration(double Hours) : DurationLaw
{
    /// <summary>h.</summary>
    public double Hours { get; } = Positive(Hours, "duration");

    /// <inheritdoc/>
    public override double Mean => Hours;

    /// <inheritdoc/>
    public override double Survival(double hours) => hours < Hours ? 1 : 0;

    /// <inheritdoc/>
    public override double Laplace(double rate) => Exp(-rate * Hours);

    /// <inheritdoc/>
    public override double Quantile(double probability) => Hours;

    /// <inheritdoc/>
    public override double Draw(Draws draws, CellId cell, Purpose purpose, ulong index) => Hours;
}
