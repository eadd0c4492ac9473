namespace Sintropia.Data.Projections;

/// <summary>Rows of vectors in one array.</summary>
internal static class Vectors
{
    private const double Negligible = 1e-10;

    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        // Four running sums: one would wait for itself at every step.
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        var i = 0;
        for (; i + 3 < a.Length; i += 4)
        {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }

        for (; i < a.Length; i++) s0 += a[i] * b[i];
        return (s0 + s1) + (s2 + s3);
    }

    /// <summary>Takes from a vector what it has of the first rows, twice, for once leaves what rounding made.</summary>
    public static void Remove(Span<double> vector, ReadOnlySpan<double> rows, int count)
    {
        for (var pass = 0; pass < 2; pass++)
        for (var k = 0; k < count; k++)
        {
            var row = rows.Slice(k * vector.Length, vector.Length);
            var along = Dot(vector, row);
            for (var i = 0; i < vector.Length; i++) vector[i] -= along * row[i];
        }
    }

    /// <summary>Makes row k orthogonal to those before it and of length one. One that has nothing left is replaced by what is left of a unit vector.</summary>
    public static void MakeOrthonormal(double[] rows, int k, int length)
    {
        var row = rows.AsSpan(k * length, length);
        var before = Math.Sqrt(Dot(row, row));
        Remove(row, rows, k);
        var after = Math.Sqrt(Dot(row, row));
        for (var unit = 0; !(after > Negligible * before) || after == 0; unit++)
        {
            row.Clear();
            row[unit] = 1;
            Remove(row, rows, k);
            (before, after) = (1, Math.Sqrt(Dot(row, row)));
            if (after < 0.5 / Math.Sqrt(length)) after = 0; // some unit vector has at least this much left
        }

        for (var i = 0; i < length; i++) row[i] /= after;
    }
}
