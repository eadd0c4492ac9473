using Sintropia.Predictors.Learning;
using Sintropia.Tensors;
using Sintropia.Tensors.Optimisers;
using Sintropia.Tensors.Schedules;

namespace Sintropia.Predictors.Tests.Learning;

public sealed class GradientStepTests
{
    [Fact]
    public void A_step_goes_down_the_gradient_after_clipping()
    {
        var p = Tensor.Of(3, 4);
        var outcome = new GradientStep(new Sgd(ParameterGroup.All([("p", p)]), 1), most: 5).Take(() => p.Square().Sum());

        Assert.Equal((25, 10, true), (outcome.Loss, outcome.GradientNorm, outcome.Taken)); // gradient (6, 8), cut to (3, 4)
        Rows.Near(Tensor.Of(0, 0), p);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Weights_stay_where_the_loss_is_no_finite_number(float poison)
    {
        var p = Tensor.Of(3, 4);
        Adam adam = new(ParameterGroup.All([("p", p)]), AdamOptions.Adam);
        var outcome = new GradientStep(adam).Take(() => (p * poison).Sum());

        Assert.False(outcome.Taken);
        Assert.Equal([3, 4], p.ToArray());
        Assert.Equal(0, adam.Steps);
    }

    [Fact]
    public void A_cycle_moves_the_rate_and_the_first_beta()
    {
        var p = Tensor.Of(1);
        Adam adam = new(ParameterGroup.All([("p", p)]), AdamOptions.Adam);
        OneCycle cycle = new(0.01, 10);
        GradientStep step = new(adam, schedule: cycle);
        for (var i = 0; i < 3; i++) step.Take(() => p.Square().Sum());

        Assert.Equal((cycle.At(2), cycle.MomentumAt(2)), (adam.Rate, adam.Beta1));
    }
}
