using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Tests.Statistics;

public sealed class CorrelationTests
{
    private static readonly double[] X = [3, 1, 4, 1, 5, 9, 2, 6];

    [Fact]
    public void Pearson_agrees_with_scipy() => Assert.Equal(0.2096553190730122, Correlation.Pearson(X, [2, 7, 1, 8, 2, 8, 1, 8]), 12);

    [Fact]
    public void Normal_scores_share_the_mean_rank_of_ties()
    {
        double[] expected =
            [-0.13971029888186212, -0.967421566101701, 0.13971029888186212, -0.967421566101701, 0.43072729929545744, 1.2206403488473496, -0.43072729929545756, 0.7647096737863871];
        Assert.Equal(expected, Correlation.NormalScores(X), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void Normal_scores_ignore_the_scale() => Assert.Equal(Correlation.NormalScores(X), Correlation.NormalScores([.. X.Select(x => Math.Exp(x))]));

    [Fact]
    public void A_side_that_does_not_vary_has_no_correlation() => Assert.True(double.IsNaN(Correlation.Pearson([1, 1, 1], [1, 2, 3])));
}
