using Sintropia.Data.Matrices;

namespace Sintropia.Data.Tests.Matrices;

public sealed class SparseMatrixTests
{
    private static readonly float[] Dense = [0, 2, 0, 3, 0, 0, 0, 0, 1, 4, 0, 5];

    private static SparseMatrix Small => SparseMatrix.FromDense(3, 4, Dense);

    [Fact]
    public void What_is_not_zero_is_kept_row_after_row()
    {
        Assert.Equal([0, 2, 2, 5], Small.RowStarts);
        Assert.Equal([1, 3, 0, 1, 3], Small.ColumnIndices);
        Assert.Equal(Dense, Small.ToDense());
        Assert.Equal(4, Small[2, 1]);
        Assert.Equal(0, Small[2, 2]);
    }

    [Fact]
    public void Sums_are_those_of_the_dense_matrix()
    {
        var dense = new DenseMatrix(3, 4, Dense);

        Assert.Equal([5, 0, 10], Small.RowSums());
        Assert.Equal(dense.RowSums(), Small.RowSums());
        Assert.Equal(dense.ColumnSums(), Small.ColumnSums());
    }

    [Fact]
    public void Rows_and_columns_may_be_chosen_in_any_order_and_more_than_once()
    {
        var dense = new DenseMatrix(3, 4, Dense);

        Assert.Equal(dense.SelectRows([2, 0, 2]).ToDense(), Small.SelectRows([2, 0, 2]).ToDense());
        Assert.Equal(dense.SelectColumns([3, 0, 3]).ToDense(), Small.SelectColumns([3, 0, 3]).ToDense());
        Assert.Equal([5, 1, 5], Small.SelectColumns([3, 0, 3]).ValuesOf(2).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => Small.SelectRows([3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Small.SelectColumns([-1]));
    }

    [Fact]
    public void A_matrix_that_cannot_be_is_refused()
    {
        Assert.Contains("must not decrease", Refused([0, 3, 2], [0, 1]), StringComparison.Ordinal);
        Assert.Contains("have to increase", Refused([0, 2, 2], [1, 1]), StringComparison.Ordinal);
        Assert.Contains("less than 3", Refused([0, 1, 2], [0, 3]), StringComparison.Ordinal);
        Assert.Contains("from 0 to the number", Refused([0, 1, 1], [0, 1]), StringComparison.Ordinal);
        Assert.Contains("one more than rows", Refused([0, 2], [0, 1]), StringComparison.Ordinal);

        static string Refused(long[] starts, int[] columns) => Assert.Throws<ArgumentException>(() => new SparseMatrix(2, 3, starts, columns, [1, 2])).Message;
    }
}
