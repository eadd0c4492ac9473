using Sintropia.Reports.Reading;

namespace Sintropia.Reports.Tests.Reading;

public sealed class ThinningTests
{
    [Theory]
    [InlineData(10, 10)]
    [InlineData(1000, 7)]
    [InlineData(100_001, 300)]
    public void Ends_are_kept_and_order_with_them(int length, int maximum)
    {
        var kept = Thinning.Evenly(Enumerable.Range(0, length).ToArray(), maximum);

        Assert.Equal(maximum, kept.Length);
        Assert.Equal((0, length - 1), (kept[0], kept[^1]));
        Assert.Equal(kept, kept.Distinct().Order());
    }

    [Fact]
    public void A_long_run_is_thinned_to_what_was_asked()
    {
        using var folder = new TemporaryFolder();
        SampleRun.Write(folder.Path, founders: 4, replicates: 1);

        var payload = RunReport.Summarize(folder.Path, new() { MaximumPoints = 10 });

        Assert.Equal(10, payload.Times.Count);
        Assert.Equal(96, payload.Times[^1]);
        Assert.All(payload.Growth, curve => Assert.Equal(10, curve.Mean.Count));
    }

    [Fact]
    public void A_pulse_keeps_its_corners()
    {
        using var folder = new TemporaryFolder();
        SampleRun.Write(folder.Path, founders: 4, replicates: 1);

        var drug = RunReport.Summarize(folder.Path, new() { MaximumPoints = 10 }).Exposures.Single(course => course.Condition == "palbociclib");

        Assert.Equal([0.0, 24, 25, 72, 73, 96], drug.Times);
        Assert.Equal([0.0, 0, 1, 1, 0, 0], drug.Values);
    }
}
