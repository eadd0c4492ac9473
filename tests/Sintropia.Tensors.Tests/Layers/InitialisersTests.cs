using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Tests.Layers;

public sealed class InitialisersTests
{
    private static readonly Shape s_shape = [200, 300];

    [Fact]
    public void Uniform_ones_have_their_bound_and_its_deviation()
    {
        AssertUniform(Initialisers.Uniform(0.5), 0.5);
        AssertUniform(Initialisers.KaimingUniform(Math.Sqrt(5)), 1 / Math.Sqrt(300));
        AssertUniform(Initialisers.KaimingUniform(), Math.Sqrt(6.0 / 300));
        AssertUniform(Initialisers.XavierUniform(), Math.Sqrt(6.0 / 500));
    }

    [Fact]
    public void Normal_ones_have_their_deviation()
    {
        AssertNormal(Initialisers.Normal(0.02), 0.02);
        AssertNormal(Initialisers.KaimingNormal(), Math.Sqrt(2.0 / 300));
        AssertNormal(Initialisers.XavierNormal(2), 2 * Math.Sqrt(2.0 / 500));
    }

    [Fact]
    public void A_truncated_normal_ends_at_its_cut_and_is_not_heaped_up_there()
    {
        var values = Drawn(Initialisers.TruncatedNormal(1, cut: 2));

        Assert.All(values, x => Assert.InRange(x, -2, 2));
        Assert.InRange(Deviation(values), 0.8796 - 0.01, 0.8796 + 0.01); // of a normal cut at two deviations
        Assert.True(values.Count(x => Math.Abs(x) > 1.999) < 20);
    }

    private static void AssertUniform(Initialiser first, double bound)
    {
        var values = Drawn(first);
        Assert.All(values, x => Assert.InRange(x, -bound, bound));
        Assert.InRange(values.Max(), 0.999 * bound, bound);
        Assert.InRange(values.Average(), -0.01 * bound, 0.01 * bound);
        Assert.InRange(Deviation(values), 0.99 * bound / Math.Sqrt(3), 1.01 * bound / Math.Sqrt(3));
    }

    private static void AssertNormal(Initialiser first, double deviation)
    {
        var values = Drawn(first);
        Assert.InRange(values.Average(), -0.02 * deviation, 0.02 * deviation);
        Assert.InRange(Deviation(values), 0.99 * deviation, 1.01 * deviation);
        Assert.InRange(values.Count(x => Math.Abs(x) > 2 * deviation) / 60000.0, 0.0425, 0.0485); // 4.55 %
    }

    private static double[] Drawn(Initialiser first)
    {
        var values = new float[s_shape.Count];
        first(values, s_shape, 42);
        return [.. values.Select(x => (double)x)];
    }

    private static double Deviation(double[] values) => Math.Sqrt(values.Average(x => x * x) - Math.Pow(values.Average(), 2));
}
