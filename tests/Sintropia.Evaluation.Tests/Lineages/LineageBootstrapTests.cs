using Sintropia.Evaluation.Lineages;

namespace Sintropia.Evaluation.Tests.Lineages;

public sealed class LineageBootstrapTests
{
    [Fact]
    public void The_interval_covers_a_known_correlation_as_often_as_it_claims()
    {
        var covered = Enumerable.Range(0, 100).Count(run =>
        {
            var families = FamilyCorrelationTests.Families(80, inherited: 0, shared: 0.5, seed: 100 + run);
            return LineageBootstrap.Interval(families, f => FamilyCorrelation.Sisters(f, c => c.Completed("G1")).Log, seed: (ulong)run, replicates: 300).Contains(0.5);
        });
        Assert.InRange(covered, 86, 100); // a percentile interval at 80 families covers 92 – 95 %
    }

    [Fact]
    public void The_spread_of_a_resampled_mean_is_the_standard_error()
    {
        var random = new Random(6);
        double[] values = [.. Enumerable.Range(0, 100).Select(_ => random.NextDouble())];
        var replicates = LineageBootstrap.Replicates(values, v => v.Average(), seed: 1, replicates: 4000);
        var mean = replicates.Average();
        Assert.Equal(values.Average(), mean, 0.003);
        Assert.Equal(Math.Sqrt(values.Sum(v => Math.Pow(v - values.Average(), 2))) / 100, Math.Sqrt(replicates.Average(r => (r - mean) * (r - mean))), 0.0015);
    }

    [Fact]
    public void The_same_seed_repeats_and_another_does_not()
    {
        double[] values = [1, 2, 4, 8, 16, 32, 64];
        double[] Draw(ulong seed) => LineageBootstrap.Replicates(values, v => v.Sum(), seed, 50);
        Assert.Equal(Draw(5), Draw(5));
        Assert.NotEqual(Draw(5), Draw(6));
        Assert.Equal(Draw(5)[..20], LineageBootstrap.Replicates(values, v => v.Sum(), 5, 20)); // a replicate does not depend on how many there are
    }

    [Fact]
    public void Halves_share_no_unit_and_lose_none()
    {
        int[] units = [.. Enumerable.Range(0, 101)];
        var (first, second) = LineageBootstrap.Split(units, seed: 9);
        Assert.Equal((50, 51), (first.Count, second.Count));
        Assert.Equal(units, first.Concat(second).Order());
        var together = LineageBootstrap.Halves(units, (a, b) => a.Sum() + b.Sum(), seed: 9, replicates: 20);
        Assert.All(together, sum => Assert.Equal(units.Sum(), sum));
    }

    [Fact]
    public void Every_unit_is_as_likely_to_be_drawn()
    {
        double[] units = [.. Enumerable.Range(0, 10).Select(i => (double)i)];
        var counts = new double[10];
        LineageBootstrap.Replicates(units, sample => { foreach (var u in sample) counts[(int)u]++; return 0; }, seed: 3, replicates: 10_000);
        Assert.All(counts, c => Assert.InRange(c, 10_000 - 500, 10_000 + 500)); // sd 95
    }

    [Fact]
    public void Two_sets_are_resampled_independently()
    {
        double[] same = [.. Enumerable.Range(0, 200).Select(i => (double)i)];
        Assert.Contains(LineageBootstrap.Between(same, same, (a, b) => a.Average() - b.Average(), seed: 2, replicates: 20), d => d != 0);
    }

    [Fact]
    public void Nothing_cannot_be_resampled() => Assert.Throws<ArgumentException>(() => LineageBootstrap.Replicates(Array.Empty<int>(), _ => 0, 1));
}
