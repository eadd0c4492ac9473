namespace Sintropia.Scenarios.Quantities;

/// <summary>A unit: 1 of it is 10^<paramref name="Power"/> · <paramref name="Numerator"/> / <paramref name="Denominator"/> of the base of its dimension.</summary>
/// <param name="Symbol">How it is written; empty for plain numbers.</param>
/// <param name="Dimension">What it measures.</param>
/// <param name="Power">Power of ten, kept apart so that metric prefixes convert without rounding twice.</param>
/// <param name="Numerator">Whole factor.</param>
/// <param name="Denominator">Whole divisor.</param>
public sealed record Unit(string Symbol, Dimension Dimension, int Power = 0, int Numerator = 1, int Denominator = 1)
{
    /// <inheritdoc/>
    public override string ToString() => Symbol;
}
