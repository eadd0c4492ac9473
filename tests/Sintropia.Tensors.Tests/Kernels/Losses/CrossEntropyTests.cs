using Sintropia.Tensors.Kernels.Losses;

namespace Sintropia.Tensors.Tests.Kernels.Losses;

public sealed class CrossEntropyTests
{
    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 0.1)]
    [InlineData(true, 0)]
    [InlineData(true, 0.1)]
    public void Losses_have_the_bits_of_their_meaning_and_gradients_are_near_the_truth(bool weighted, double smoothing)
    {
        var chance = new Random(3);
        foreach (var classes in Awkward.Lengths.Where(n => n is > 0 and < 5000))
        {
            const int rows = 3;
            var x = Awkward.Normal(rows * classes, classes, 3);
            var labels = Enumerable.Range(0, rows).Select(_ => chance.Next(classes)).ToArray();
            labels[1] = -100;
            var weights = weighted ? Awkward.Normal(classes, 2).Select(MathF.Abs).ToArray() : [];
            var g = Awkward.Normal(rows, 4);
            var (loss, max, log) = (new float[rows], new float[rows], new float[rows]);
            var ofX = Awkward.Room(rows * classes);
            CrossEntropy.Forward(x, classes, labels, weights, (float)smoothing, -100, loss, max, log);
            CrossEntropy.Backward(x, classes, labels, weights, (float)smoothing, -100, max, log, g, ofX);
            Awkward.AssertUntouchedBeside(ofX);
            for (var r = 0; r < rows; r++)
            {
                var row = x.Slice(r * classes, classes);
                if (r == 1)
                {
                    Assert.Equal(0, loss[r]);
                    Assert.All(ofX.Slice(r * classes, classes), v => Assert.Equal(0, v));
                    continue;
                }

                if (smoothing == 0) Bits.AssertSame(CrossEntropy.Reference(row, labels[r], weights, 0), loss[r], $"{classes} classes");
                var top = row.Max();
                var normaliser = top + Math.Log(row.Sum(v => Math.Exp((double)v - top)));
                var w = Enumerable.Range(0, classes).Select(c => (weighted ? weights[c] : 1.0) * (smoothing / classes + (c == labels[r] ? 1 - smoothing : 0))).ToArray();
                Assert.Equal(row.Select((v, c) => w[c] * (normaliser - v)).Sum(), loss[r], 1e-5 * (1 + Math.Abs(loss[r])));
                for (var c = 0; c < classes; c++)
                    Assert.Equal(g[r] * (w.Sum() * Math.Exp(row[c] - normaliser) - w[c]), ofX[r * classes + c], 4e-6);
            }
        }
    }

    [Fact]
    public void A_label_that_is_no_class_is_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => CrossEntropy.Forward(new float[6], 3, [1, 3], default, 0, -100, new float[2], new float[2], new float[2]));
        Assert.Contains("Row 1 has label 3 of 3 classes", error.Message, StringComparison.Ordinal);
    }
}
