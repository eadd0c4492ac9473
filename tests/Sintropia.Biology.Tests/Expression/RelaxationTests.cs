using Sintropia.Biology.Expression;

namespace Sintropia.Biology.Tests.Expression;

public sealed class RelaxationTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(6)]
    [InlineData(100)]
    public void A_hundred_steps_under_a_constant_exposure_come_to_one_long_step(double halfLife)
    {
        float[] many = [3, -2, 0.01f, 1000, 0], once = [.. many], settled = [1, 1, 1, -5, 0];
        for (var i = 0; i < 100; i++) Step(many, settled, halfLife, hours: 0.25);
        Step(once, settled, halfLife, hours: 25);

        // Each step rounds once, to half an ulp of what is left.
        for (var k = 0; k < many.Length; k++) Assert.Equal(once[k], many[k], 100 * 6e-8 * Math.Max(1, Math.Abs(once[k] - settled[k]) + Math.Abs(settled[k])));
    }

    [Fact]
    public void Half_of_the_way_is_gone_after_each_half_life()
    {
        float[] state = [8];
        foreach (var left in new[] { 4f, 2, 1, 0.5f })
        {
            Step(state, [0], halfLife: 6, hours: 6);
            Assert.Equal(left, state[0]);
        }
    }

    [Fact]
    public void Washed_out_a_state_returns_to_where_it_was()
    {
        float[] unperturbed = [0.5f, -1, 2], moved = [4, -3, 2], state = [.. unperturbed];
        for (var tick = 0; tick < 40; tick++) Step(state, moved, halfLife: 3, hours: 0.5);
        Assert.All(state.Zip(moved), pair => Assert.Equal(pair.Second, pair.First, 0.05));

        for (var tick = 0; tick < 400; tick++) Step(state, unperturbed, halfLife: 3, hours: 0.5);
        Assert.All(state.Zip(unperturbed), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
    }

    [Fact]
    public void What_has_settled_stays_to_the_last_bit()
    {
        float[] state = [0.1f, 1e20f, -3e-12f], settled = [.. state];
        for (var tick = 0; tick < 50; tick++) Step(state, settled, halfLife: 7, hours: 0.5);

        Assert.Equal(settled, state);
    }

    [Fact]
    public void Each_dimension_has_its_own_half_life()
    {
        float[] state = [16, 16, 16], factors = new float[3];
        Relaxation.Factors([1, 2, double.PositiveInfinity], 4, factors);
        Relaxation.Step(state, [0, 0, 0], factors);

        Assert.Equal([1, 4, 16], state);
    }

    [Fact]
    public void Vectors_and_plain_loop_give_the_same_bits_at_every_length()
    {
        var chance = new Random(1);
        float[] Some(int length) => [.. Enumerable.Range(0, length).Select(_ => (float)(chance.NextDouble() * 4 - 2))];
        for (var length = 0; length <= 257; length++)
        {
            var (state, settled, factors) = (Some(length), Some(length), Some(length));
            float[] plain = [.. state];
            Relaxation.Step(state, settled, factors);
            Relaxation.Reference(plain, settled, factors);
            Assert.Equal(plain, state);
        }
    }

    private static void Step(float[] state, float[] settled, double halfLife, double hours)
    {
        var factors = new float[state.Length];
        Relaxation.Factors([halfLife], hours, factors);
        Relaxation.Step(state, settled, factors);
    }
}
