using Sintropia.Evaluation.Combinations;
using Sintropia.Evaluation.DoseResponse;

namespace Sintropia.Evaluation.Tests.Combinations;

public sealed class ReferenceModelTests
{
    private static readonly HillCurve Simple = new(0, 1, 2, 1);

    [Fact]
    public void Two_drugs_at_their_half_doses_give_the_published_vectors()
    {
        Assert.Equal(0.5, HighestSingleAgent.Expected(Simple.At(2), Simple.At(2)), 15);
        Assert.Equal(0.75, BlissIndependence.Expected(Simple.At(2), Simple.At(2)), 15);
        Assert.Equal(2.0 / 3, LoeweAdditivity.Expected(Simple, 2, new(0, 1, 5, 1), 5), 14);
        Assert.Equal(0.875, BlissIndependence.Expected([0.5, 0.5, 0.5]), 15);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0.7, 3.1)]
    [InlineData(0.35, 0.4)]
    public void A_drug_with_itself_is_additive_whatever_its_maximum_and_slope(double maximum, double slope)
    {
        var curve = new HillCurve(0, maximum, 0.3, slope);
        foreach (var a in new[] { 1e-6, 0.01, 0.3, 4, 1e5 })
            foreach (var b in new[] { 0, 1e-6, 0.2, 7, 1e6 })
                Assert.Equal(curve.At(a + b), LoeweAdditivity.Expected(curve, a, curve, b), 1e-9);
    }

    [Fact]
    public void Of_unequal_drugs_with_slope_one_the_sum_of_relative_doses_counts()
    {
        // d₁/EC₁ + d₂/EC₂ = y/(1 − y)
        Assert.Equal(3.0 / 4, LoeweAdditivity.Expected(new(0, 1, 2, 1), 2, new(0, 1, 10, 1), 20), 13);
        // maxima 1 and 0.5: d₁(1 − y)/y + d₂(0.5 − y)/y = 1 → y = (d₁ + 0.5·d₂)/(1 + d₁ + d₂)
        Assert.Equal((1 + 0.5 * 3) / (1 + 1 + 3.0), LoeweAdditivity.Expected(new(0, 1, 1, 1), 1, new(0, 0.5, 1, 1), 3), 13);
    }

    [Fact]
    public void An_effect_past_the_maximum_of_one_drug_leaves_the_other_alone()
    {
        HillCurve strong = new(0, 1, 1, 2), weak = new(0, 0.2, 0.1, 1);
        Assert.Equal(strong.At(10), LoeweAdditivity.Expected(strong, 10, weak, 5), 15); // 0.99 is out of reach of the weak one
        Assert.Equal(strong.At(1.5), LoeweAdditivity.Expected(strong, 1.5, new(0, 0, 1, 1), 1e9), 15); // no effect at all
        Assert.Equal(0, LoeweAdditivity.Expected(new(0, 0, 1, 1), 3, new(0, 0, 2, 1), 4));
    }

    [Fact]
    public void Extreme_slopes_and_doses_have_a_finite_solution_between_the_stronger_drug_and_the_larger_maximum()
    {
        foreach (var slope in new[] { 0.1, 1, 5, 50 })
            foreach (var dose in new[] { 1e-12, 1, 1e12 })
            {
                HillCurve a = new(0, 0.9, 1e-3, slope), b = new(0, 0.4, 1e3, 0.1);
                var y = LoeweAdditivity.Expected(a, dose, b, dose);
                Assert.InRange(y, Math.Max(a.At(dose), b.At(dose)), 0.9);
            }
    }

    [Fact]
    public void The_combination_index_is_one_where_Loewe_expects_the_effect()
    {
        HillCurve a = new(0, 0.9, 2, 1.4), b = new(0, 0.6, 0.5, 0.8);
        var y = LoeweAdditivity.Expected(a, 1, b, 0.2);

        Assert.Equal(1, CombinationIndex.Of(a, 1, b, 0.2, y), 10);
        Assert.True(CombinationIndex.Of(a, 1, b, 0.2, y + 0.05) < 1);
        Assert.True(CombinationIndex.Of(a, 1, b, 0.2, y - 0.05) > 1);
        Assert.Equal(double.NaN, CombinationIndex.Of(a, 1, b, 0.2, 0));
        Assert.Equal(0, CombinationIndex.Of(a, 1, b, 0.2, 0.95)); // more than either drug could ever do
    }

    [Fact]
    public void The_median_effect_line_goes_through_the_effects_it_was_made_of()
    {
        double[] doses = [1, 2, 4, 8];
        var line = MedianEffect.Of([.. doses, 100, 0], [.. doses.Select(d => Math.Pow(d / 3, 1.5) / (1 + Math.Pow(d / 3, 1.5))), 1.02, 0]);

        Assert.Equal(3, line.MedianDose, 12);
        Assert.Equal(1.5, line.Order, 12);
        Assert.Equal(1, line.Correlation, 12);
        Assert.Equal(4, line.Doses);
        Assert.Equal(1, CombinationIndex.Of(line, 1, line, 2, 0.5), 12);
        Assert.Equal(double.NaN, MedianEffect.Of([1], [0.5]).MedianDose);
    }
}
