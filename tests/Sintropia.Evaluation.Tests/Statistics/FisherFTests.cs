using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Tests.Statistics;

public sealed class FisherFTests
{
    [Fact] // oracle: SciPy's f.sf and f.ppf
    public void Tails_and_quantiles_agree_with_SciPy()
    {
        Assert.Equal(0.020285499624342593, FisherF.Above(8, 2, 6), 14);
        Assert.Equal(7.708647422176786, FisherF.Quantile(0.95, 1, 4), 9);
        Assert.Equal(0.05, FisherF.Above(FisherF.Quantile(0.95, 3, 17), 3, 17), 12);
    }

    [Fact]
    public void The_ends_are_certain()
    {
        Assert.Equal(1, FisherF.Above(0, 2, 5));
        Assert.Equal(0, FisherF.Above(double.PositiveInfinity, 2, 5));
        Assert.Equal(double.NaN, FisherF.Above(double.NaN, 2, 5));
    }
}
