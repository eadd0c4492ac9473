using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Interventions;

/// <summary>E(c) = Eₘₐₓ·c^h / (EC50^h + c^h).</summary>
/// <param name="HalfEffective">EC50, in the agent's unit, &gt; 0. A cellular potency: an enzyme's is often tenfold lower.</param>
/// <param name="Power">h, &gt; 0.</param>
/// <param name="Maximum">Eₘₐₓ.</param>
/// <remarks>Hill 1910; the parameters are those of any dose–response fit.</remarks>
public sealed record Hill(double HalfEffective, double Power, double Maximum) : Response
{
    /// <summary>EC50.</summary>
    public double HalfEffective { get; } = HalfEffective > 0 && double.IsFinite(HalfEffective)
        ? HalfEffective
        : throw new ArgumentOutOfRangeException(nameof(HalfEffective), HalfEffective, $"A half-effective concentration cannot be {HalfEffective}. Give a positive concentration.");

    /// <summary>h.</summary>
    public double Power { get; } = Power > 0 && double.IsFinite(Power)
        ? Power
        : throw new ArgumentOutOfRangeException(nameof(Power), Power, $"A Hill power cannot be {Power}. Give a positive number; 1 for simple binding.");

    /// <inheritdoc/>
    public override double At(double level) => level <= 0 ? 0 : Maximum / (1 + Elementary.Pow(HalfEffective / level, Power));
}
