using Sintropia.Tensors.Losses;
using Sintropia.Tensors.Shapes;
using Sintropia.Tensors.Tests.Gradients;

namespace Sintropia.Tensors.Tests.Losses;

/// <summary>What the fixture of operators does not show: ends and bad input.</summary>
public sealed class LossTests
{
    [Fact]
    public void An_error_with_nothing_masked_in_is_0() => Assert.Equal(0, SquaredError.Masked(Tensor.Of(1, 2), Tensor.Of(3, 4), Tensor.Zeros([2])).Value);

    [Fact]
    public void A_mask_broadcasts() => Assert.Equal(2.5f, SquaredError.Masked(Tensor.From([2, 2], [1, 2, 3, 4]), Tensor.Zeros([2, 2]), Tensor.From([2, 1], [1, 0])).Value);

    [Fact]
    public void A_tip_is_a_parabola_up_to_its_width_and_a_line_beyond() =>
        Assert.Equal((0.5f * 0.25f / 2 + (5 - 1)) / 2, AbsoluteError.Smooth(Tensor.Of(0.5f, 5), Tensor.Of(0, 0), 2).Value);

    [Fact]
    public void A_mean_of_no_rows_is_not_a_number() => Assert.True(float.IsNaN(CrossEntropy.Mean(Tensor.Zeros([2, 3]), Indices.Of(-100, -100)).Value));

    [Fact]
    public void Labels_that_are_no_class_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => CrossEntropy.Mean(Tensor.Zeros([2, 3]), Indices.Of(0, 3)));

    [Fact]
    public void Binary_cross_entropy_does_not_overflow()
    {
        var losses = BinaryCrossEntropy.Elements(Tensor.Of(1000, -1000, 1000, -1000), Tensor.Of(1, 0, 0, 1)).ToArray();

        Assert.Equal([0, 0, 1000, 1000], losses);
    }

    [Fact]
    public void The_divergence_from_the_standard_normal_is_that_from_mean_0_and_variance_1()
    {
        Tensor mean = Slopes.Draw([7], 1), logVariance = Slopes.Draw([7], 2);
        float[] one = NormalDivergence.FromStandard(mean, logVariance).ToArray(), other = NormalDivergence.Of(mean, logVariance, Tensor.Zeros([7]), Tensor.Zeros([7])).ToArray();

        for (var i = 0; i < 7; i++) Assert.Equal(one[i], other[i], 1e-6);
    }

    [Fact]
    public void Sets_are_at_no_distance_from_themselves_and_at_some_from_others()
    {
        Tensor x = Slopes.Draw([1, 9, 4], 1), y = Slopes.Draw([1, 9, 4], 2) + 3;

        Assert.Equal(0, EnergyDistance.Of(x, x).Value);
        Assert.True(EnergyDistance.Of(x, y).Value > 1);
        Assert.Equal(0, MeanDiscrepancy.Of(x.Squeeze(0), x.Squeeze(0), [1, 2]).Value, 1e-6);
        Assert.True(MeanDiscrepancy.Of(x.Squeeze(0), y.Squeeze(0), [1, 2]).Value > 0.1);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        Assert.Contains("[3, 4]", Assert.Throws<ShapeException>(() => InfoNce.Of(Tensor.Zeros([3, 4]), Tensor.Zeros([2, 4]))).Message);
        Assert.Throws<ShapeException>(() => VicReg.Of(Tensor.Zeros([1, 4]), Tensor.Zeros([1, 4])));
        Assert.Throws<ShapeException>(() => Pinball.Of(Tensor.Zeros([3]), Tensor.Zeros([3, 2]), [0.5f]));
        Assert.Throws<ArgumentException>(() => MeanDiscrepancy.Of(Tensor.Zeros([3, 4]), Tensor.Zeros([3, 4]), []));
    }

    [Fact]
    public void A_constant_row_correlates_with_nothing() => Assert.Equal(0, Pearson.Rows(Tensor.Of(2, 2, 2), Tensor.Of(1, 2, 3)).Value);
}
