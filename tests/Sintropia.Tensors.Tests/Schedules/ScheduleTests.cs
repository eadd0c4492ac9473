using Sintropia.Tensors.Schedules;

namespace Sintropia.Tensors.Tests.Schedules;

public sealed class ScheduleTests
{
    [Fact]
    public void Warm_up_reaches_the_rate_then_0()
    {
        foreach (var cosine in new[] { true, false })
        {
            var schedule = new WarmUp(0.1, 10, 50, cosine);

            Assert.Equal(0, schedule.At(0));
            Assert.Equal(0.05, schedule.At(5), 1e-12);
            Assert.Equal(0.1, schedule.At(10), 1e-12);
            Assert.Equal(0.05, schedule.At(30), 1e-12);
            Assert.Equal(0, schedule.At(50), 1e-12);
        }
    }

    [Fact]
    public void One_cycle_rises_falls_and_moves_momentum_the_other_way()
    {
        var schedule = new OneCycle(1, 100);

        Assert.Equal(1.0 / 25, schedule.At(0), 1e-12);
        Assert.Equal(1, schedule.At(29), 1e-12);
        Assert.Equal(1.0 / 25 / 1e4, schedule.At(99), 1e-12);
        Assert.Equal(0.95, schedule.MomentumAt(0), 1e-12);
        Assert.Equal(0.85, schedule.MomentumAt(29), 1e-12);
    }

    [Fact]
    public void A_chain_gives_the_same_whatever_step_is_asked_for_first()
    {
        ChainedRates one = Chain(), other = Chain();
        var last = one.At(90);

        for (var step = 0; step <= 90; step++) Assert.Equal(one.At(step), other.At(step));
        Assert.Equal(last, other.At(90));

        static ChainedRates Chain() => new(0.1, new LinearRamp(0.1, 0.3, 1, 6), new CosineAnnealing(0.1, 30, 0.01));
    }

    [Fact]
    public void A_chain_of_one_is_that_schedule_alone_also_past_the_bottom_of_a_wave()
    {
        var wave = new CosineAnnealing(0.1, 10, 0.01);
        var chain = new ChainedRates(0.1, wave);

        for (var step = 0; step < 45; step++) Assert.Equal(wave.At(step), chain.At(step), 1e-9);
    }

    [Fact]
    public void Rates_drop_in_steps_or_stay()
    {
        Assert.Equal([8.0, 8, 8, 4, 4, 4, 2], Enumerable.Range(0, 7).Select(new StepDecay(8, 0.5, 3).At));
        Assert.Equal(3, new ConstantRate(3).At(1000));
    }

    [Fact]
    public void A_plateau_rests_after_a_drop_and_does_not_fall_below_the_least()
    {
        var plateau = new Plateau(1, 0.1, Patience: 0) { Cooldown = 2, Least = 0.05 };
        List<double> rates = [];
        for (var i = 0; i < 8; i++)
        {
            plateau = plateau.After(5);
            rates.Add(plateau.Rate);
        }

        Assert.Equal([1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05], rates);
    }
}
