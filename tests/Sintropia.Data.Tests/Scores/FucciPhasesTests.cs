using Sintropia.Data.Scores;

namespace Sintropia.Data.Tests.Scores;

public sealed class FucciPhasesTests
{
    [Fact]
    public void Red_alone_is_G1_both_are_S_and_green_alone_is_G2M()
    {
        double[] red = [1, 1.1, 1, 0, 0.1, 0], green = [0, 0.1, 1, 1.1, 1, 0];

        var (phases, redCut, greenCut) = FucciPhases.Of(red, green);

        Assert.Equal([CyclePhase.G1, CyclePhase.G1, CyclePhase.S, CyclePhase.G2M, CyclePhase.G2M, CyclePhase.G1], phases);
        Assert.Equal((0.55, 0.55), (redCut, greenCut));
    }

    [Fact]
    public void What_tells_nothing_is_refused()
    {
        Assert.Contains("do not vary", Assert.Throws<ArgumentException>(() => FucciPhases.Of([1, 1], [0, 1])).Message);
        Assert.Contains("not finite", Assert.Throws<ArgumentException>(() => FucciPhases.Of([1, double.NaN], [0, 1])).Message);
        Assert.Contains("give both", Assert.Throws<ArgumentException>(() => FucciPhases.Of([1], [0, 1])).Message);
    }
}
