using Sintropia.Tensors.Kernels.Rows;

namespace Sintropia.Tensors.Tests.Kernels.Rows;

public sealed class NormsTests
{
    private static readonly bool[] Both = [false, true];

    [Fact]
    public void Layer_norm_has_the_bits_of_its_meaning()
    {
        foreach (var length in Awkward.Lengths.Where(n => n > 0))
            foreach (var scaled in Both)
                foreach (var shifted in Both)
                {
                    var x = Awkward.Normal(length, length, 2, 10);
                    ReadOnlySpan<float> scale = scaled ? Awkward.Normal(length, 7) : default, shift = shifted ? Awkward.Normal(length, 8) : default;
                    var g = Awkward.Normal(length, 9);
                    var (y, expected) = (Awkward.Room(length), new float[length]);
                    var (mean, inverse) = (new float[1], new float[1]);
                    LayerNorm.Forward(x, scale, shift, length, 1e-5f, y, mean, inverse);
                    Assert.Equal((mean[0], inverse[0]), LayerNorm.Reference(x, scale, shift, 1e-5f, expected));
                    Bits.AssertSame(expected, y, $"layer norm of {length}");
                    Awkward.AssertUntouchedBeside(y);

                    LayerNorm.Backward(x, scale, mean, inverse, g, length, y);
                    LayerNorm.Reference(x, scale, mean[0], inverse[0], g, expected);
                    Bits.AssertSame(expected, y, $"layer norm backward of {length}");
                }
    }

    [Fact]
    public void Rms_norm_has_the_bits_of_its_meaning()
    {
        foreach (var length in Awkward.Lengths.Where(n => n > 0))
            foreach (var scaled in Both)
            {
                var (x, g) = (Awkward.Normal(length, length, 2), Awkward.Normal(length, 9));
                ReadOnlySpan<float> scale = scaled ? Awkward.Normal(length, 7) : default;
                var (y, expected) = (Awkward.Room(length), new float[length]);
                var inverse = new float[1];
                RmsNorm.Forward(x, scale, length, 1e-6f, y, inverse);
                Bits.AssertSame(RmsNorm.Reference(x, scale, 1e-6f, expected), inverse[0], "inverse");
                Bits.AssertSame(expected, y, $"RMS norm of {length}");
                RmsNorm.Backward(x, scale, inverse, g, length, y);
                RmsNorm.Reference(x, scale, inverse[0], g, expected);
                Bits.AssertSame(expected, y, $"RMS norm backward of {length}");
            }
    }

    [Theory]
    [InlineData(0, 2e-6)]
    [InlineData(1000, 4e-6)]
    public void Layer_norm_and_its_gradients_are_near_the_truth_also_far_from_zero(double mean, double tolerance)
    {
        foreach (var (rows, length) in new[] { (1, 2), (3, 7), (5, 100), (70, 33) })
        {
            var (x, g) = (Awkward.Normal(rows * length, 1, 1, mean), Awkward.Normal(rows * length, 2));
            var (scale, shift) = (Awkward.Normal(length, 3), Awkward.Normal(length, 4));
            var (y, ofX, ofScale, ofShift) = (new float[rows * length], new float[rows * length], new float[length], new float[length]);
            var (means, inverses) = (new float[rows], new float[rows]);
            LayerNorm.Forward(x, scale, shift, length, 1e-5f, y, means, inverses);
            LayerNorm.Backward(x, scale, means, inverses, g, length, ofX);
            LayerNorm.OfParameters(x, means, inverses, g, length, ofScale, ofShift, 0, length / 2);
            LayerNorm.OfParameters(x, means, inverses, g, length, ofScale, ofShift, length / 2, length);
            var (trueScale, trueShift) = (new double[length], new double[length]);
            for (var r = 0; r < rows; r++)
            {
                var row = x.Slice(r * length, length).Select(v => (double)v).ToArray();
                var m = row.Average();
                var over = 1 / Math.Sqrt(row.Average(v => (v - m) * (v - m)) + 1e-5);
                var standard = row.Select(v => (v - m) * over).ToArray();
                var gs = Enumerable.Range(0, length).Select(i => (double)g[r * length + i] * scale[i]).ToArray();
                var (meanG, meanGs) = (gs.Average(), gs.Zip(standard, (a, b) => a * b).Average());
                for (var i = 0; i < length; i++)
                {
                    Assert.Equal(standard[i] * scale[i] + shift[i], y[r * length + i], tolerance);
                    Assert.Equal(over * (gs[i] - meanG - standard[i] * meanGs), ofX[r * length + i], 10 * tolerance * over);
                    trueScale[i] += g[r * length + i] * standard[i];
                    trueShift[i] += g[r * length + i];
                }
            }

            // The mean that is kept for the gradient has the digits of a float.
            for (var i = 0; i < length; i++)
            {
                Assert.Equal(trueScale[i], ofScale[i], 1e-5 + 1e-7 * mean * rows);
                Assert.Equal(trueShift[i], ofShift[i], 1e-5);
            }
        }
    }

    [Fact]
    public void Rms_norm_and_its_gradients_are_near_the_truth()
    {
        const int rows = 70, length = 33;
        var (x, g, scale) = (Awkward.Normal(rows * length, 1), Awkward.Normal(rows * length, 2), Awkward.Normal(length, 3));
        var (y, ofX, ofScale, inverses) = (new float[rows * length], new float[rows * length], new float[length], new float[rows]);
        RmsNorm.Forward(x, scale, length, 1e-6f, y, inverses);
        RmsNorm.Backward(x, scale, inverses, g, length, ofX);
        RmsNorm.OfParameters(x, inverses, g, length, ofScale, 0, length);
        var trueScale = new double[length];
        for (var r = 0; r < rows; r++)
        {
            var row = x.Slice(r * length, length).Select(v => (double)v).ToArray();
            var over = 1 / Math.Sqrt(row.Average(v => v * v) + 1e-6);
            var gs = Enumerable.Range(0, length).Select(i => (double)g[r * length + i] * scale[i]).ToArray();
            var products = gs.Zip(row, (a, b) => a * b).Average();
            for (var i = 0; i < length; i++)
            {
                Assert.Equal(row[i] * over * scale[i], y[r * length + i], 2e-6);
                Assert.Equal(over * (gs[i] - row[i] * over * over * products), ofX[r * length + i], 1e-5);
                trueScale[i] += g[r * length + i] * row[i] * over;
            }
        }

        for (var i = 0; i < length; i++) Assert.Equal(trueScale[i], ofScale[i], 1e-5);
    }

    [Fact]
    public void Batch_norm_and_its_gradients_are_near_the_truth_and_have_the_bits_of_their_meaning()
    {
        foreach (var (rows, channels) in new[] { (2, 1), (3, 7), (17, 33), (130, 70) })
        {
            var (x, g) = (Awkward.Normal(rows * channels, 1, 2, 5), Awkward.Normal(rows * channels, 2));
            var (scale, shift) = (Awkward.Normal(channels, 3), Awkward.Normal(channels, 4));
            var (mean, variance, inverse) = (new float[channels], new float[channels], new float[channels]);
            var (y, ofX, ofScale, ofShift) = (Awkward.Room(rows * channels), Awkward.Room(rows * channels), new float[channels], new float[channels]);
            BatchNorm.Statistics(x, channels, mean, variance, 0, channels / 2);
            BatchNorm.Statistics(x, channels, mean, variance, channels / 2, channels);
            BatchNorm.Inverse(variance, 1e-5f, inverse);
            BatchNorm.Forward(x, mean, inverse, scale, shift, y);
            BatchNorm.OfParameters(x, mean, inverse, g, ofScale, ofShift, 0, channels);
            BatchNorm.Backward(x, mean, inverse, scale, g, ofScale, ofShift, rows, ofX);
            Awkward.AssertUntouchedBeside(y);
            Awkward.AssertUntouchedBeside(ofX);
            for (var j = 0; j < channels; j++)
            {
                var column = SumsTests.Column(x, j, channels);
                var m = column.Average(v => (double)v);
                var v2 = column.Average(v => (v - m) * (v - m));
                var over = 1 / Math.Sqrt(v2 + 1e-5);
                var gs = SumsTests.Column(g, j, channels);
                var product = gs.Zip(column, (a, b) => a * (b - m) * over).Sum();
                Assert.Equal(m, mean[j], 2e-6);
                Assert.Equal(v2, variance[j], 2e-6 * v2);
                Assert.Equal(product, ofScale[j], 1e-4);
                Assert.Equal(gs.Sum(v => (double)v), ofShift[j], 1e-5);
                for (var r = 0; r < rows; r++)
                {
                    var at = r * channels + j;
                    Bits.AssertSame(BatchNorm.Reference(x[at], mean[j], inverse[j], scale[j], shift[j]), y[at], "forward");
                    Bits.AssertSame(BatchNorm.Reference(x[at], mean[j], inverse[j], scale[j], g[at], ofScale[j], ofShift[j], rows), ofX[at], "backward");
                    Assert.Equal((x[at] - m) * over * scale[j] + shift[j], y[at], 1e-5);
                    Assert.Equal(over * scale[j] * (g[at] - gs.Average(v => (double)v) - (x[at] - m) * over * product / rows), ofX[at], 2e-5 * over);
                }
            }
        }
    }

    [Fact]
    public void Batch_norm_tracks_with_the_unbiased_variance_and_infers_by_what_it_tracked()
    {
        float[] mean = [2], variance = [3], runningMean = [0], runningVariance = [1], y = [0];
        BatchNorm.Track(mean, variance, 4, 0.1f, runningMean, runningVariance);
        Assert.Equal(0.2, runningMean[0], 1e-6);
        Assert.Equal(0.9 + 0.1 * 3 * 4 / 3, runningVariance[0], 1e-6);

        BatchNorm.Forward([5], [3], [2], default, default, y);
        Assert.Equal(4, y[0]);
        BatchNorm.Backward([5], [3], [2], [10], [1], default, default, 1, y);
        Assert.Equal(20, y[0]);
    }

    [Fact]
    public void Running_sums_go_either_way_and_at_any_step()
    {
        float[] x = [1, 10, 2, 20, 3, 30], y = new float[6];
        Cumulative.Sum(x, y, 3, 2, reversed: false);
        Cumulative.Sum(x.AsSpan(1), y.AsSpan(1), 3, 2, reversed: true);
        Assert.Equal([1, 60, 3, 50, 6, 30], y);
    }
}
