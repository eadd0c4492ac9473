using Sintropia.Evaluation.Fate;

namespace Sintropia.Evaluation.Tests.Fate;

public sealed class ProgrammeCalibrationTests
{
    [Fact]
    public void A_law_that_is_there_is_found_and_holds_for_what_was_left_out()
    {
        var random = new Random(3);
        double[][] scores = [.. Enumerable.Range(0, 40).Select(_ => new[] { random.NextDouble(), random.NextDouble() })];
        double[] outcomes = [.. scores.Select(s => 2 + 3 * s[0] - s[1] + 0.1 * random.NextDouble())];

        var calibrated = ProgrammeCalibration.Of(scores, outcomes);

        Assert.True(calibrated.IsCalibrated);
        Assert.InRange(calibrated.Rank.Estimate, 0.95, 1);
        Assert.True(calibrated.Coefficients[0] > 2 * -calibrated.Coefficients[1] && calibrated.Coefficients[1] < 0);
    }

    [Fact]
    public void Where_scores_say_nothing_the_interval_holds_0_and_the_law_stays_off()
    {
        var random = new Random(4);
        double[][] scores = [.. Enumerable.Range(0, 30).Select(_ => new[] { random.NextDouble(), random.NextDouble() })];

        var calibrated = ProgrammeCalibration.Of(scores, [.. scores.Select(_ => random.NextDouble())]);

        Assert.True(calibrated.Rank.Low < 0);
        Assert.False(calibrated.IsCalibrated);
    }

    [Fact]
    public void What_cannot_be_fitted_is_refused() =>
        Assert.Contains("at least three perturbations", Assert.Throws<ArgumentException>(() => ProgrammeCalibration.Of([[1], [2]], [1, 2])).Message);
}
