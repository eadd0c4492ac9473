using FsCheck;
using FsCheck.Fluent;
using Sintropia.Biology.Interventions;

namespace Sintropia.Biology.Tests.Interventions;

public sealed class ScheduleTests
{
    private const double Forever = double.PositiveInfinity;

    [Fact]
    public void A_single_course_acts_from_its_onset_to_its_end()
    {
        var schedule = new Schedule(From: 24, Until: 72);

        Assert.Equal(0, schedule.Mean(23.5, 24, Forever));
        Assert.Equal(1, schedule.Mean(24, 24.5, Forever));
        Assert.Equal(1, schedule.Mean(71.5, 72, Forever));
        Assert.Equal(0, schedule.Mean(72, 72.5, Forever));
        Assert.Equal([24.0, 72], schedule.Breakpoints(0, 100));
    }

    [Fact]
    public void Without_an_end_it_acts_for_the_rest_of_the_run()
    {
        Assert.Equal(1, new Schedule(24).Mean(1e6, 1e6 + 1, Forever));
        Assert.Equal([24.0], new Schedule(24).Breakpoints(0, 1e6));
    }

    [Fact]
    public void Repeats_begin_anew_at_each_interval_and_last_as_long_as_given()
    {
        var schedule = new Schedule(From: 24, Until: 100, Every: 24, For: 4);

        Assert.Equal([24.0, 28, 48, 52, 72, 76, 96, 100], schedule.Breakpoints(0, 200));
        Assert.Equal([24.0, 48, 72, 96], schedule.Onsets(0, 200));
        Assert.Equal(1, schedule.Mean(50, 51, Forever));
        Assert.Equal(0, schedule.Mean(53, 54, Forever));
    }

    [Fact]
    public void A_course_that_would_outlast_the_interval_ends_with_the_next_onset()
    {
        var schedule = new Schedule(From: 0, Every: 10, For: 15, Ramp: RampShape.Linear, RampHours: 20);

        Assert.Equal([10.0, 20], schedule.Breakpoints(0, 30).Distinct());
        Assert.Equal(0.475, schedule.Mean(9, 10, Forever), 12);
        Assert.Equal(0.025, schedule.Mean(10, 11, Forever), 12);
    }

    [Fact]
    public void An_onset_on_the_edge_of_an_interval_belongs_to_the_one_that_it_begins()
    {
        var schedule = new Schedule(24);

        Assert.Empty(schedule.Onsets(23.5, 24));
        Assert.Equal([24.0], schedule.Onsets(24, 24.5));
        Assert.Empty(schedule.Breakpoints(23.5, 24));
        Assert.Empty(schedule.Breakpoints(24, 24.5));
    }

    [Fact]
    public void Every_onset_falls_into_exactly_one_tick_however_the_numbers_round() => Prop.ForAll<byte, byte, byte>((from, every, tick) =>
    {
        var schedule = new Schedule(from * 0.1, Until: 60, Every: every * 0.1 + 0.1);
        var length = tick % 7 * 0.1 + 0.1;
        var onsets = new List<double>();
        for (var k = 0; k * length < 60; k++) onsets.AddRange(schedule.Onsets(k * length, (k + 1) * length));
        var expected = Enumerable.Range(0, 700).Select(k => from * 0.1 + k * (every * 0.1 + 0.1)).Where(t => t < 60);
        return onsets.SequenceEqual(expected);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_millionth_onset_has_not_drifted()
    {
        var schedule = new Schedule(From: 0.1, Every: 0.3);
        var onset = 0.1 + 999_999 * 0.3;

        Assert.Equal([onset], schedule.Onsets(onset - 0.1, onset + 0.1));
    }

    [Fact]
    public void A_linear_ramp_is_complete_after_its_hours()
    {
        var schedule = new Schedule(From: 10, Ramp: RampShape.Linear, RampHours: 4);

        Assert.Equal([10.0, 14], schedule.Breakpoints(0, 100));
        Assert.Equal(0.125, schedule.Mean(10, 11, Forever));
        Assert.Equal(0.5, schedule.Mean(10, 14, Forever));
        Assert.Equal(1, schedule.Mean(14, 15, Forever));
    }

    [Fact]
    public void A_level_never_rises_above_full_strength_where_a_ramp_ends() => Prop.ForAll<ushort, ushort>((from, hours) =>
    {
        // The place of the bend, less the onset, can round to just below the ramp's hours.
        var schedule = new Schedule(from * 0.1, Ramp: RampShape.Linear, RampHours: hours * 0.1 + 0.1);
        var bend = schedule.Breakpoints(double.NegativeInfinity, double.PositiveInfinity).Last();
        return schedule.Mean(bend, bend + 0.5, Forever) == 1;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void An_exponential_ramp_approaches_full_strength_with_its_time_constant()
    {
        var schedule = new Schedule(From: 10, Ramp: RampShape.Exponential, RampHours: 4);

        // The mean of 1 − e^(−t/τ) over [a, b] is 1 − τ(e^(−a/τ) − e^(−b/τ))/(b − a).
        Assert.Equal(1 - 4 * (1 - Math.Exp(-0.5)) / 2, schedule.Mean(10, 12, Forever), 12);
        Assert.Equal(1 - 4 * (Math.Exp(-1) - Math.Exp(-1.25)), schedule.Mean(14, 15, Forever), 12);
        Assert.Equal([10.0], schedule.Breakpoints(0, 100));
    }

    [Fact]
    public void What_was_given_decays_with_its_half_life()
    {
        var schedule = new Schedule(From: 10, Until: 40);
        var k = Math.Log(2) / 6;

        Assert.Equal((1 - Math.Exp(-k)) / k, schedule.Mean(10, 11, halfLife: 6), 12);
        Assert.Equal(0.5 * schedule.Mean(10, 11, 6), schedule.Mean(16, 17, 6), 12);
        Assert.Equal(0, schedule.Mean(40, 41, 6));
    }

    [Fact]
    public void Means_of_parts_add_up_to_the_mean_of_the_whole() => Prop.ForAll<byte, byte>((start, parts) =>
    {
        foreach (var (schedule, halfLife) in new[] { (new Schedule(0, Ramp: RampShape.Exponential, RampHours: 7), Forever), (new Schedule(0), 5.0),
            (new Schedule(0, Ramp: RampShape.Linear, RampHours: 300), Forever) })
        {
            var (from, count) = (start / 10.0, parts % 9 + 1);
            var sum = Enumerable.Range(0, count).Sum(i => schedule.Mean(from + 2.0 * i / count, from + 2.0 * (i + 1) / count, halfLife)) / count;
            if (Math.Abs(sum - schedule.Mean(from, from + 2, halfLife)) > 1e-12) return false;
        }

        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_would_never_end_or_never_begin_is_no_schedule()
    {
        Assert.Contains("cannot begin at NaN h", Assert.Throws<ArgumentOutOfRangeException>(() => new Schedule(double.NaN)).Message);
        Assert.Contains("cannot repeat every -24 h", Assert.Throws<ArgumentOutOfRangeException>(() => new Schedule(0, Every: -24)).Message);
        Assert.Contains("A course cannot last 0 h", Assert.Throws<ArgumentOutOfRangeException>(() => new Schedule(0, For: 0)).Message);
        Assert.Contains("ramp of shape Exponential cannot take 0 h", Assert.Throws<ArgumentOutOfRangeException>(() => new Schedule(0, Ramp: RampShape.Exponential)).Message);
        Assert.Contains("shape Step cannot take -1 h", Assert.Throws<ArgumentOutOfRangeException>(() => new Schedule(0, RampHours: -1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Schedule(0, double.NaN));
    }
}
