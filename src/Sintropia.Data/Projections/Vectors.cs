using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Data.Projections;

/// <summary>Rows of vectors in one array.</summary>
internal static class Vectors
{
    private const double Negligible = 1e-10;

    /// <summary>Eight running sums, in vectors of four on every machine, so the bits stay.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y = ref MemoryMarshal.GetReference(b);
        var (low, high, i) = (Vector256<double>.Zero, Vector256<double>.Zero, 0);
        for (; i + 8 <= a.Length; i += 8)
        {
            low = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, (nuint)i), Vector256.LoadUnsafe(ref y, (nuint)i), low);
            high = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, (nuint)i + 4), Vector256.LoadUnsafe(ref y, (nuint)i + 4), high);
        }

        var sum = Fold(low + high);
        for (; i < a.Length; i++) sum = Math.FusedMultiplyAdd(a[i], b[i], sum);
        return sum;
    }

    /// <summary>The same of floats and doubles.</summary>
    public static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<double> b)
    {
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y = ref MemoryMarshal.GetReference(b);
        var (low, high, i) = (Vector256<double>.Zero, Vector256<double>.Zero, 0);
        for (; i + 8 <= a.Length; i += 8)
        {
            var (first, second) = Vector256.Widen(Vector256.LoadUnsafe(ref x, (nuint)i));
            low = Vector256.FusedMultiplyAdd(first, Vector256.LoadUnsafe(ref y, (nuint)i), low);
            high = Vector256.FusedMultiplyAdd(second, Vector256.LoadUnsafe(ref y, (nuint)i + 4), high);
        }

        var sum = Fold(low + high);
        for (; i < a.Length; i++) sum = Math.FusedMultiplyAdd(a[i], b[i], sum);
        return sum;
    }

    /// <summary>to += scale·from.</summary>
    public static void Add(Span<double> to, double scale, ReadOnlySpan<double> from)
    {
        ref var x = ref MemoryMarshal.GetReference(to);
        ref var y = ref MemoryMarshal.GetReference(from);
        var (factor, i) = (Vector256.Create(scale), 0);
        for (; i + 4 <= to.Length; i += 4)
            Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref y, (nuint)i), Vector256.LoadUnsafe(ref x, (nuint)i)).StoreUnsafe(ref x, (nuint)i);
        for (; i < to.Length; i++) to[i] = Math.FusedMultiplyAdd(scale, from[i], to[i]);
    }

    /// <summary>to += scale·from.</summary>
    public static void Add(Span<double> to, double scale, ReadOnlySpan<float> from)
    {
        ref var x = ref MemoryMarshal.GetReference(to);
        ref var y = ref MemoryMarshal.GetReference(from);
        var (factor, i) = (Vector256.Create(scale), 0);
        for (; i + 8 <= to.Length; i += 8)
        {
            var (first, second) = Vector256.Widen(Vector256.LoadUnsafe(ref y, (nuint)i));
            Vector256.FusedMultiplyAdd(factor, first, Vector256.LoadUnsafe(ref x, (nuint)i)).StoreUnsafe(ref x, (nuint)i);
            Vector256.FusedMultiplyAdd(factor, second, Vector256.LoadUnsafe(ref x, (nuint)i + 4)).StoreUnsafe(ref x, (nuint)i + 4);
        }

        for (; i < to.Length; i++) to[i] = Math.FusedMultiplyAdd(scale, from[i], to[i]);
    }

    /// <summary>Takes from a vector what it has of the first rows, twice, for once leaves what rounding made.</summary>
    public static void Remove(Span<double> vector, ReadOnlySpan<double> rows, int count)
    {
        for (var pass = 0; pass < 2; pass++)
        for (var k = 0; k < count; k++)
        {
            var row = rows.Slice(k * vector.Length, vector.Length);
            Add(vector, -Dot(vector, row), row);
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

    private static double Fold(Vector256<double> sums) => (sums[0] + sums[2]) + (sums[1] + sums[3]);
}
