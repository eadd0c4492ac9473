using Sintropia.Validation.Fixtures;

namespace Sintropia.Validation.Tests.Fixtures.Metrics;

public sealed class MetricsFixturesTests
{
    [Fact]
    public void Metrics_agree_with_their_references()
    {
        var folder = Parity.Folder("metrics");
        var cases = FixtureRun.Run(folder).ToArray();

        Assert.Empty(cases.Where(c => c.Verdict is not (FixtureVerdict.Pass or FixtureVerdict.NotYet)).Select(c => $"{c.Name}: {c.Reason}{string.Join(", ", c.Tensors.Where(t => !t.Agrees).Select(t => $"{t.Name} {t.Problem} {t.Error:g3} of {t.Allowed:g3}"))}"));
        Assert.Equal(["quant"], cases.Where(c => c.Verdict == FixtureVerdict.NotYet).Select(c => c.Name));
        Assert.Equal(30, cases.Count(c => c.Verdict == FixtureVerdict.Pass));
    }
}
