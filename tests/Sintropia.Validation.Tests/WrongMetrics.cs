namespace Sintropia.Validation.Tests;

/// <summary>Metrics of effects with one definition wrong.</summary>
internal static class WrongMetrics
{
    /// <summary>Independence where additivity was meant.</summary>
    public static Subject Independent { get; } = new() { Additivity = (a, x, b, y) => a.At(x) + b.At(y) - a.At(x) * b.At(y) };

    /// <summary>The sum of both effects.</summary>
    public static Subject Summed { get; } = new() { Independence = (a, b) => a + b, HighestAgent = (a, b) => a + b };

    /// <summary>Counts relative to the control.</summary>
    public static Subject Relative { get; } = new() { Inhibition = (_, treated, control) => treated / control };

    public static IReadOnlyList<(Subject Wrong, string Groups)> All => [(Independent, "Combinations"), (Summed, "Combinations"), (Relative, "Growth-rate")];
}
