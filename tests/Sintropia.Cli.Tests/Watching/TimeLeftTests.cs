using Sintropia.Cli.Watching;

namespace Sintropia.Cli.Tests.Watching;

public sealed class TimeLeftTests
{
    [Fact]
    public void Nothing_is_promised_before_anything_was_seen()
    {
        Assert.Equal(double.NaN, new TimeLeft().After(Steps.At(0)));
        Assert.Equal(double.NaN, new TimeLeft().After(Steps.At(1)));
    }

    [Fact]
    public void A_steady_culture_takes_as_long_again_as_it_took()
    {
        var left = new TimeLeft();
        left.After(Steps.At(0));

        Assert.Equal(75, left.After(Steps.At(25)), 1e-9);
        Assert.Equal(0, left.After(Steps.At(100)), 1e-9);
    }

    [Fact]
    public void A_culture_that_doubles_is_expected_to_cost_more_in_its_last_hours()
    {
        var left = new TimeLeft();
        left.After(Steps.At(0, doubling: 20));
        var (half, whole) = (Steps.At(50, doubling: 20), Steps.At(100, doubling: 20));

        Assert.Equal(whole.Effort.WallSeconds - half.Effort.WallSeconds, left.After(half), 0.5);
    }

    [Fact]
    public void Parts_to_come_are_taken_to_cost_what_those_before_them_cost()
    {
        var left = new TimeLeft();
        left.After(Steps.At(0, parts: 3));
        left.After(Steps.At(100, parts: 3));
        left.After(Steps.At(0, part: 2, parts: 3, costBefore: 100_000));

        Assert.Equal(150, left.After(Steps.At(50, part: 2, parts: 3, costBefore: 100_000)), 1e-9);
    }
}
