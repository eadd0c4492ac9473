using Sintropia.Data.Matrices;
using Sintropia.Data.Projections;
using Sintropia.Data.Tests.Truth;

namespace Sintropia.Data.Tests.Projections;

public sealed class PrincipalComponentsTests
{
    [Fact]
    public void Points_on_a_line_have_one_component()
    {
        // (1, 2)·t for t = −1, 0, 1: the direction (1, 2)/√5, variance 5.
        var found = PrincipalComponents.Of(new DenseMatrix(3, 2, [9, 18, 10, 20, 11, 22]), new() { Count = 5 });

        Assert.Equal(2, found.Count);
        Assert.Equal([1 / Math.Sqrt(5), 2 / Math.Sqrt(5)], found.Loadings[..2], (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Equal([5, 0], found.Variances, (a, b) => Math.Abs(a - b) < 1e-13);
        Assert.Equal([1, 0], found.Explained, (a, b) => Math.Abs(a - b) < 1e-13);
    }

    [Theory]
    [InlineData(40, 90)]
    [InlineData(90, 40)]
    public void A_search_finds_what_computing_all_of_them_finds(int cells, int genes)
    {
        var matrix = Inputs.Logs(cells, genes);

        var all = PrincipalComponents.Of(matrix, new() { Count = 6 });
        var searched = PrincipalComponents.Of(Inputs.Sparse(matrix), new() { Count = 6, ExactUpTo = 0 });

        Assert.Equal(all.Variances, searched.Variances, (a, b) => Math.Abs(a - b) < 1e-10 * all.Variances[0]);
        Assert.Equal(all.Loadings, searched.Loadings, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(all.Scores, searched.Scores, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Loadings_are_orthonormal_and_point_where_their_greatest_weight_is_positive()
    {
        var found = PrincipalComponents.Of(Inputs.Logs(50, 70), new() { Count = 10 });

        for (var i = 0; i < 10; i++)
        {
            var loading = found.Loadings.AsSpan(i * 70, 70).ToArray();
            Assert.True(loading.MaxBy(Math.Abs) > 0);
            for (var j = 0; j < 10; j++) Assert.Equal(i == j ? 1 : 0, loading.Zip(found.Loadings.AsSpan(j * 70, 70).ToArray(), (a, b) => a * b).Sum(), 1e-12);
        }
    }

    [Fact]
    public void Components_sum_to_the_whole_variance()
    {
        var found = PrincipalComponents.Of(Inputs.Logs(30, 20), new() { Count = 20 });

        Assert.Equal(found.TotalVariance, found.Variances.Sum(), 1e-9);
    }

    [Fact]
    public void Cells_that_took_part_project_on_their_own_scores()
    {
        var matrix = Inputs.Logs(30, 20);
        var found = PrincipalComponents.Of(matrix, new() { Count = 4 });

        Assert.Equal(found.Scores, found.Project(Inputs.Sparse(matrix)), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Contains("Align its columns", Assert.Throws<ArgumentException>(() => found.Project(Inputs.Logs(3, 19))).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    public void Zeros_have_components_that_explain_nothing(int exactUpTo)
    {
        var found = PrincipalComponents.Of(new DenseMatrix(5, 7, new float[35]), new() { Count = 3, ExactUpTo = exactUpTo });

        Assert.Equal([0, 0, 0], found.Variances);
        Assert.Equal([0, 0, 0], found.Explained);
        Assert.All(found.Loadings, l => Assert.True(double.IsFinite(l)));
    }

    [Fact]
    public void One_gene_is_its_own_component()
    {
        var found = PrincipalComponents.Of(new DenseMatrix(3, 1, [3, 4, 8]));

        Assert.Equal([1], found.Loadings);
        Assert.Equal([-2, -1, 3], found.Scores);
    }

    [Fact]
    public void What_has_no_components_is_refused()
    {
        Assert.Contains("Give at least 2 cells", Assert.Throws<ArgumentException>(() => PrincipalComponents.Of(new DenseMatrix(0, 3, []))).Message);
        Assert.Contains("Cell 1, gene 0", Assert.Throws<ArgumentException>(() => PrincipalComponents.Of(new DenseMatrix(2, 1, [1, float.NaN]))).Message);
    }
}
