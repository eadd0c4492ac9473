using Sintropia.Data.Matrices;
using Sintropia.Data.Preprocessing;

namespace Sintropia.Data.Tests.Preprocessing;

public sealed class LibrarySizesTests
{
    // The example of scanpy's documentation.
    private static readonly DenseMatrix s_documented = new(3, 5, [3, 3, 3, 6, 6, 1, 1, 1, 2, 2, 1, 22, 1, 2, 2]);

    [Fact]
    public void Cells_get_the_sum_asked_for()
    {
        var one = LibrarySizes.Normalise(s_documented, new() { Target = 1 });

        Assert.Equal([0.14f, 0.14f, 0.14f, 0.29f, 0.29f, 0.14f, 0.14f, 0.14f, 0.29f, 0.29f, 0.04f, 0.79f, 0.04f, 0.07f, 0.07f], one.Matrix.ToDense(), (a, b) => Math.Abs(a - b) < 0.005f);
        Assert.Equal([21f, 7f, 28f], one.Factors);
    }

    [Fact]
    public void Genes_that_make_up_much_of_a_cell_are_left_out_of_sizes()
    {
        var one = LibrarySizes.Normalise(s_documented, new() { Target = 1, ExcludeHighlyExpressed = true, MaxFraction = 0.2 });

        Assert.Equal([1, 3, 4], one.Excluded);
        Assert.Equal([0.5f, 0.5f, 0.5f, 1, 1, 0.5f, 0.5f, 0.5f, 1, 1, 0.5f, 11, 0.5f, 1, 1], one.Matrix.ToDense());
    }

    [Fact]
    public void Without_a_target_cells_get_the_median_of_those_that_have_any()
    {
        var found = LibrarySizes.Normalise(new DenseMatrix(4, 2, [1, 1, 0, 0, 4, 4, 10, 2]));

        Assert.Equal(8, found.Target);
        Assert.Equal([0.25f, 0, 1, 1.5f], found.Factors);
        Assert.Equal([4, 4, 0, 0, 4, 4, 20 / 3f, 4 / 3f], found.Matrix.ToDense());
    }

    [Fact]
    public void Sparse_and_dense_agree_and_what_was_given_stays()
    {
        var sparse = Truth.Inputs.Sparse(s_documented);

        var found = LibrarySizes.Normalise(sparse, new() { Target = 10000 }).Matrix;

        Assert.IsType<SparseMatrix>(found);
        Assert.Equal(LibrarySizes.Normalise(s_documented, new() { Target = 10000 }).Matrix.ToDense(), found.ToDense());
        Assert.Equal(s_documented.Values, sparse.ToDense());
    }

    [Fact]
    public void Sizes_that_are_known_otherwise_are_taken()
    {
        var found = LibrarySizes.Normalise(new DenseMatrix(2, 1, [3, 3]), new() { Target = 100, Sizes = [300, 600] });

        Assert.Equal([1, 0.5f], found.Matrix.ToDense());
        Assert.Contains("1 sizes do not fit 2 cells", Assert.Throws<ArgumentException>(() => LibrarySizes.Normalise(new DenseMatrix(2, 1, [3, 3]), new() { Sizes = [1] })).Message);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(3, 0)]
    [InlineData(2, 2)]
    public void Nothing_stays_nothing(int cells, int genes)
    {
        Assert.Equal(new float[cells * genes], LibrarySizes.Normalise(new DenseMatrix(cells, genes, new float[cells * genes])).Matrix.ToDense());
    }

    [Fact]
    public void Values_that_are_no_counts_are_refused()
    {
        Assert.Contains("is negative, so these are no counts", Assert.Throws<ArgumentException>(() => LibrarySizes.Normalise(new DenseMatrix(1, 2, [1, -1]))).Message);
        Assert.Contains("Cell 0, gene 1", Assert.Throws<ArgumentException>(() => LibrarySizes.Normalise(new DenseMatrix(1, 2, [1, float.NaN]))).Message);
        Assert.Contains("Give a positive one", Assert.Throws<ArgumentException>(() => LibrarySizes.Normalise(s_documented, new() { Target = 0 })).Message);
    }
}
