using Sintropia.Evaluation.DoseResponse;

namespace Sintropia.Evaluation.Combinations;

/// <summary>No interaction means that each drug is a dilution of the other: d₁/D₁(y) + d₂/D₂(y) = 1. Loewe and Muischnek 1926, doi:10.1007/BF01952257.</summary>
public static class LoeweAdditivity
{
    /// <summary>The effect y that solves the equation.</summary>
    /// <param name="first">Effects of the first drug: from 0 at no dose up to its maximum.</param>
    /// <param name="doseFirst">Its dose, ≥ 0.</param>
    /// <param name="second">Effects of the second drug.</param>
    /// <param name="doseSecond">Its dose, ≥ 0.</param>
    /// <remarks>An effect that a drug cannot reach takes an infinite dose of it, so that its term is 0: the left side then falls steadily from 1 or more at the larger effect of the two alone to 0 at
    /// the larger maximum, and there is exactly one solution however far the maxima lie apart. A drug that has no effect adds none.</remarks>
    public static double Expected(HillCurve first, double doseFirst, HillCurve second, double doseSecond)
    {
        double low = Math.Max(0, Math.Max(first.At(doseFirst), second.At(doseSecond))), high = Math.Max(first.Infinite, second.Infinite);
        if (double.IsNaN(low) || double.IsNaN(high)) return double.NaN;
        if (!(high > low) || Sum(first, doseFirst, second, doseSecond, low) <= 1) return low;
        while (true)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) return middle;
            if (Sum(first, doseFirst, second, doseSecond, middle) > 1) low = middle;
            else high = middle;
        }
    }

    /// <summary>d₁/D₁(y) + d₂/D₂(y).</summary>
    internal static double Sum(HillCurve first, double doseFirst, HillCurve second, double doseSecond, double effect) => Term(first, doseFirst, effect) + Term(second, doseSecond, effect);

    private static double Term(HillCurve curve, double dose, double effect)
    {
        if (dose <= 0 || !(curve.Infinite > curve.Zero)) return 0;
        var alone = curve.DoseFor(effect);
        return double.IsPositiveInfinity(alone) ? 0 : dose / alone;
    }
}
