using FsCheck;
using FsCheck.Fluent;
using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Tests.Cycle;

public sealed class PhaseClockTests
{
    [Fact]
    public void An_arrested_phase_keeps_the_progress_it_had()
    {
        var clock = new PhaseClock(Since: 0, Progress: 0, Rate: 1).With(rate: 0, time: 3).With(rate: 1, time: 10);

        Assert.Equal(15, clock.Reaches(mark: 8)); // 3 h before the arrest, 5 h after it
    }

    [Fact]
    public void An_arrested_phase_is_never_left()
    {
        var clock = new PhaseClock(0, 0, 1).With(0, 3);

        Assert.Equal(double.PositiveInfinity, clock.Reaches(8));
        Assert.Equal(3, clock.At(1e6));
    }

    [Fact]
    public void At_half_the_rate_the_rest_takes_twice_as_long() => Assert.Equal(3 + 5 / 0.5, new PhaseClock(0, 0, 1).With(0.5, 3).Reaches(8));

    [Fact]
    public void A_mark_that_lies_behind_is_due_at_once() => Assert.Equal(7, new PhaseClock(7, 12, 1).Reaches(8));

    [Fact]
    public void An_endless_mark_is_never_reached() => Assert.Equal(double.PositiveInfinity, new PhaseClock(0, 0, 1).Reaches(double.PositiveInfinity));

    [Fact]
    public void Looking_on_does_not_move_the_anchor()
    {
        // 10,000 ticks of 0.1 h at one rate: adding up would drift by 1e-10.
        var clock = new PhaseClock(0.3, 0.7, 0.9);
        var ticked = clock;
        for (var tick = 1; tick <= 10_000; tick++) ticked = ticked.With(0.9, tick * 0.1);

        Assert.Equal(clock, ticked);
    }

    [Fact]
    public void Progress_is_the_integral_of_the_rates() => Prop.ForAll<byte[]>(rates =>
    {
        var clock = new PhaseClock(0, 0, 1);
        var progress = 1.0; // an hour at rate 1 before the first change
        for (var i = 0; i < rates.Length; i++)
        {
            clock = clock.With(rates[i] / 64.0, i + 1);
            progress += rates[i] / 64.0;
        }

        return clock.At(rates.Length + 1) == progress; // sixty-fourths add without rounding
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_rate_is_a_finite_number_from_zero(double rate)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new PhaseClock(0, 0, 1).With(rate, 3));

        Assert.Contains($"cannot progress at rate {rate}. Give 0 for an arrest and 1 for no effect", error.Message);
    }
}
