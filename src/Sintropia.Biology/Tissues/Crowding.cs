using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Tissues;

/// <summary>Contact inhibition: the exit from G1 (and from rest) slows as a tissue fills, m = max(0, 1 − (N/K)^n).</summary>
/// <param name="Capacity">K, living cells at which no cell starts another cycle, &gt; 0.</param>
/// <param name="Power">n, &gt; 0: 1 slows from the first cell on (logistic), larger numbers only near the capacity.</param>
public sealed record Crowding(double Capacity, double Power = 1)
{
    /// <summary>K.</summary>
    public double Capacity { get; } = Capacity > 0 && double.IsFinite(Capacity)
        ? Capacity
        : throw new ArgumentOutOfRangeException(nameof(Capacity), Capacity, $"A tissue cannot have room for {Capacity} cells. Give a positive number.");

    /// <summary>The factor on the rate of G1 and G0 at a number of living cells.</summary>
    public double At(double cells) => cells <= 0 ? 1 : Math.Max(0, 1 - Elementary.Pow(cells / Capacity, Power));
}
