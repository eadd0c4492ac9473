using Sintropia.Data.Matrices;
using Sintropia.Data.Preprocessing;

namespace Sintropia.Data.Tests.Preprocessing;

public sealed class LogTransformTests
{
    [Theory]
    [InlineData(null, 0.6931471805599453)]
    [InlineData(2.0, 1)]
    [InlineData(10.0, 0.3010299956639812)]
    public void Logarithms_have_the_base_asked_for(double? logBase, double ofTwo)
    {
        var logs = LogTransform.Log1p(new DenseMatrix(1, 3, [0, 1, 3]), logBase);

        Assert.Equal([0, (float)ofTwo, (float)(2 * ofTwo)], logs.ToDense());
        Assert.Equal([0, 1, 3], LogTransform.Expm1(logs, logBase).ToDense(), (a, b) => Math.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void Zeros_of_a_sparse_matrix_stay_unstored()
    {
        var sparse = SparseMatrix.FromDense(2, 2, [0, 1, 0, 0]);

        Assert.Equal(1, Assert.IsType<SparseMatrix>(LogTransform.Log1p(sparse)).StoredValues);
    }

    [Fact]
    public void What_has_no_logarithm_is_refused()
    {
        Assert.Contains("log(1 + -1)", Assert.Throws<ArgumentException>(() => LogTransform.Log1p(new DenseMatrix(1, 1, [-1]))).Message);
        Assert.Contains("log(1 + NaN)", Assert.Throws<ArgumentException>(() => LogTransform.Log1p(new DenseMatrix(1, 1, [float.NaN]))).Message);
        Assert.Contains("no logarithms of base 1", Assert.Throws<ArgumentException>(() => LogTransform.Log1p(new DenseMatrix(0, 0, []), 1)).Message);
    }
}
