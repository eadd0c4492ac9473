using Sintropia.Evaluation.DoseResponse;

namespace Sintropia.Evaluation.Combinations;

/// <summary>
/// No interaction means that neither drug changes the curve of the other. Expected is independence of the two fitted curves; measured is the mean of two families of curves through the combinations,
/// each from what the other drug does alone up to the full effect; their difference is δ. Yadav et al. 2015, doi:10.1016/j.csbj.2015.09.001.
/// </summary>
public static class ZeroInteractionPotency
{
    /// <summary>y₁ + y₂ − y₁·y₂ of the fitted curves.</summary>
    /// <param name="first">Effect of the first drug on its curve.</param>
    /// <param name="second">Effect of the second drug on its curve.</param>
    public static double Expected(double first, double second) => BlissIndependence.Expected(first, second);

    /// <summary>A curve of effects from a given one up to 1, potency and slope free.</summary>
    internal static DoseResponseOptions Curve(double from) => new() { Zero = from, InfiniteWithin = (1, 1), Significance = 1, Intervals = IntervalMethod.None };
}
