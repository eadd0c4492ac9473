using Sintropia.Tensors.Kernels.Rows;

namespace Sintropia.Tensors.Tests.Kernels.Rows;

public sealed class SoftmaxTests
{
    [Fact]
    public void Forward_and_backward_have_the_bits_of_their_meaning()
    {
        foreach (var length in Awkward.Lengths)
        {
            var (x, g) = (Awkward.Normal(length, length, 4), Awkward.Normal(length, length + 1));
            var (y, expected) = (Awkward.Room(length), new float[length]);
            Softmax.Forward(x, length, y);
            Softmax.Reference(x, expected);
            Bits.AssertSame(expected, y, $"softmax of {length}");
            Awkward.AssertUntouchedBeside(y);

            var (ofX, expectedOfX) = (Awkward.Room(length), new float[length]);
            Softmax.Backward(y, g, length, ofX);
            Softmax.Reference(y, g, expectedOfX);
            Bits.AssertSame(expectedOfX, ofX, $"softmax backward of {length}");

            LogSoftmax.Forward(x, length, y);
            LogSoftmax.Reference(x, expected);
            Bits.AssertSame(expected, y, $"log-softmax of {length}");

            LogSoftmax.Backward(y, g, length, ofX);
            LogSoftmax.Reference(y, g, expectedOfX);
            Bits.AssertSame(expectedOfX, ofX, $"log-softmax backward of {length}");

            Bits.AssertSame(LogSoftmax.Reference(x), LogSoftmax.LogSumExp(x), $"log-sum-exp of {length}");
            Softmax.Forward(x, length, x);
            Softmax.Reference(Awkward.Normal(length, length, 4), expected);
            Bits.AssertSame(expected, x, $"softmax in place of {length}");
        }
    }

    [Fact]
    public void Values_are_near_the_truth()
    {
        foreach (var length in new[] { 1, 7, 100, 5000 })
        {
            var x = Awkward.Normal(length, length, 5, 30);
            var max = x.Max();
            var sum = x.Sum(v => Math.Exp((double)v - max));
            var (y, log) = (new float[length], new float[length]);
            Softmax.Forward(x, length, y);
            LogSoftmax.Forward(x, length, log);
            for (var i = 0; i < length; i++)
            {
                var truth = Math.Exp((double)x[i] - max) / sum;
                Assert.Equal(truth, y[i], (4e-7 + 1e-7 * (max - x[i])) * truth); // the difference itself was rounded
                Assert.Equal((double)x[i] - max - Math.Log(sum), log[i], 1e-5);
            }

            Assert.Equal(max + Math.Log(sum), LogSoftmax.LogSumExp(x), 1e-5);
        }
    }

    [Fact]
    public void A_row_does_not_know_its_neighbours()
    {
        var x = Awkward.Normal(7 * 33, 1);
        var (all, one) = (new float[x.Count], new float[33]);
        Softmax.Forward(x, 33, all);
        for (var r = 0; r < 7; r++)
        {
            Softmax.Forward(x.AsSpan(r * 33, 33), 33, one);
            Bits.AssertSame(one, all.AsSpan(r * 33, 33), $"row {r}");
        }
    }

    [Fact]
    public void Masked_elements_get_nothing_and_rows_that_mean_nothing_are_not_numbers()
    {
        foreach (var length in new[] { 3, 20, 100, 5000 })
        {
            var (x, y) = (new float[length], new float[length]);
            Array.Fill(x, float.NegativeInfinity);
            x[1] = 2;
            Softmax.Forward(x, length, y);
            Assert.Equal(1, y[1]);
            Assert.All(y.Where((_, i) => i != 1), v => Assert.Equal(0, v));
            Assert.Equal(2, LogSoftmax.LogSumExp(x));

            x[1] = float.NegativeInfinity;
            Softmax.Forward(x, length, y);
            Assert.All(y, v => Assert.True(float.IsNaN(v)));
            Assert.Equal(float.NegativeInfinity, LogSoftmax.LogSumExp(x));

            x[^1] = float.NaN;
            x[0] = 1;
            Softmax.Forward(x, length, y);
            Assert.All(y, v => Assert.True(float.IsNaN(v)));
            Assert.True(float.IsNaN(LogSoftmax.LogSumExp(x)));

            x[^1] = float.PositiveInfinity;
            Softmax.Forward(x, length, y);
            Assert.All(y, v => Assert.True(float.IsNaN(v)));
            Assert.Equal(float.PositiveInfinity, LogSoftmax.LogSumExp(x));
            x[0] = float.NaN;
            Assert.True(float.IsNaN(LogSoftmax.LogSumExp(x)));
        }
    }

    [Fact]
    public void The_logarithm_of_sums_down_columns_has_the_bits_of_that_along_rows()
    {
        foreach (var width in new[] { 1, 17, 64, 70 })
            foreach (var rows in new[] { 1, 3, 100, 4500 })
            {
                var x = Awkward.Normal(rows * width, rows, 10);
                var result = Awkward.Room(width);
                LogSoftmax.LogSumExpOfColumns(x, width, result, 0, width / 2);
                LogSoftmax.LogSumExpOfColumns(x, width, result, width / 2, width);
                for (var j = 0; j < width; j++) Bits.AssertSame(LogSoftmax.LogSumExp(SumsTests.Column(x, j, width)), result[j], $"column {j} of [{rows}, {width}]");
            }
    }
}
