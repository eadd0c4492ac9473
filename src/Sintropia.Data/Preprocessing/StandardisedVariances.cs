using Sintropia.Biology.Numerics;
using Sintropia.Data.Matrices;

namespace Sintropia.Data.Preprocessing;

/// <summary>Variances of counts after standardising by a curve of variance over mean: the flavour seurat_v3.</summary>
internal static class StandardisedVariances
{
    private static readonly double Ln10 = Elementary.Log(10);

    public static GeneVariability Find(CellMatrix counts, int top, double span)
    {
        if (!(span is > 0 and <= 1)) throw new ArgumentException($"A fit cannot take {span} of the genes. Give a share above 0, at most 1.", nameof(span));
        MatrixValues.EachRow(counts, (row, columns, values) =>
        {
            for (var i = 0; i < values.Length; i++)
                if (!(values[i] >= 0) || MathF.Floor(values[i]) != values[i] || float.IsInfinity(values[i]))
                    throw new ArgumentException($"Cell {row}, gene {columns[i]} (from 0): {values[i]} is no count, and this flavour needs counts. Give the counts, or use the flavour seurat for log-normalised data.", nameof(counts));
        });

        var (means, variances) = ColumnMoments.Of(counts);
        var spreads = ExpectedSpreads(means, variances, span);
        var standardised = Clipped(counts, means, spreads);
        int[] ranked = [.. Enumerable.Range(0, means.Length).OrderByDescending(g => standardised[g]).ThenBy(g => g)];
        var chosen = new bool[means.Length];
        foreach (var gene in ranked.AsSpan(0, Math.Min(top, ranked.Length))) chosen[gene] = true;
        return new(means, variances, standardised, chosen);
    }

    /// <summary>The standard deviation that the curve expects of each gene; 1 for one that does not vary.</summary>
    private static double[] ExpectedSpreads(double[] means, double[] variances, double span)
    {
        int[] varying = [.. Enumerable.Range(0, means.Length).Where(g => variances[g] > 0)];
        var spreads = new double[means.Length];
        Array.Fill(spreads, 1);
        if (varying.Length == 0) return spreads;
        var fitted = Loess.Fit(Array.ConvertAll(varying, g => Elementary.Log(means[g]) / Ln10), Array.ConvertAll(varying, g => Elementary.Log(variances[g]) / Ln10), span);
        for (var i = 0; i < varying.Length; i++) spreads[varying[i]] = Math.Sqrt(Elementary.Pow(10, fitted[i]));
        return spreads;
    }

    /// <summary>The variance of (count − mean)/spread, a count at most √cells spreads above the mean.</summary>
    private static double[] Clipped(CellMatrix counts, double[] means, double[] spreads)
    {
        var cells = (double)counts.Rows;
        var (sums, squares, limits) = (new double[means.Length], new double[means.Length], new double[means.Length]);
        for (var g = 0; g < limits.Length; g++) limits[g] = spreads[g] * Math.Sqrt(cells) + means[g];
        MatrixValues.EachRow(counts, (_, columns, values) =>
        {
            for (var i = 0; i < values.Length; i++)
            {
                var value = Math.Min(values[i], limits[columns[i]]);
                sums[columns[i]] += value;
                squares[columns[i]] += value * value;
            }
        });
        for (var g = 0; g < means.Length; g++) squares[g] = (cells * (means[g] * means[g]) + squares[g] - 2 * sums[g] * means[g]) / ((cells - 1) * (spreads[g] * spreads[g]));
        return squares;
    }
}
