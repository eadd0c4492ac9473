using Sintropia.Data.Projections;

namespace Sintropia.Data.Tests.Projections;

public sealed class SymmetricEigenTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(60)]
    public void Vectors_are_orthonormal_and_give_the_matrix_back(int n)
    {
        var matrix = new double[n * n];
        for (var i = 0; i < n; i++)
        for (var j = 0; j <= i; j++)
            matrix[i * n + j] = matrix[j * n + i] = Math.Sin(1 + i * 3.7 + j * 1.3 + i * j);

        var (values, vectors) = SymmetricEigen.Of((double[])matrix.Clone(), n);

        Assert.Equal(values.OrderDescending(), values);
        for (var i = 0; i < n; i++)
        for (var j = 0; j < n; j++)
        {
            Assert.Equal(i == j ? 1 : 0, Enumerable.Range(0, n).Sum(k => vectors[i * n + k] * vectors[j * n + k]), 1e-12);
            Assert.Equal(matrix[i * n + j], Enumerable.Range(0, n).Sum(k => values[k] * vectors[k * n + i] * vectors[k * n + j]), 1e-11);
        }
    }

    [Fact]
    public void A_matrix_of_three_diagonals_has_the_eigenvalues_of_a_string()
    {
        // 2 on the diagonal and −1 beside it: 2 − 2·cos(kπ/(n+1)).
        const int n = 30;

        var (values, _) = SymmetricEigen.OfThreeDiagonals([.. Enumerable.Repeat(2.0, n)], [.. Enumerable.Repeat(-1.0, n)]);

        Assert.Equal(Enumerable.Range(1, n).Select(k => 2 - 2 * Math.Cos(k * Math.PI / (n + 1))).OrderDescending(), values, (a, b) => Math.Abs(a - b) < 1e-13);
    }

    [Fact]
    public void Equal_and_zero_eigenvalues_are_found()
    {
        var (values, vectors) = SymmetricEigen.Of([1, 0, 0, 0, 1, 0, 0, 0, 0], 3);

        Assert.Equal([1, 1, 0], values);
        Assert.Equal(1, Math.Abs(vectors[8]));
        Assert.Empty(SymmetricEigen.Of([], 0).Values);
    }
}
