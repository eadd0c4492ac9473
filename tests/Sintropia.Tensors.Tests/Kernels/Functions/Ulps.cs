namespace Sintropia.Tensors.Tests.Kernels.Functions;

/// <summary>How far a float is from the truth.</summary>
internal static class Ulps
{
    /// <summary>|y − truth| less an absolute error that is allowed, in units in the last place that a float has at the truth; ∞ where one is a number or infinite and the other not.</summary>
    public static double Between(float y, double truth, double allowed = 0)
    {
        if (double.IsNaN(truth)) return float.IsNaN(y) ? 0 : double.PositiveInfinity;
        var rounded = (float)truth;
        if (rounded == y) return float.IsFinite(y) ? Math.Max(0, Math.Abs(y - truth) - allowed) / Unit(truth) : 0;

        // At the end of the range, the float beyond the largest stands for infinity.
        if (float.IsInfinity(y) && !float.IsInfinity(rounded)) return Math.Max(0, (Math.CopySign(Math.Pow(2, 128), y) - truth) * Math.Sign(y) - allowed) / Unit(truth);
        if (float.IsInfinity(rounded) && float.IsFinite(y)) return double.IsInfinity(truth) ? double.PositiveInfinity : Math.Abs(truth - y) / Unit(float.MaxValue);
        return float.IsFinite(y) ? Math.Max(0, Math.Abs(y - truth) - allowed) / Unit(truth) : double.PositiveInfinity;
    }

    private static double Unit(double truth) => Math.Pow(2, Math.Max(truth == 0 ? -126 : Math.ILogB(truth), -126) - 23);
}
