using Sintropia.Evaluation.Perturbations;

namespace Sintropia.Evaluation.Tests.Perturbations;

public sealed class MetricSummaryTests
{
    [Fact]
    public void What_is_not_a_number_is_left_out_and_counted() => Assert.Equal(new(4, 3, 4, 1), MetricSummary.Of([1, double.NaN, 8, 3]));

    [Fact]
    public void Of_nothing_there_is_no_mean() => Assert.True(MetricSummary.Of([double.NaN]) is { Count: 1, Missing: 1 } summary && double.IsNaN(summary.Mean) && double.IsNaN(summary.Median));
}
