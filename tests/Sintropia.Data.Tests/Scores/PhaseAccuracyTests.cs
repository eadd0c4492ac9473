using Sintropia.Data.Scores;

namespace Sintropia.Data.Tests.Scores;

public sealed class PhaseAccuracyTests
{
    [Fact]
    public void Shares_are_counted_by_phase_too()
    {
        var accuracy = PhaseAccuracy.Of([CyclePhase.G1, CyclePhase.G1, CyclePhase.S, CyclePhase.G1], [CyclePhase.G1, CyclePhase.G1, CyclePhase.S, CyclePhase.S]);

        Assert.Equal(0.75, accuracy.Share);
        Assert.Equal(0.75, accuracy.Balanced);
        Assert.Equal([2, 0, 0, 1, 1, 0, 0, 0, 0], accuracy.Confusion);
    }

    [Fact]
    public void The_interval_is_Wilsons()
    {
        // 8 of 10: 0.4902 to 0.9433 (Brown, Cai and DasGupta 2001, doi:10.1214/ss/1009213286, by their formula 4).
        var (low, high) = new PhaseAccuracy(10, 8, new int[9]).Interval;

        Assert.Equal(0.4902, low, 5e-5);
        Assert.Equal(0.9433, high, 5e-5);
    }
}
