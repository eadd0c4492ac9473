using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Lineages;

/// <summary>
/// Resamples whole lineages with replacement. Cells of one lineage are not independent, so a bootstrap over cells would claim too much. Efron and Tibshirani 1993,
/// doi:10.1201/9780429246593; Field and Welsh 2007 (clusters).
/// </summary>
/// <remarks>Replicate r is a function of (seed, r) alone, so results repeat. The unit may be anything that is independent: a <see cref="Lineage"/>, a clone, a well.</remarks>
public static class LineageBootstrap
{
    /// <summary>The statistic with its percentile interval. Replicates in which it does not exist (NaN) are left out.</summary>
    /// <param name="units">The lineages.</param>
    /// <param name="statistic">Evaluated on the units, and on each resample of as many.</param>
    /// <param name="seed">Any number; keep it with the result.</param>
    /// <param name="replicates">Resamples. Default: 1,000.</param>
    /// <param name="confidence">Default: 0.95.</param>
    public static Interval Interval<T>(IReadOnlyList<T> units, Func<IReadOnlyList<T>, double> statistic, ulong seed, int replicates = 1000, double confidence = 0.95)
    {
        var values = Replicates(units, statistic, seed, replicates);
        return new(statistic(units), OrderStatistics.Quantile(values, (1 - confidence) / 2), OrderStatistics.Quantile(values, (1 + confidence) / 2));
    }

    /// <summary>The statistic of each resample; shape [replicates].</summary>
    /// <exception cref="ArgumentException">There is nothing to resample.</exception>
    public static double[] Replicates<T>(IReadOnlyList<T> units, Func<IReadOnlyList<T>, double> statistic, ulong seed, int replicates = 1000)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        Check(units, 1);
        return [.. Enumerable.Range(0, replicates).Select(r => statistic(Resample(units, SplitMix.At(seed, (ulong)r))))];
    }

    /// <summary>A statistic of two sets, both resampled: how far apart two recordings of these lineages come out by chance and by what sets them apart. Shape
    /// [replicates].</summary>
    /// <exception cref="ArgumentException">There is nothing to resample.</exception>
    public static double[] Between<T>(
        IReadOnlyList<T> first, IReadOnlyList<T> second, Func<IReadOnlyList<T>, IReadOnlyList<T>, double> statistic, ulong seed, int replicates = 1000)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        Check(first, 1);
        Check(second, 1);
        return [.. Enumerable.Range(0, replicates).Select(r => statistic(Resample(first, SplitMix.At(seed, 2 * (ulong)r)), Resample(second, SplitMix.At(seed, 2 * (ulong)r + 1))))];
    }

    /// <summary>A statistic of two random halves of the lineages, no lineage in both: what two equally good recordings of half the size differ by. Shape [replicates].</summary>
    /// <exception cref="ArgumentException">Fewer than two units.</exception>
    public static double[] Halves<T>(IReadOnlyList<T> units, Func<IReadOnlyList<T>, IReadOnlyList<T>, double> statistic, ulong seed, int replicates = 1000)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        Check(units, 2);
        return [.. Enumerable.Range(0, replicates).Select(r => Split(units, SplitMix.At(seed, (ulong)r))).Select(h => statistic(h.First, h.Second))];
    }

    /// <summary>One random split into halves: to build a model on the first and test it on the second.</summary>
    public static (IReadOnlyList<T> First, IReadOnlyList<T> Second) Split<T>(IReadOnlyList<T> units, ulong seed)
    {
        Check(units, 2);
        var order = SplitMix.Permutation(units.Count, seed);
        return ([.. order.Take(units.Count / 2).Order().Select(i => units[i])], [.. order.Skip(units.Count / 2).Order().Select(i => units[i])]);
    }

    private static T[] Resample<T>(IReadOnlyList<T> units, ulong seed)
    {
        var sample = new T[units.Count];
        for (var i = 0; i < sample.Length; i++) sample[i] = units[SplitMix.Below(units.Count, seed, (ulong)i)];
        return sample;
    }

    private static void Check<T>(IReadOnlyList<T> units, int least)
    {
        ArgumentNullException.ThrowIfNull(units);
        if (units.Count < least)
            throw new ArgumentException($"{units.Count} lineage(s) cannot be resampled; at least {least} are needed. Check the filter of the table.", nameof(units));
    }
}
