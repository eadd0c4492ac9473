namespace Sintropia.Tensors.Kernels.Rows;

/// <summary>Sums along a row and down columns, in the order that <see cref="Order"/> states. A sum of nothing is 0.</summary>
public static class Sums
{
    /// <summary>How this engine adds, in words; part of its contract.</summary>
    public const string Order =
        "Element i goes to running sum i mod 64; at the end each of the lower half of the sums takes the one half of them further on, until one is left. Beyond 4096 elements the sums are " +
        "emptied after every 4096 into sixty-four totals in double, which are folded in double and rounded once. Products are fused with the addition.";

    /// <summary>Σ xᵢ.</summary>
    public static float Sum(ReadOnlySpan<float> x) => RunningSums.Row(x, default, default, default(Value));

    /// <summary>Σ xᵢ².</summary>
    public static float OfSquares(ReadOnlySpan<float> x) => RunningSums.Row(x, default, default, default(SquareOf));

    /// <summary>Σ |xᵢ|.</summary>
    public static float OfMagnitudes(ReadOnlySpan<float> x) => RunningSums.Row(x, default, default, default(MagnitudeOf));

    /// <summary>Σ xᵢ·yᵢ.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static float OfProducts(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        Lengths.Same(x.Length, y.Length);
        return RunningSums.Row(x, y, default, default(Product));
    }

    /// <summary>Σ (xᵢ − yᵢ)².</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static float OfSquaredDifferences(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        Lengths.Same(x.Length, y.Length);
        return RunningSums.Row(x, y, default, default(SquaredDifference));
    }

    /// <summary>Σ |xᵢ − yᵢ|.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static float OfAbsoluteDifferences(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        Lengths.Same(x.Length, y.Length);
        return RunningSums.Row(x, y, default, default(AbsoluteDifference));
    }

    /// <summary>√Σ xᵢ². Not rescaled: it overflows where a square does.</summary>
    public static float Norm(ReadOnlySpan<float> x) => MathF.Sqrt(OfSquares(x));

    /// <summary>resultⱼ = Σᵢ x[i, j] for the columns from <paramref name="from"/> to <paramref name="to"/> (excluded) of x [rows, width].</summary>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void Columns(ReadOnlySpan<float> x, int width, Span<float> result, int from, int to)
    {
        var rows = Check(x, width, result, from, to);
        if (rows == RunningSums.Count) RunningSums.ColumnsOfSixtyFour(x, width, from, to, result);
        else RunningSums.Columns(x, default, default, rows, width, from, to, result, default(Value));
    }

    /// <summary>resultⱼ = Σᵢ x[i, j]².</summary>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void ColumnsOfSquares(ReadOnlySpan<float> x, int width, Span<float> result, int from, int to)
    {
        var rows = Check(x, width, result, from, to);
        RunningSums.Columns(x, default, default, rows, width, from, to, result, default(SquareOf));
    }

    /// <summary>resultⱼ = Σᵢ |x[i, j]|.</summary>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void ColumnsOfMagnitudes(ReadOnlySpan<float> x, int width, Span<float> result, int from, int to)
    {
        var rows = Check(x, width, result, from, to);
        RunningSums.Columns(x, default, default, rows, width, from, to, result, default(MagnitudeOf));
    }

    /// <summary>resultⱼ = Σᵢ x[i, j]·y[i, j].</summary>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void ColumnsOfProducts(ReadOnlySpan<float> x, ReadOnlySpan<float> y, int width, Span<float> result, int from, int to)
    {
        Lengths.Same(x.Length, y.Length);
        var rows = Check(x, width, result, from, to);
        RunningSums.Columns(x, y, default, rows, width, from, to, result, default(Product));
    }

    /// <summary>What <see cref="Sum"/> means.</summary>
    public static float Reference(ReadOnlySpan<float> x) => RunningSums.Reference(x, default, default, default(Value));

    /// <summary>What <see cref="OfProducts"/> means.</summary>
    public static float Reference(ReadOnlySpan<float> x, ReadOnlySpan<float> y) => RunningSums.Reference(x, y, default, default(Product));

    internal static int Check(ReadOnlySpan<float> x, int width, Span<float> result, int from, int to)
    {
        Lengths.Same(width, result.Length);
        if (width == 0) return 0;
        Lengths.Same(x.Length, x.Length / width * width);
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to, width);
        return x.Length / width;
    }
}
