using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Shapes;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Tests.Kernels;

public sealed class GemmTests
{
    private static readonly int[] Awkward = [0, 1, 1, 2, 3, 5, 6, 7, 8, 9, 11, 13, 15, 16, 17, 23, 31, 32, 33, 47, 64, 65, 97, 127, 130, 200, 255, 256, 257, 300];

    public static TheoryData<string> Bodies => [.. Enum.GetNames<GemmBody>()];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Every_body_gives_the_bits_of_the_definition_for_all_shapes_and_layouts(string name)
    {
        var body = Supported(name);
        var random = new Random(1);
        AllAgree(Enumerable.Range(0, 1500).Select(_ => GemmCase.Draw(random, Awkward)), body, Team.Single, random);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_product_of_few_rows_gives_the_bits_of_the_definition(string name)
    {
        var body = Supported(name);
        var random = new Random(2);
        var cases = from m in new[] { 1, 2, 3, 4, 5, 6, 7, 8, 13, 16, 24, 25 }
                    from n in new[] { 1, 8, 15, 16, 31, 33, 129, 256, 273 }
                    from k in new[] { 1, 3, 4, 15, 16, 37, 256, 270 }
                    let turned = random.Next(2) == 0
                    select new GemmCase(m, n, k) { B = turned ? MatrixLayout.RowMajor(n, k).Transposed : MatrixLayout.RowMajor(k, n), Accumulate = random.Next(2) == 0, Packed = random.Next(4) == 0 };
        AllAgree(cases, body, Team.Single, random);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Threads_change_no_bit(string name)
    {
        var body = Supported(name);
        var random = new Random(3);
        foreach (var threads in new[] { 2, 3, 4 })
        {
            using var team = new Team(threads);
            AllAgree(Enumerable.Range(0, 20).Select(_ => GemmCase.Draw(random, [96, 128, 150, 200, 257, 320])), body, team, random);
            AllAgree([new(1000, 70, 60), new(5, 3000, 300), new(900, 33, 300) { Packed = true }, new(30, 1000, 200) { B = MatrixLayout.RowMajor(1000, 200).Transposed }], body, team, random);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_batch_is_its_products(int threads)
    {
        using var team = new Team(threads);
        var random = new Random(4);
        const int Outer = 3, Inner = 4, M = 40, N = 37, K = 70; // heads side by side in a row, as attention has them
        var (a, b, c) = (GemmCase.Values(Outer * Inner * M * K, random), GemmCase.Values(Inner * K * N, random), GemmCase.Values(Outer * Inner * M * N, random));
        var (aLayout, bLayout, cLayout) = (new MatrixLayout(M, K, Inner * K, 1), MatrixLayout.RowMajor(N, K).Transposed, new MatrixLayout(M, N, Inner * N, 1));
        var expected = (float[])c.Clone();
        for (var outer = 0; outer < Outer; outer++)
            for (var inner = 0; inner < Inner; inner++)
                Gemm.Reference(a.AsSpan(outer * M * Inner * K + inner * K), aLayout, b.AsSpan(inner * K * N), bLayout, expected.AsSpan(outer * M * Inner * N + inner * N), cLayout, 0.5f, accumulate: true);

        var batch = new GemmBatch(Outer, Inner, new(M * Inner * K, K), new(0, K * N), new(M * Inner * N, N));
        Gemm.Multiply(team, batch, a, aLayout, b, bLayout, c, cLayout, 0.5f, accumulate: true);

        Assert.True(GemmCase.SameBits(expected, c));
    }

    [Fact]
    public void A_batch_may_share_one_packed_matrix()
    {
        var random = new Random(5);
        var (a, b, bias, c) = (GemmCase.Values(6 * 9 * 20, random), GemmCase.Values(20 * 50, random), GemmCase.Values(50, random), new float[6 * 9 * 50]);
        var expected = new float[c.Length];
        Gemm.Reference(a, MatrixLayout.RowMajor(54, 20), b, MatrixLayout.RowMajor(20, 50), expected, MatrixLayout.RowMajor(54, 50), bias: bias);

        Gemm.Multiply(Team.Single, GemmBatch.Of(6, 9 * 20, 0, 9 * 50), a, MatrixLayout.RowMajor(9, 20), new PackedMatrix(b, MatrixLayout.RowMajor(20, 50)), c, MatrixLayout.RowMajor(9, 50), bias: bias);

        Assert.True(GemmCase.SameBits(expected, c));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void What_is_not_a_number_reaches_exactly_the_elements_that_use_it(string name)
    {
        var body = Supported(name);
        var random = new Random(6);
        foreach (var (m, n, k) in new[] { (1, 40, 30), (3, 33, 300), (20, 45, 270), (50, 31, 40) })
        {
            var (a, b) = (GemmCase.Values(m * k, random), GemmCase.Values(k * n, random));
            if (m > 1) a[random.Next(a.Length)] = float.PositiveInfinity;
            b[random.Next(b.Length)] = float.NaN;
            b[random.Next(b.Length)] = float.NegativeInfinity;
            var (expected, actual) = (new float[m * n], new float[m * n]);
            Gemm.Reference(a, MatrixLayout.RowMajor(m, k), b, MatrixLayout.RowMajor(k, n), expected, MatrixLayout.RowMajor(m, n));

            Gemm.Multiply(Team.Single, body, GemmBatch.One, a, MatrixLayout.RowMajor(m, k), b, MatrixLayout.RowMajor(k, n), actual, MatrixLayout.RowMajor(m, n), 1, false, []);

            Assert.Equal(expected, actual); // every NaN equals every other here: its payload is not promised
            Assert.Contains(actual, float.IsNaN);
            Assert.Contains(actual, float.IsFinite);
        }
    }

    [Fact]
    public void In_steady_state_a_product_allocates_nothing()
    {
        using var team = new Team(3);
        var random = new Random(7);
        var (a, b, c) = (GemmCase.Values(200 * 200, random), GemmCase.Values(200 * 300, random), new float[200 * 300]);
        var packed = new PackedMatrix(b, MatrixLayout.RowMajor(200, 300));
        void Products()
        {
            foreach (var rows in (ReadOnlySpan<int>)[1, 20, 200])
            {
                Gemm.Multiply(team, a, MatrixLayout.RowMajor(rows, 200), b, MatrixLayout.RowMajor(200, 300), c, MatrixLayout.RowMajor(rows, 300));
                Gemm.Multiply(team, a, MatrixLayout.RowMajor(rows, 200), packed, c, MatrixLayout.RowMajor(rows, 300));
            }

            packed.Pack(b, MatrixLayout.RowMajor(200, 300));
        }

        for (var i = 0; i < 3; i++) Products();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) Products();

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named_with_what_to_do()
    {
        var (a, b, c) = (new float[6], new float[6], new float[4]);

        var summed = Assert.Throws<ShapeException>(() => Gemm.Multiply(Team.Single, a, MatrixLayout.RowMajor(2, 3), b, MatrixLayout.RowMajor(2, 3), c, MatrixLayout.RowMajor(2, 2)));
        var room = Assert.Throws<ShapeException>(() => Gemm.Multiply(Team.Single, a, MatrixLayout.RowMajor(2, 3), b, MatrixLayout.RowMajor(3, 2), c, MatrixLayout.RowMajor(2, 3)));
        var tooShort = Assert.Throws<ShapeException>(() => Gemm.Multiply(Team.Single, a, MatrixLayout.RowMajor(2, 4), b, MatrixLayout.RowMajor(4, 1), c, MatrixLayout.RowMajor(2, 1)));
        var onEachOther = Assert.Throws<ShapeException>(() => Gemm.Multiply(Team.Single, a, MatrixLayout.RowMajor(2, 3), b, MatrixLayout.RowMajor(3, 2), c, new(2, 2, 1, 1)));
        var bias = Assert.Throws<ShapeException>(() => Gemm.Multiply(Team.Single, a, MatrixLayout.RowMajor(2, 3), b, MatrixLayout.RowMajor(3, 2), c, MatrixLayout.RowMajor(2, 2), bias: new float[3]));

        Assert.Contains("[2, 3] · [2, 3]", summed.Message, StringComparison.Ordinal);
        Assert.Contains("[2, 2]", room.Message, StringComparison.Ordinal);
        Assert.Contains("needs 8 elements and the span has 6", tooShort.Message, StringComparison.Ordinal);
        Assert.Contains("lie on each other", onEachOther.Message, StringComparison.Ordinal);
        Assert.Contains("a bias of 3 elements for 2 columns", bias.Message, StringComparison.Ordinal);
    }

    /// <summary>A body by its name, where this processor runs it.</summary>
    internal static GemmBody Supported(string name)
    {
        var body = Enum.Parse<GemmBody>(name);
        Assert.SkipUnless(body.IsSupported(), $"This processor does not run the body {body}.");
        return body;
    }

    private static void AllAgree(IEnumerable<GemmCase> cases, GemmBody body, Team team, Random random) =>
        Assert.Empty(cases.Select(c => c.Disagreement(body, team, random)).OfType<string>());
}
