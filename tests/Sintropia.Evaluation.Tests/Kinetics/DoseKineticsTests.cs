using Sintropia.Evaluation.Assays;
using Sintropia.Evaluation.Kinetics;

namespace Sintropia.Evaluation.Tests.Kinetics;

public sealed class DoseKineticsTests
{
    private static readonly double[] Hours = [.. Enumerable.Range(0, 21).Select(i => 5.0 * i)];
    private static readonly double[] Doses = [.. Enumerable.Range(0, 13).Select(i => 0.01 * Math.Pow(10, i / 4.0))];
    private static readonly ControlGrowth Steady = new([0], [0.03]);
    private static readonly DoseKinetics Law = new(new([0, 40], [0.04, 0.02]), new(0, 0.9, 0.2, 1.2), new(0, 0.03, 3, 2), 6, 20);

    private static CountCourse Course(double dose, double start = 200) => new([], dose, dose == 0, Hours, [start, .. Law.Predict(dose, Hours, Math.Log2(start)).Select(l => Math.Pow(2, l))]);

    [Fact]
    public void Without_a_dose_the_culture_grows_as_the_control_did()
    {
        Assert.Equal((0.04 * 40 + 0.02 * 10) / Math.Log(2), Law.Predict(0, [0, 30, 50], 0)[1], 12);
        Assert.Equal(0.03 * 17 / Math.Log(2) + 5, new DoseKinetics(Steady, new(0, 0, 1, 1), new(0, 0, 1, 1), 1, 1).Predict(9, [3, 20], 5)[0], 12);
    }

    [Fact]
    public void A_loss_after_its_delay_is_the_closed_form() =>
        // ln N = ln N₀ + (b − d)·t + d·τ·(1 − e^(−t/τ))
        Assert.Equal((0.03 - 0.05) * 60 + 0.05 * 8 * (1 - Math.Exp(-60 / 8.0)), new DoseKinetics(Steady, new(0, 0, 1, 1), new(0, 0.05, 1e-9, 5), 1, 8).Predict(1, [0, 60], 0)[0] * Math.Log(2), 12);

    [Fact]
    public void A_full_stop_of_divisions_after_its_delay_leaves_a_plateau() =>
        Assert.Equal(0.03 * 8, new DoseKinetics(Steady, new(0, 1, 1e-9, 5), new(0, 0, 1, 1), 8, 1).Predict(1, [0, 200], 0)[0] * Math.Log(2), 9);

    [Fact]
    public void The_growth_of_untreated_wells_is_found_in_steps()
    {
        var growth = ControlGrowth.Of([Course(0), Course(0, 150)], stepHours: 20)!;
        Assert.Equal([0, 20, 40, 60, 80], growth.Hours);
        Assert.Equal([0.04, 0.04, 0.02, 0.02, 0.02], growth.PerHour, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Null(ControlGrowth.Of([]));
    }

    [Fact]
    public void A_law_fitted_at_some_doses_predicts_the_others()
    {
        var fit = DoseKinetics.Of(Law.Growth, Doses.Where((_, i) => i % 2 == 0).SelectMany(d => Enumerable.Range(0, 4).Select(w => Course(d, 150 + 30 * w))))!; // four wells outweigh the priors
        Assert.True(fit.Squares < 0.3, $"{fit}"); // the priors alone cost up to this
        foreach (var dose in Doses.Where((_, i) => i % 2 == 1))
            Assert.All(fit.Predict(dose, Hours, Math.Log2(200)).Zip(Law.Predict(dose, Hours, Math.Log2(200))), p => Assert.Equal(p.Second, p.First, 0.1));
        Assert.Null(DoseKinetics.Of(Law.Growth, [Course(1), Course(2)]));
    }

    [Fact]
    public void The_interpolation_knows_its_doses_and_lies_between_them()
    {
        var baseline = new DoseInterpolation([Course(0)], [Course(0.1), Course(10)]);
        Assert.Equal(Math.Log2(Course(10).Counts[20]), baseline.Predict(10, Hours, Math.Log2(200))[19], 10);
        Assert.Equal((Math.Log2(Course(0.1).Counts[20]) + Math.Log2(Course(10).Counts[20])) / 2, baseline.Predict(1, Hours, Math.Log2(200))[19], 10);
        Assert.Equal(Math.Log2(Course(0).Counts[20]), baseline.Predict(1e-9, Hours, Math.Log2(200))[19], 10);
    }
}
