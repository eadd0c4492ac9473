using Sintropia.Biology.Chance;

namespace Sintropia.Predictors.ScGpt;

/// <summary>Brings a cell's values to bins of its own: quantiles of what it expresses. Zeros stay 0, others become 1 to bins − 1.</summary>
public static class ValueBinning
{
    /// <summary>Bins of a cell. Values that fall on several edges at once are spread over their bins by chance, as published.</summary>
    /// <param name="values">Of all genes, or of those that are expressed; not negative.</param>
    /// <param name="bins">Bins, that of zero among them; 3 or more.</param>
    /// <param name="draws">A number from 0 to 1 for each value that is binned, in order; empty for one half each, which makes bins a function of values alone.</param>
    /// <exception cref="ArgumentException">A value is negative or not finite, or draws are too few.</exception>
    public static float[] Of(ReadOnlySpan<float> values, int bins, ReadOnlySpan<double> draws = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 3);
        var binned = new float[values.Length];
        List<float> expressed = [];
        foreach (var value in values)
        {
            if (!(value >= 0 && float.IsFinite(value))) throw new ArgumentException($"A value is {value.ToString(System.Globalization.CultureInfo.InvariantCulture)}, which is no expression. Give counts, or log1p of them.", nameof(values));
            if (value > 0) expressed.Add(value);
        }

        if (expressed.Count == 0) return binned;
        if (draws.Length > 0 && draws.Length < expressed.Count) throw new ArgumentException($"{draws.Length} draws are too few for {expressed.Count} values. Give one each.", nameof(draws));
        var edges = Edges(expressed, bins - 1);
        var drawn = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] == 0) continue;
            int not = Below(edges, values[i], orAt: false), reached = Below(edges, values[i], orAt: true);
            var u = draws.Length > 0 ? draws[drawn] : 0.5;
            drawn++;
            binned[i] = (float)Math.Ceiling(u * (not - reached) + reached);
        }

        return binned;
    }

    /// <summary>Draws for the values of a cell: a function of seed, cell and place.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="cell">The cell's number.</param>
    public static double[] Draws(int count, ulong seed, long cell)
    {
        var draws = new double[count];
        for (var i = 0; i < count; i++) draws[i] = ((Philox.Encrypt(new((ulong)i, (ulong)cell), seed).Low >> 11) + 0.5) * (1.0 / (1UL << 53));
        return draws;
    }

    // NumPy's linear quantiles at equal distances, to the bit: whether an edge lies on a value or beside it decides its bin.
    private static double[] Edges(List<float> expressed, int count)
    {
        float[] sorted = [.. expressed.Order()];
        var edges = new double[count];
        var step = 1.0 / (count - 1);
        for (var k = 0; k < count; k++)
        {
            var place = (sorted.Length - 1) * (k == count - 1 ? 1 : k * step);
            var low = (int)Math.Floor(place);
            var (below, above, share) = (sorted[low], sorted[Math.Min(low + 1, sorted.Length - 1)], place - low);
            double difference = above - below;
            edges[k] = share >= 0.5 ? above - difference * (1 - share) : below + difference * share;
        }

        return edges;
    }

    private static int Below(double[] edges, double value, bool orAt)
    {
        var count = 0;
        while (count < edges.Length && (edges[count] < value || (orAt && edges[count] == value))) count++;
        return count;
    }
}
