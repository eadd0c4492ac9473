using Sintropia.Predictors.VirtualCellLine;
using Sintropia.Tensors;

namespace Sintropia.Predictors.Tests.VirtualCellLine;

public sealed class GeneMaskingTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void With_replacement_fewer_genes_are_hidden_than_the_share_says(double share)
    {
        var hidden = Hidden(new() { Least = share, Most = share });

        Assert.Equal(1 - Math.Exp(-share), hidden, 0.01);
    }

    [Fact]
    public void Without_replacement_the_share_is_hidden() => Assert.Equal(0.65, Hidden(new() { Least = 0.65, Most = 0.65, WithReplacement = false }));

    [Fact]
    public void Zeros_stay_and_the_same_key_hides_the_same_genes()
    {
        var x = Rows.Draw([4, 50], 1).Relu();
        var (one, again, other) = (new GeneMasking().Corrupt(x, 5).ToArray(), new GeneMasking().Corrupt(x, 5).ToArray(), new GeneMasking().Corrupt(x, 6).ToArray());

        Assert.Equal(one, again);
        Assert.NotEqual(one, other);
        Assert.All(x.ToArray().Zip(one), p => Assert.True(p.Second == 0 || p.Second == p.First));
    }

    [Fact]
    public void Shares_that_are_none_are_refused() => Assert.Contains("from 0.8 to 0.5", Assert.Throws<ArgumentException>(() => new GeneMasking { Least = 0.8, Most = 0.5 }.Corrupt(Tensor.Ones([1, 3]), 1)).Message);

    /// <summary>The share of a thousand genes that are hidden, over twenty cells.</summary>
    private static double Hidden(GeneMasking masking) => masking.Corrupt(Tensor.Ones([20, 1000]), 1).ToArray().Count(v => v == 0) / 20_000.0;
}
