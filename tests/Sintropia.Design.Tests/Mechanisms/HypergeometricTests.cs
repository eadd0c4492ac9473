using Sintropia.Design.Mechanisms;

namespace Sintropia.Design.Tests.Mechanisms;

public sealed class HypergeometricTests
{
    [Theory] // scipy.stats.hypergeom.sf(overlap − 1, all, marked, drawn)
    [InlineData(3, 20, 5, 6, 0.13132094943240455)]
    [InlineData(1, 10, 1, 5, 0.5)]
    [InlineData(10, 1000, 40, 50, 1.0652378031481487e-05)]
    [InlineData(0, 50, 10, 10, 1)]
    [InlineData(4, 5, 4, 5, 1)]
    public void Tails_are_those_of_scipy(int overlap, int all, int marked, int drawn, double expected) =>
        Assert.Equal(expected, Hypergeometric.Upper(overlap, all, marked, drawn), 1e-9 * Math.Max(1e-3, expected));

    [Fact]
    public void What_cannot_be_drawn_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Hypergeometric.Upper(4, 10, 3, 5));
}
