using System.Collections.Immutable;
using Sintropia.Data.Matrices;

namespace Sintropia.Data.Preprocessing;

/// <summary>Brings cells to one size, for what a cell has in all says more of how well it was caught than of what it is.</summary>
/// <remarks>As scanpy's <c>normalize_total</c> (1.10 to 1.13): sizes are added in double and kept as float, factors and quotients are float.</remarks>
public static class LibrarySizes
{
    /// <summary>Divides each cell by its size over the target.</summary>
    /// <param name="counts">[cells, genes], ≥ 0.</param>
    /// <param name="options">To what size; null for the median.</param>
    /// <exception cref="ArgumentException">A value is negative or not finite, or an option is out of range.</exception>
    public static NormalisedMatrix Normalise(CellMatrix counts, LibrarySizeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        options ??= new();
        if (options.Target is { } wanted && !(wanted > 0 && double.IsFinite(wanted))) throw new ArgumentException($"Cells cannot be brought to a sum of {wanted}. Give a positive one, as 10000.", nameof(options));
        if (!(options.MaxFraction is >= 0 and <= 1)) throw new ArgumentException($"A gene cannot be {options.MaxFraction} of a cell. Give a share from 0 to 1.", nameof(options));
        MatrixValues.CheckCounts(counts);
        if (options.Sizes is { } given) CheckSizes(given, counts.Rows, options.ExcludeHighlyExpressed);

        var sizes = Sizes(options.Sizes is null ? counts.RowSums() : [.. options.Sizes]);
        ImmutableArray<int> excluded = [];
        if (options.ExcludeHighlyExpressed)
        {
            var high = HighlyExpressed(counts, sizes, options.MaxFraction);
            excluded = [.. Enumerable.Range(0, high.Length).Where(g => high[g])];
            sizes = Sizes(SumsWithout(counts, high));
        }

        var target = (float)(options.Target ?? MedianOfFilled(sizes));
        var factors = Array.ConvertAll(sizes, size => size / target);
        return new(MatrixValues.MapRows(counts, (row, values) =>
        {
            var factor = factors[row] == 0 ? 1 : factors[row];
            for (var i = 0; i < values.Length; i++) values[i] /= factor;
        }), factors, target, excluded);
    }

    private static void CheckSizes(IReadOnlyList<double> sizes, int cells, bool exclude)
    {
        if (sizes.Count != cells) throw new ArgumentException($"{sizes.Count} sizes do not fit {cells} cells. Give one each.", nameof(sizes));
        if (exclude) throw new ArgumentException("Genes cannot be left out of sizes that are given. Give sizes without them, or none.", nameof(sizes));
        for (var cell = 0; cell < cells; cell++)
            if (!(sizes[cell] >= 0 && double.IsFinite(sizes[cell])))
                throw new ArgumentException($"Cell {cell} (from 0) cannot have the size {sizes[cell]}. Give a number from 0.", nameof(sizes));
    }

    private static float[] Sizes(double[] sums) => Array.ConvertAll(sums, sum => (float)sum);

    private static bool[] HighlyExpressed(CellMatrix counts, float[] sizes, double share)
    {
        var high = new bool[counts.Columns];
        MatrixValues.EachRow(counts, (row, columns, values) =>
        {
            for (var i = 0; i < values.Length; i++)
                if (values[i] > share * sizes[row])
                    high[columns[i]] = true;
        });
        return high;
    }

    private static double[] SumsWithout(CellMatrix counts, bool[] left)
    {
        var sums = new double[counts.Rows];
        MatrixValues.EachRow(counts, (row, columns, values) =>
        {
            for (var i = 0; i < values.Length; i++)
                if (!left[columns[i]])
                    sums[row] += values[i];
        });
        return sums;
    }

    // The mean of the two in the middle is taken in float, as numpy does. Without any filled cell every target does as well.
    private static float MedianOfFilled(float[] sizes)
    {
        var filled = Array.FindAll(sizes, size => size > 0);
        if (filled.Length == 0) return 1;
        Array.Sort(filled);
        var middle = filled.Length / 2;
        return filled.Length % 2 == 1 ? filled[middle] : (filled[middle - 1] + filled[middle]) / 2;
    }
}
