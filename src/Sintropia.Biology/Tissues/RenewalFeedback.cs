using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Tissues;

/// <summary>Descendants hold back the renewal of what they come from: renewal is scaled by 1 / (1 + (N/half)^n), with N their number a tick before.</summary>
/// <param name="Type">The type that is counted.</param>
/// <param name="Half">The number of living cells at which renewal is halved, &gt; 0.</param>
/// <param name="Power">n, &gt; 0.</param>
public sealed record RenewalFeedback(int Type, double Half, double Power)
{
    /// <summary>Living cells.</summary>
    public double Half { get; } = Half > 0 ? Half : throw new ArgumentOutOfRangeException(nameof(Half), Half, $"Renewal cannot be halved at {Half} cells. Give a positive number.");

    /// <summary>The factor, 0 to 1, at a number of cells.</summary>
    public double At(double cells) => cells <= 0 ? 1 : 1 / (1 + Elementary.Pow(cells / Half, Power));
}
