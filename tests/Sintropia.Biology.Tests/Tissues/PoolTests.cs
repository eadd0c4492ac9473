using FsCheck;
using FsCheck.Fluent;
using Sintropia.Biology.Tissues;

namespace Sintropia.Biology.Tests.Tissues;

public sealed class PoolTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 0)]
    [InlineData(0, 0.7)]
    [InlineData(2, 0.7)]
    [InlineData(2, 1e-5)]
    public void Level_and_mean_are_those_of_very_small_steps(double production, double loss)
    {
        const int steps = 200_000;
        double level = 3, sum = 0;
        for (var i = 0; i < steps; i++)
        {
            // The midpoint rule, whose error is that of the step squared.
            var half = level + (production - loss * level) * 0.5 / steps;
            sum += half;
            level += (production - loss * half) / steps;
        }

        Assert.Equal(level, new Pool(production, loss).After(3, 1), 1e-9);
        Assert.Equal(sum / steps, new Pool(production, loss).Mean(3, 1), 1e-8);
    }

    [Fact]
    public void It_is_never_negative_and_its_mean_lies_between_its_ends() => Prop.ForAll<ushort, ushort, ushort>((level, production, loss) =>
    {
        var pool = new Pool(production / 100.0, loss / 10.0);
        var (before, after) = (level / 7.0, pool.After(level / 7.0, 0.5));
        var mean = pool.Mean(before, 0.5);
        return after >= 0 && mean >= Math.Min(before, after) * (1 - 1e-9) && mean <= Math.Max(before, after) * (1 + 1e-9);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_halves_of_a_tick_are_the_tick()
    {
        var pool = new Pool(2, 0.7);

        Assert.Equal(pool.After(3, 1), pool.After(pool.After(3, 0.5), 0.5), 12);
        Assert.Equal(pool.Mean(3, 1), (pool.Mean(3, 0.5) + pool.Mean(pool.After(3, 0.5), 0.5)) / 2, 12);
    }

    [Fact]
    public void In_the_end_production_and_loss_balance() => Assert.Equal(2 / 0.7, new Pool(2, 0.7).After(100, 1000), 12);

    [Fact]
    public void Nothing_jumps_where_series_take_over_from_quotients()
    {
        foreach (var loss in new[] { 1e-4, 1e-12 })
        {
            Assert.Equal(new Pool(2, loss * 0.999).After(3, 1), new Pool(2, loss * 1.001).After(3, 1), 1e-6 * loss + 1e-11 + 0.01 * loss);
            Assert.Equal(new Pool(2, loss * 0.999).Mean(3, 1), new Pool(2, loss * 1.001).Mean(3, 1), 1e-8 + 0.01 * loss);
        }
    }
}
