using Sintropia.Tensors.Kernels.Doubles;

namespace Sintropia.Tensors.Schedules;

/// <summary>The cosine that schedules ride on.</summary>
internal static class Wave
{
    /// <summary>cos(π·x).</summary>
    public static double Cosine(double x)
    {
        x = Math.Abs(x - 2 * Math.Round(x / 2)); // to 0 … 1
        if (x is 0 or 1) return 1 - 2 * x;
        return x <= 0.5 ? OfHalfTurn(x) : -OfHalfTurn(1 - x);
    }

    private static double OfHalfTurn(double x) => Turning.CosinePi(new OneDouble(x)).Value;
}
