using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Tests.Statistics;

public sealed class JackknifeTests
{
    private static readonly double[] A = [35, 30, 18, 28, 32, 29, 38, 28, 33, 31, 37, 33];
    private static readonly double[] B = [61, 53, 38, 44, 56, 43, 57, 44, 57, 51, 56, 54];

    [Fact] // oracle: NumPy, leaving each group out by brute force
    public void A_ratio_of_sums_has_the_brute_force_error()
    {
        var ratio = Jackknife.OfRatio(A, B);
        Assert.Equal(0.6058631921824105, ratio.Value, 14);
        Assert.Equal(0.014498152413764802, ratio.StandardError, 12);
    }

    [Fact]
    public void A_growth_rate_has_the_brute_force_error()
    {
        var rate = Jackknife.OfGrowthRate(A, B, hours: 24);
        Assert.Equal(0.020879211411416496, rate.Value, 14);
        Assert.Equal(0.0009962119900935422, rate.StandardError, 12);
    }

    [Fact]
    public void A_total_has_the_error_of_independent_groups()
    {
        var mean = A.Average();
        var expected = Math.Sqrt(A.Length * A.Sum(x => (x - mean) * (x - mean)) / (A.Length - 1));
        Assert.Equal(expected, Jackknife.OfTotal(A).StandardError, 10);
    }

    [Fact]
    public void Any_statistic_of_sums_agrees_with_the_special_ones()
    {
        double[][] sums = [.. A.Zip(B, (a, b) => new[] { a, b })];
        Assert.Equal(Jackknife.OfRatio(A, B), Jackknife.OfSums(sums, s => s[0] / s[1]));
    }

    [Fact]
    public void Its_interval_uses_student_with_one_degree_less_than_groups()
    {
        var interval = new JackknifeEstimate(10, 2, 32).Interval();
        Assert.Equal(10 + 2 * 2.0395134463964077, interval.High, 9);
        Assert.Equal(10 - 2 * 2.0395134463964077, interval.Low, 9);
    }

    [Fact]
    public void The_error_of_a_fraction_of_clonal_cells_covers_the_truth()
    {
        // Clones of very different size and composition: the naive binomial error would be several times too small.
        var random = new Random(8);
        var covered = 0;
        for (var run = 0; run < 400; run++)
        {
            var clones = Enumerable.Range(0, 200).Select(_ => (Size: random.Next(1, 20), Share: random.Next(2))).ToArray();
            var fraction = Jackknife.OfRatio([.. clones.Select(c => (double)c.Size * c.Share)], [.. clones.Select(c => (double)c.Size)]);
            if (fraction.Interval().Contains(0.5)) covered++;
        }

        Assert.InRange(covered, 364, 396); // 95 % of 400 = 380, sd 4.4
    }

    [Fact]
    public void Folding_keeps_totals_and_takes_clones_in_turn() => Assert.Equal([1.0 + 4, 2 + 5, 3], Jackknife.Fold([1, 2, 3, 4, 5], 3));

    [Fact]
    public void What_cannot_be_estimated_is_refused_with_a_reason()
    {
        Assert.Contains("at least two", Assert.Throws<ArgumentOutOfRangeException>(() => Jackknife.OfRatio([1], [2])).Message);
        Assert.Contains("group 0", Assert.Throws<ArgumentException>(() => Jackknife.OfRatio([1, 0], [2, 0])).Message);
        Assert.Throws<ArgumentException>(() => Jackknife.OfRatio([1, 2], [2]));
        Assert.Throws<ArgumentException>(() => Jackknife.OfGrowthRate([1, 2], [0, 0], 3));
    }
}
