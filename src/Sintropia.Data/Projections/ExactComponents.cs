namespace Sintropia.Data.Projections;

/// <summary>All components by the eigenvectors of the smaller of AᵀA and AAᵀ, of which the greatest are kept.</summary>
internal static class ExactComponents
{
    public static double[] Of(CentredMatrix a, int count) => a.Columns <= a.Rows ? OfColumns(a, count) : OfRows(a, count);

    private static double[] OfColumns(CentredMatrix a, int count)
    {
        var n = a.Columns;
        var (products, unit, along, back) = (new double[n * n], new double[n], new double[a.Rows], new double[n]);
        for (var c = 0; c < n; c++)
        {
            unit[c] = 1;
            a.Times(unit, along);
            a.TransposedTimes(along, back);
            back.CopyTo(products.AsSpan(c * n));
            unit[c] = 0;
        }

        Symmetrise(products, n);
        return SymmetricEigen.Of(products, n).Vectors[..(count * n)];
    }

    private static double[] OfRows(CentredMatrix a, int count)
    {
        var n = a.Rows;
        var (products, unit, back, along) = (new double[n * n], new double[n], new double[a.Columns], new double[n]);
        for (var r = 0; r < n; r++)
        {
            unit[r] = 1;
            a.TransposedTimes(unit, back);
            a.Times(back, along);
            along.CopyTo(products.AsSpan(r * n));
            unit[r] = 0;
        }

        Symmetrise(products, n);
        var vectors = SymmetricEigen.Of(products, n).Vectors;
        var loadings = new double[count * a.Columns];
        for (var k = 0; k < count; k++)
        {
            a.TransposedTimes(vectors.AsSpan(k * n, n).ToArray(), back);
            back.CopyTo(loadings.AsSpan(k * a.Columns));
            Vectors.MakeOrthonormal(loadings, k, a.Columns);
        }

        return loadings;
    }

    private static void Symmetrise(double[] products, int n)
    {
        for (var i = 0; i < n; i++)
        for (var j = 0; j < i; j++)
            products[i * n + j] = products[j * n + i] = (products[i * n + j] + products[j * n + i]) / 2;
    }
}
