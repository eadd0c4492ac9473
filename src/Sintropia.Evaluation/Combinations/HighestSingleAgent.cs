namespace Sintropia.Evaluation.Combinations;

/// <summary>No interaction means no more than the better drug alone. Berenbaum 1989, Pharmacol Rev 41:93.</summary>
public static class HighestSingleAgent
{
    /// <summary>max(y₁, y₂).</summary>
    /// <param name="first">Effect of the first drug alone.</param>
    /// <param name="second">Effect of the second drug alone.</param>
    public static double Expected(double first, double second) => Math.Max(first, second);
}
