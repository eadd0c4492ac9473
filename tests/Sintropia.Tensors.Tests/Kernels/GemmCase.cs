using System.Runtime.InteropServices;
using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Tests.Kernels;

/// <summary>One product with everything that could change its bits and must not.</summary>
internal sealed record GemmCase(int M, int N, int K)
{
    public MatrixLayout A { get; init; } = MatrixLayout.RowMajor(M, K);

    public MatrixLayout B { get; init; } = MatrixLayout.RowMajor(K, N);

    public MatrixLayout C { get; init; } = MatrixLayout.RowMajor(M, N);

    public float Alpha { get; init; } = 1;

    public bool Accumulate { get; init; }

    public bool Bias { get; init; }

    public bool Packed { get; init; }

    /// <summary>A case whose every property is drawn.</summary>
    public static GemmCase Draw(Random random, int[] sizes)
    {
        int m = Size(), n = Size(), k = Size();
        var start = random.Next(3);
        return new(m, n, k)
        {
            A = Layout(m, k), B = Layout(k, n), C = Result(), Accumulate = start == 1, Bias = start == 2 && n > 0, Alpha = random.Next(3) == 0 ? -0.37f : 1, Packed = random.Next(3) == 0,
        };

        int Size() => sizes[random.Next(sizes.Length)];

        MatrixLayout Layout(int rows, int columns) => random.Next(6) switch
        {
            0 or 1 => MatrixLayout.RowMajor(rows, columns),
            2 or 3 => MatrixLayout.RowMajor(columns, rows).Transposed,
            4 => new(rows, columns, columns * 2 + random.Next(4), random.Next(1, 3)),
            _ => new(rows, columns, random.Next(2), random.Next(1, 4)), // elements that several rows share, as in an expanded view
        };

        MatrixLayout Result() => random.Next(6) switch
        {
            0 => MatrixLayout.RowMajor(n, m).Transposed,
            1 => new(m, n, 2 * n + 3, 2),
            2 => new(m, n, n + 5, 1),
            _ => MatrixLayout.RowMajor(m, n),
        };
    }

    /// <summary>Null if the kernel and the definition agree in every bit, and nothing beside the result was written.</summary>
    public string? Disagreement(GemmBody body, Team team, Random random)
    {
        var (a, b, c, bias) = (Values(A.Extent, random), Values(B.Extent, random), Values(C.Extent + 3, random), Bias ? Values(N, random) : []);
        var expected = (float[])c.Clone();
        Gemm.Reference(a, A, b, B, expected, C, Alpha, Accumulate, bias);

        if (Packed) Gemm.Multiply(team, a, A, new PackedMatrix(b, B, body), c, C, Alpha, Accumulate, bias);
        else Gemm.Multiply(team, body, GemmBatch.One, a, A, b, B, c, C, Alpha, Accumulate, bias);
        return SameBits(expected, c) ? null : $"{body}, {team.Threads} threads: {this}";
    }

    /// <summary>Whether two spans hold the same bits.</summary>
    public static bool SameBits(ReadOnlySpan<float> one, ReadOnlySpan<float> other) => MemoryMarshal.AsBytes(one).SequenceEqual(MemoryMarshal.AsBytes(other));

    /// <summary>Values of both signs and several magnitudes, exact zeros among them.</summary>
    public static float[] Values(long count, Random random)
    {
        var values = new float[count];
        for (var i = 0; i < values.Length; i++)
            values[i] = random.Next(20) == 0 ? 0 : (random.NextSingle() - 0.5f) * MathF.ScaleB(1, random.Next(-3, 4));
        return values;
    }
}
