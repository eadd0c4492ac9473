using Sintropia.Biology.Numerics;
using Sintropia.Data.Scores;

namespace Sintropia.Data.GroundTruth;

/// <summary>Places in a cycle of 24 h with 11 h of G1, 8 h of S and 5 h of G2 and M, from 0 at birth to 1 at division.</summary>
internal static class CyclePosition
{
    public const double SBegins = 11.0 / 24, G2Begins = 19.0 / 24;

    /// <summary>The phase at a place.</summary>
    public static CyclePhase Phase(double position) => position < SBegins ? CyclePhase.G1 : position < G2Begins ? CyclePhase.S : CyclePhase.G2M;

    /// <summary>Where a cell of a growing culture is: newborns are twice as frequent as cells about to divide.</summary>
    /// <param name="uniform">From 0 to 1.</param>
    /// <remarks>Density 2·ln 2·2^(−a), whose quantile is −log₂(1 − u/2).</remarks>
    public static double Growing(double uniform) => -Elementary.Log1p(-uniform / 2) / Elementary.Log(2);

    /// <summary>The same within a phase.</summary>
    public static double Within(CyclePhase phase, double uniform)
    {
        var (low, high) = phase switch { CyclePhase.G1 => (0, SBegins), CyclePhase.S => (SBegins, G2Begins), _ => (G2Begins, 1) };
        return low + uniform * (high - low);
    }
}
