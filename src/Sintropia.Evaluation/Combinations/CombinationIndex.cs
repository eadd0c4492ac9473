using Sintropia.Evaluation.DoseResponse;

namespace Sintropia.Evaluation.Combinations;

/// <summary>d₁/D₁(y) + d₂/D₂(y) at the measured effect y: below 1 less is needed than of either alone (synergy), above 1 more. Chou and Talalay 1984, doi:10.1016/0065-2571(84)90007-4.</summary>
public static class CombinationIndex
{
    /// <summary>From fitted curves. An effect past a drug's maximum takes an infinite dose of it and its term is 0; NaN where there is no effect to compare.</summary>
    /// <param name="first">Effects of the first drug, rising from 0.</param>
    /// <param name="doseFirst">Its dose.</param>
    /// <param name="second">Effects of the second drug.</param>
    /// <param name="doseSecond">Its dose.</param>
    /// <param name="effect">y: the effect of both together.</param>
    public static double Of(HillCurve first, double doseFirst, HillCurve second, double doseSecond, double effect) =>
        effect > 0 ? LoeweAdditivity.Sum(first, doseFirst, second, doseSecond, effect) : double.NaN;

    /// <summary>From median-effect lines, as in the original.</summary>
    /// <param name="first">Line of the first drug.</param>
    /// <param name="doseFirst">Its dose.</param>
    /// <param name="second">Line of the second drug.</param>
    /// <param name="doseSecond">Its dose.</param>
    /// <param name="effect">y, inside (0, 1); else NaN.</param>
    public static double Of(MedianEffect first, double doseFirst, MedianEffect second, double doseSecond, double effect) =>
        effect is > 0 and < 1 ? doseFirst / first.DoseFor(effect) + doseSecond / second.DoseFor(effect) : double.NaN;
}
