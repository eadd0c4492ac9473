using Sintropia.Biology.Numerics;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Growth;

/// <summary>
/// What sets two conditions apart whose cells draw the same numbers: the same founder clones live in both, so much of the chance cancels. Groups of clones are left out of
/// both at once.
/// </summary>
/// <param name="Difference">Cells in the first condition minus cells in the second.</param>
/// <param name="Log2Ratio">log2 of first over second; null where one of them, or all but one group of it, is 0.</param>
/// <param name="UnpairedDifference">The same difference as if the two conditions had been drawn independently: what sharing draws has saved.</param>
public sealed record PairedDifference(JackknifeEstimate Difference, JackknifeEstimate? Log2Ratio, JackknifeEstimate UnpairedDifference)
{
    /// <summary>Compares counts per group of clones, group by group.</summary>
    /// <param name="first">Cells of the first condition; shape [groups].</param>
    /// <param name="second">Cells of the second, for the same groups of founder clones; shape [groups].</param>
    /// <exception cref="ArgumentException">The two differ in the number of groups.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two groups, or a negative count.</exception>
    public static PairedDifference Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count)
            throw new ArgumentException(
                $"{first.Count} groups cannot be paired with {second.Count}. Compare runs with the same founders and the same number of groups.", nameof(second));
        foreach (var count in first.Concat(second))
            if (!(count >= 0)) throw new ArgumentOutOfRangeException(nameof(first), count, $"A group cannot hold {count} cells.");

        var differences = first.Zip(second, (a, b) => a - b).ToArray();
        JackknifeEstimate one = Jackknife.OfTotal(first), two = Jackknife.OfTotal(second);
        var unpaired = new JackknifeEstimate(one.Value - two.Value, Math.Sqrt(one.StandardError * one.StandardError + two.StandardError * two.StandardError), first.Count);
        return new(Jackknife.OfTotal(differences), Log2(first, second, one.Value, two.Value), unpaired);
    }

    /// <summary>By our own logarithm: tables that hold it are compared byte by byte between machines.</summary>
    private static double Log2(double ratio) => Elementary.Log(ratio) * 1.4426950408889634;

    private static JackknifeEstimate? Log2(IReadOnlyList<double> first, IReadOnlyList<double> second, double a, double b)
    {
        // One group holding every cell: without it there is no ratio, so no error can be stated.
        if (first.Any(x => !(a - x > 0)) || second.Any(x => !(b - x > 0))) return null;
        return Jackknife.Of(Log2(a / b), first.Count, g => Log2((a - first[g]) / (b - second[g])));
    }
}
