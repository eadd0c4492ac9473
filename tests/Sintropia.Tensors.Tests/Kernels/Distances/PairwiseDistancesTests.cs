using Sintropia.Tensors.Kernels.Distances;

namespace Sintropia.Tensors.Tests.Kernels.Distances;

public sealed class PairwiseDistancesTests
{
    [Fact]
    public void Distances_and_their_gradients_have_the_bits_of_their_meaning()
    {
        foreach (var (rows, others, width) in new[] { (1, 1, 1), (3, 7, 17), (5, 9, 64), (4, 6, 130), (2, 3, 5000), (3, 200, 20) })
        {
            var (x, y, g) = (Awkward.Normal(rows * width, 1), Awkward.Normal(others * width, 2), Awkward.Normal(rows * others, 3));
            var (euclidean, manhattan) = (Awkward.Room(rows * others), Awkward.Room(rows * others));
            var (differences, signs) = (Awkward.Room(rows * width), Awkward.Room(rows * width));
            PairwiseDistances.Euclidean(x, y, width, euclidean);
            PairwiseDistances.Manhattan(x, y, width, manhattan);
            PairwiseDistances.WeightedDifferences(x, y, g, width, differences);
            PairwiseDistances.WeightedSigns(x, y, g, width, signs);
            Awkward.AssertUntouchedBeside(euclidean);
            Awkward.AssertUntouchedBeside(differences);
            for (var i = 0; i < rows; i++)
            {
                for (var j = 0; j < others; j++)
                {
                    var (a, b) = (x.Slice(i * width, width), y.Slice(j * width, width));
                    Bits.AssertSame(PairwiseDistances.ReferenceEuclidean(a, b), euclidean[i * others + j], $"Euclidean ({i}, {j}) of width {width}");
                    Bits.AssertSame(PairwiseDistances.ReferenceManhattan(a, b), manhattan[i * others + j], $"Manhattan ({i}, {j}) of width {width}");
                }

                for (var k = 0; k < width; k++)
                {
                    var column = Rows.SumsTests.Column(y, k, width);
                    Bits.AssertSame(PairwiseDistances.ReferenceWeighted(x[i * width + k], column, g.Slice(i * others, others), false), differences[i * width + k], $"differences ({i}, {k})");
                    Bits.AssertSame(PairwiseDistances.ReferenceWeighted(x[i * width + k], column, g.Slice(i * others, others), true), signs[i * width + k], $"signs ({i}, {k})");
                }
            }
        }
    }

    [Fact]
    public void Rows_that_lie_far_out_but_near_each_other_keep_the_digits_of_their_distance()
    {
        var x = Awkward.Normal(100, 1, 1e-3, 1000);
        var y = Awkward.Normal(100, 2, 1e-3, 1000);
        var truth = Math.Sqrt(x.Zip(y, (a, b) => ((double)a - b) * ((double)a - b)).Sum());
        var distance = new float[1];
        PairwiseDistances.Euclidean(x, y, 100, distance);
        Assert.Equal(truth, distance[0], 1e-6 * truth);
        PairwiseDistances.Euclidean(x, x, 100, distance);
        Assert.Equal(0, distance[0]);
    }
}
