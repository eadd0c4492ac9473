using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Tests.Kernels;

/// <summary>One hash for every number of rows, threads, body and machine: child processes run this class with less of the processor.</summary>
public sealed class GemmBitsTests
{
    private const int Most = 257, N = 49, K = 270;
    private const string Hash = "9034ca6f69317ca4";

    private readonly float[] _a = GemmCase.Values(Most * K, new(1)), _b = GemmCase.Values(K * N, new(2)), _bias = GemmCase.Values(N, new(3));

    public static TheoryData<string> Bodies => GemmTests.Bodies;

    [Theory]
    [MemberData(nameof(Bodies))]
    public void The_bits_of_a_row_depend_neither_on_how_many_are_computed_with_it_nor_on_the_body_nor_on_the_machine(string name)
    {
        var body = GemmTests.Supported(name);
        var all = Product(Most, body, Team.Single, isPacked: false);
        Assert.Equal(Hash, HashOf(all));

        for (var rows = 1; rows < Most; rows++)
            Assert.True(GemmCase.SameBits(all.AsSpan(0, rows * N), Product(rows, body, Team.Single, isPacked: rows % 3 == 0)), $"{rows} rows alone have other bits than among {Most}.");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_bits_do_not_depend_on_threads(int threads)
    {
        using var team = new Team(threads);

        Assert.Equal(Hash, HashOf(Product(Most, GemmBody.Best, team, isPacked: false)));
        Assert.Equal(Hash, HashOf(Product(Most, GemmBody.Best, team, isPacked: true)));
    }

    private static string HashOf(float[] values) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan()))[..8]);

    private float[] Product(int rows, GemmBody body, Team team, bool isPacked)
    {
        var c = new float[rows * N];
        var (a, b, result) = (MatrixLayout.RowMajor(rows, K), MatrixLayout.RowMajor(K, N), MatrixLayout.RowMajor(rows, N));
        if (isPacked) Gemm.Multiply(team, _a, a, new PackedMatrix(_b, b, body), c, result, bias: _bias);
        else Gemm.Multiply(team, body, GemmBatch.One, _a, a, _b, b, c, result, 1, false, _bias);
        return c;
    }
}
