using Sintropia.Evaluation.Perturbations;

namespace Sintropia.Evaluation.Tests.Perturbations;

public sealed class PairedBootstrapTests
{
    [Fact]
    public void An_interval_of_a_mean_is_about_two_standard_errors_to_each_side()
    {
        var random = new Random(1);
        double[] figures = [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble())];
        var interval = PairedBootstrap.Mean(figures);

        Assert.Equal(figures.Average(), interval.Estimate, 12);
        Assert.InRange(interval.Width, 3.6 * 0.2887 / 20, 4.2 * 0.2887 / 20);
    }

    [Fact]
    public void What_pairs_have_in_common_cancels_in_a_difference()
    {
        double[] hard = [.. Enumerable.Range(0, 50).Select(i => i / 50.0)], better = [.. hard.Select(h => h + 0.01)];
        var difference = PairedBootstrap.Difference(better, hard);

        Assert.Equal((0.01, 0.01, 0.01), (Math.Round(difference.Estimate, 9), Math.Round(difference.Low, 9), Math.Round(difference.High, 9)));
    }

    [Fact]
    public void Figures_that_are_no_number_do_not_count() => Assert.Equal(2, PairedBootstrap.Mean([1, double.NaN, 3]).Estimate);
}
