using Sintropia.Cli.Watching;

namespace Sintropia.Cli.Tests.Watching;

public sealed class BarLineTests
{
    [Fact]
    public void A_line_never_is_wider_than_the_terminal()
    {
        for (var width = 20; width <= 200; width++)
        {
            var line = BarLine.Of(Steps.At(37.5, part: 2, parts: 12), 754, width);
            Assert.True(line.Before.Length + line.Bar + line.After.Length + 4 <= width, $"{width}: {line}");
            Assert.Contains("%", line.After);
        }
    }

    [Fact]
    public void Narrow_terminals_lose_the_rate_first_and_the_time_left_late()
    {
        var step = Steps.At(37.5, part: 2, parts: 3);

        Assert.Equal(("2/3 palbociclib  37.5/100 h", " 46 %  1,000 cells  10.0 k updates/s  12:34 left"), Texts(step, 120));
        Assert.Contains("10.0 k/s", BarLine.Of(step, 754, 80).After);
        Assert.Equal(("2/3 palbociclib  37.5/100 h", " 46 %  1,000 cells  12:34 left"), Texts(step, 70));
        Assert.Equal(("2/3 palbociclib", " 46 %  12:34 left"), Texts(step, 50));
    }

    private static (string, string) Texts(Sintropia.Runs.Execution.RunProgress step, int width) => BarLine.Of(step, 754, width) is var line ? (line.Before, line.After) : default;
}
