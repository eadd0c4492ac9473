using Sintropia.Validation.Fixtures;

namespace Sintropia.Validation.Tests.Fixtures.Metrics;

public sealed class MetricsFixturesTests
{
    [Fact]
    public void Metrics_agree_with_their_references()
    {
        var folder = Parity.Folder("metrics");
        var cases = FixtureRun.Run(folder).ToArray();

        Assert.Empty(cases.Where(c => c.Verdict is not FixtureVerdict.Pass).Select(c => $"{c.Name}: {c.Reason}{string.Join(", ", c.Tensors.Where(t => !t.Agrees).Select(t => $"{t.Name} {t.Problem} {t.Error:g3} of {t.Allowed:g3}"))}"));
        Assert.Equal(31, cases.Count(c => c.Verdict == FixtureVerdict.Pass));
    }
}
