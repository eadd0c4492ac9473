using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Kernels.Distances;
using Sintropia.Tensors.Kernels.Losses;
using Sintropia.Tensors.Kernels.Optimisers;
using Sintropia.Tensors.Kernels.Rows;
using Sintropia.Tensors.Tests.Kernels.Functions;

namespace Sintropia.Tensors.Tests.Kernels;

/// <summary>The bits of row kernels, hashed, on awkward lengths. A value here changes only together with the version of the engine: stored predictions depend on it. That a poorer processor gives the same is asked by running this class on one.</summary>
public sealed class RowBitsTests
{
    private static readonly int[] Some = [1, 15, 16, 17, 63, 64, 65, 100, 257, 4097, 10_000];

    [Theory]
    [InlineData("functions", 0xD650CB0FDA64E16DUL)]
    [InlineData("gradients", 0x7D2E9EEC460733E2UL)]
    [InlineData("sums", 0x97EAF1783431F6A1UL)]
    [InlineData("columns", 0x5F6494ECEC59068FUL)]
    [InlineData("softmax", 0xEF8D5C85C0EAC1FCUL)]
    [InlineData("norms", 0xBD9C68C6B87E2C6AUL)]
    [InlineData("losses", 0x564664596C6B992EUL)]
    [InlineData("distances", 0x383D984C55252C0AUL)]
    [InlineData("adam", 0x83FAE70E31D6EC31UL)]
    public void Every_machine_gives_these_bits(string kernels, ulong expected) => Assert.Equal($"{expected:X16}", $"{HashOf(kernels):X16}");

    [Fact]
    public void Columns_of_sixty_four_rows_and_rows_of_several_blocks_have_the_bits_of_the_order_that_is_stated()
    {
        foreach (var width in new[] { 15, 16, 100, 1024, 1041, 2070 })
        {
            var x = Awkward.Normal(64 * width, width);
            for (var i = 0; i < 64; i++) x[i * width + width / 2] = -0f; // a running sum begins with +0
            var sums = Awkward.Room(width);
            foreach (var (from, to) in new[] { (0, width / 3), (width / 3, width) }) Sums.Columns(x, width, sums, from, to);
            Awkward.AssertUntouchedBeside(sums);
            for (var j = 0; j < width; j++) Bits.AssertSame(Sums.Reference(Rows.SumsTests.Column(x, j, width)), sums[j], $"column {j} of {width}");
        }

        foreach (var length in new[] { 4096, 4097, 8192, 8319, 65536, 70001 })
        {
            var (x, y) = (Awkward.Normal(length, length), Awkward.Normal(length, length + 1));
            Bits.AssertSame(Sums.Reference(x), Sums.Sum(x), $"sum of {length}");
            Bits.AssertSame(Sums.Reference(x, y), Sums.OfProducts(x, y), $"products of {length}");
        }
    }

    private static ulong HashOf(string kernels) => kernels switch
    {
        "functions" => UnaryCase.All.Aggregate(Bits.Seed, (hash, c) => OverLengths(hash, 1, (x, _, y) => c.Map(x, y))),
        "gradients" => BinaryCase.All.Aggregate(Bits.Seed, (hash, c) => OverLengths(hash, 1, c.Zip)),
        "sums" => OverLengths(Bits.Seed, 1, (x, g, y) =>
        {
            (x, g) = (Awkward.Normal(x.Count, 1, 3, 1), Awkward.Normal(x.Count, 2));
            (y[0], y[^1]) = (Sums.Sum(x), Sums.OfProducts(x, g));
            (y[y.Count / 2], y[y.Count / 3]) = (Moments.Variance(x, 0), Sums.OfAbsoluteDifferences(x, g));
        }),
        "columns" => OverLengths(Bits.Seed, 7, (x, _, y) =>
        {
            x = Awkward.Normal(x.Count, 1, 3, 1);
            Sums.Columns(x, 7, y.Slice(0, 7), 0, 7);
            Moments.VarianceOfColumns(x, x.Count / 7, 1, y.Slice(0, x.Count / 7), 0, x.Count / 7);
        }),
        "softmax" => OverLengths(Bits.Seed, 3, (x, g, y) =>
        {
            x = Awkward.Normal(x.Count, 1, 5);
            Softmax.Forward(x, x.Count / 3, y);
            Softmax.Backward(y, Awkward.Normal(x.Count, 2), x.Count / 3, y);
            LogSoftmax.Forward(x, x.Count / 3, x);
            for (var i = 0; i < x.Count; i++) y[i] += x[i];
        }),
        "norms" => OverLengths(Bits.Seed, 3, (x, g, y) =>
        {
            var length = x.Count / 3;
            (x, g) = (Awkward.Normal(x.Count, 1, 5, 20), Awkward.Normal(x.Count, 2));
            var (scale, shift) = (Awkward.Normal(length, 3), Awkward.Normal(length, 4));
            var (mean, inverse, z) = (new float[3], new float[3], new float[x.Count]);
            LayerNorm.Forward(x, scale, shift, length, 1e-5f, y, mean, inverse);
            LayerNorm.Backward(x, scale, mean, inverse, g, length, z);
            LayerNorm.OfParameters(x, mean, inverse, g, length, scale, shift, 0, length);
            for (var i = 0; i < x.Count; i++) y[i] += z[i] + scale[i % length] + shift[i % length];
            RmsNorm.Forward(x, default, length, 1e-5f, z, inverse);
            for (var i = 0; i < x.Count; i++) y[i] += z[i];
        }),
        "losses" => OverLengths(Bits.Seed, 3, (x, g, y) =>
        {
            x = Awkward.Normal(x.Count, 1, 5);
            var (loss, max, log, length) = (new float[3], new float[3], new float[3], x.Count / 3);
            int[] labels = [0, length - 1, length / 2];
            CrossEntropy.Forward(x, length, labels, default, 0.1f, -100, loss, max, log);
            CrossEntropy.Backward(x, length, labels, default, 0.1f, -100, max, log, loss, y);
            float[] counts = [.. x.Select(v => MathF.Floor(v * v))], means = [.. x.Select(v => v * v + 0.1f)], theta = [.. x.Select(v => 1 / (v * v + 0.01f))], z = new float[x.Count];
            Elementwise.Zip(counts, means, theta, z, default(NegativeBinomial));
            for (var i = 0; i < x.Count; i++) y[i] += z[i];
            Elementwise.Zip(counts, means, theta, z, default(NegativeBinomial.OfDispersion));
            for (var i = 0; i < x.Count; i++) y[i] += z[i];
        }),
        "distances" => OverLengths(Bits.Seed, 3, (x, g, y) =>
        {
            (x, g) = (Awkward.Normal(x.Count, 1), Awkward.Normal(x.Count, 2));
            var (distances, z) = (new float[9], new float[x.Count]);
            PairwiseDistances.Euclidean(x, g, x.Count / 3, distances);
            PairwiseDistances.WeightedDifferences(x, g, distances, x.Count / 3, y);
            PairwiseDistances.WeightedSigns(x, g, distances, x.Count / 3, z);
            for (var i = 0; i < x.Count; i++) y[i] += z[i];
        }),
        _ => OverLengths(Bits.Seed, 1, (x, g, y) =>
        {
            Awkward.Normal(x.Count, 1).CopyTo(y);
            var (mean, square) = (new float[x.Count], new float[x.Count]);
            for (var t = 1; t < 4; t++) Adam.Update(new(t, 0.01, 0.9, 0.999, 1e-8, decay: 0.1), Awkward.Normal(x.Count, 10 + t), y, mean, square);
        }),
    };

    // Numbers for whatever takes any, and a hash of what comes out.
    private static ulong OverLengths(ulong hash, int rows, Action<ArraySegment<float>, ArraySegment<float>, ArraySegment<float>> kernel)
    {
        foreach (var length in Some)
        {
            var result = new float[rows * length];
            kernel(Awkward.Strewn(rows * length, length), Awkward.Strewn(rows * length, length + 1), result);
            hash = Bits.Hash(hash, result);
        }

        return hash;
    }
}
