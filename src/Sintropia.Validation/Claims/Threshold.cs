using Sintropia.Evaluation.Statistics;

namespace Sintropia.Validation.Claims;

/// <summary>How far chance may take one of several comparisons that share an error rate.</summary>
/// <param name="Alpha">Error rate of each.</param>
/// <param name="Z">Standard errors, two-sided.</param>
internal sealed record Threshold(double Alpha, double Z)
{
    /// <summary>3 standard errors alone would raise a false alarm in every fourth book of 100 rows; Šidák's share keeps one rate over all rows. It is never taken below 3.</summary>
    public static Threshold Of(double familyWise, int comparisons)
    {
        var z = Math.Max(3, MultipleTesting.SidakZ(familyWise, Math.Max(1, comparisons)));
        return new(StandardNormal.TwoSided(z), z);
    }
}
