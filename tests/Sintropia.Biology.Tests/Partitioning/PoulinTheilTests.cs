using Sintropia.Biology.Partitioning;

namespace Sintropia.Biology.Tests.Partitioning;

public sealed class PoulinTheilTests
{
    [Fact]
    public void The_vector_of_the_literature_comes_out()
    {
        var molecule = new PoulinTheil(LogP: 2, UnboundInPlasma: 0.1);

        Assert.Equal(0.1818, molecule.UnboundInTissue, 0.00005);
        Assert.Equal(1.3552, molecule.Partition("muscle"), 0.00005);
    }

    [Fact]
    public void Fat_takes_up_what_oil_takes_up_and_nothing_is_bound_there()
    {
        var oil = Math.Pow(10, 1.115 * 2 - 1.35);
        var expected = (oil * (0.79 + 0.3 * 0.002) + 0.18 + 0.7 * 0.002) / (oil * (0.0035 + 0.3 * 0.00225) + 0.945 + 0.7 * 0.00225) * 0.1;

        Assert.Equal(expected, new PoulinTheil(2, 0.1).Partition("adipose"), 1e-9);
    }

    [Fact]
    public void Organs_of_unknown_composition_are_refused_by_name() =>
        Assert.Contains("spinach", Assert.Throws<ArgumentException>(() => new PoulinTheil(2, 0.1).Partition("spinach")).Message);
}
