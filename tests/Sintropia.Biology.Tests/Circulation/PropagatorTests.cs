using Sintropia.Biology.Circulation;

namespace Sintropia.Biology.Tests.Circulation;

public sealed class PropagatorTests
{
    private const double Ln2 = 0.6931471805599453;

    // One compartment of 50 L with a half-life of 6 h, and where its content goes.
    private static readonly double[,] One = { { -Ln2 / 6, 0 }, { Ln2 / 6, 0 } };

    [Fact]
    public void A_bolus_of_100_mg_into_50_L_is_half_a_milligram_per_litre_after_two_half_lives()
    {
        var (after, _) = Step(One, 12, [100, 0], 0, 0);

        Assert.Equal(0.5, after[0] / 50, 1e-9);
        Assert.Equal(75, after[1], 1e-9);
    }

    [Fact]
    public void Doses_every_two_half_lives_accumulate_to_four_thirds()
    {
        var propagator = Propagator.Of(One, 12);
        double[] amounts = [0, 0], mean = [0, 0], after = [0, 0];
        for (var dose = 0; dose < 60; dose++)
        {
            amounts[0] += 100;
            if (dose == 59) Assert.Equal(1.33333333333, amounts[0] / 100, 1e-9);
            propagator.Step(amounts, [0, 0], [0, 0], after, mean);
            (amounts, after) = (after, amounts);
        }
    }

    [Fact]
    public void Kernels_that_nothing_needs_change_no_bit_of_the_others()
    {
        var kinetics = new Kinetics { UnboundInPlasma = 0.3, BloodToPlasma = 1.2, Partition = ReferenceMale.Organs.ToDictionary(o => o, o => 2.0 + o.Length), HepaticIntrinsic = 300, RenalIntrinsic = 10 };
        var rates = new WholeBody(ReferenceMale.At(), kinetics).Rates(0.7, 1);
        var whole = Propagator.Of(rates, 0.5);
        double[] amounts = [.. Enumerable.Range(0, whole.Count).Select(i => 1.0 / (i + 3))], steady = [.. amounts.Select(a => a / 7)], none = new double[whole.Count];
        foreach (var (order, inflow) in ((int, double[])[])[(2, none), (3, none), (3, steady)])
        {
            var part = Propagator.Of(rates, 0.5, order);
            double[] after = new double[whole.Count], mean = new double[whole.Count], expected = new double[whole.Count], expectedMean = new double[whole.Count];
            part.Step(amounts, inflow, none, after, mean);
            whole.Step(amounts, inflow, none, expected, expectedMean);

            Assert.Equal(order, part.Order);
            Assert.Equal(expected, after);
            Assert.Equal(expectedMean, mean);
        }
    }

    [Theory]
    [InlineData(2, 1, 0, 3)]
    [InlineData(2, 0, 1, 4)]
    [InlineData(3, 1, 1, 4)]
    public void An_inflow_that_it_has_no_kernel_for_is_refused(int order, double inflow, double slope, int needed) =>
        Assert.Contains($"one with {needed}", Assert.Throws<InvalidOperationException>(() => Propagator.Of(One, 1, order).Step([1, 0], [inflow, 0], [slope, 0], new double[2], new double[2])).Message);

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void There_are_two_to_four_kernels(int order) => Assert.Throws<ArgumentOutOfRangeException>(() => Propagator.Of(One, 1, order));

    [Theory]
    [InlineData(0.5)]
    [InlineData(12)]
    [InlineData(300)]
    public void An_infusion_rises_to_rate_over_clearance(double hours)
    {
        var k = Ln2 / 6;
        var (after, mean) = Step(One, hours, [0, 0], 10, 0);

        Assert.Equal(10 / k * (1 - Math.Exp(-k * hours)), after[0], 1e-9 * after[0]);
        Assert.Equal(10 / k * (1 - (1 - Math.Exp(-k * hours)) / (k * hours)), mean[0], 1e-9 * mean[0]);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(12)]
    public void A_ramp_is_integrated_exactly(double hours)
    {
        var k = Ln2 / 6;
        var (after, mean) = Step(One, hours, [0, 0], 0, 4);

        Assert.Equal(4 * (hours / k - (1 - Math.Exp(-k * hours)) / (k * k)), after[0], 1e-9 * after[0]);
        Assert.Equal(4 / hours * (hours * hours / (2 * k) - hours / (k * k) + (1 - Math.Exp(-k * hours)) / (k * k * k)), mean[0], 1e-8 * mean[0]);
    }

    [Fact]
    public void Stiff_chains_keep_every_digit_of_what_was_given()
    {
        // Rates over six orders of magnitude, as of blood and fat.
        double[,] rates = { { -4000, 0.01, 0 }, { 3999, -0.51, 0 }, { 1, 0.5, 0 } };
        double[] amounts = [1, 0, 0], mean = new double[3], after = new double[3];
        var propagator = Propagator.Of(rates, 0.5);
        for (var tick = 0; tick < 10_000; tick++)
        {
            propagator.Step(amounts, [0, 0, 0], [0, 0, 0], after, mean);
            (amounts, after) = (after, amounts);
            Assert.Equal(1, amounts.Sum(), 1e-12);
            Assert.All(amounts, a => Assert.True(a >= 0));
        }

        Assert.InRange(propagator.Defect, 0, 1e-12); // what rounding took before it was given back
    }

    [Fact]
    public void Two_halves_are_the_whole()
    {
        double[,] rates = { { -3, 0.2, 0 }, { 2, -0.2, 0 }, { 1, 0, 0 } };
        var (whole, wholeMean) = Step(rates, 1, [5, 1, 0], 2, 0);
        var (half, firstMean) = Step(rates, 0.5, [5, 1, 0], 2, 0);
        var (end, secondMean) = Step(rates, 0.5, half, 2, 0);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(whole[i], end[i], 1e-12);
            Assert.Equal(wholeMean[i], (firstMean[i] + secondMean[i]) / 2, 1e-12);
        }
    }

    [Fact]
    public void Systems_that_are_not_closed_and_times_that_are_none_are_refused()
    {
        Assert.Contains("Add the compartment where the rest goes", Assert.Throws<ArgumentException>(() => Propagator.Of(new double[,] { { -1 } }, 1)).Message);
        Assert.Contains("-2", Assert.Throws<ArgumentException>(() => Propagator.Of(new double[,] { { 2, 0 }, { -2, 0 } }, 1)).Message);
        Assert.Contains("0 h", Assert.Throws<ArgumentException>(() => Propagator.Of(One, 0)).Message);
    }

    private static (double[] After, double[] Mean) Step(double[,] rates, double hours, double[] amounts, double inflow, double slope)
    {
        double[] after = new double[amounts.Length], mean = new double[amounts.Length], into = new double[amounts.Length], rise = new double[amounts.Length];
        (into[0], rise[0]) = (inflow, slope);
        Propagator.Of(rates, hours).Step(amounts, into, rise, after, mean);
        return (after, mean);
    }
}
