using Sintropia.Data.Matrices;
using Sintropia.Data.Preprocessing;
using Sintropia.Data.Tests.Truth;

namespace Sintropia.Data.Tests.Preprocessing;

public sealed class CountsCheckTests
{
    private static readonly DenseMatrix s_counts = Inputs.Counts(80, 300);

    [Fact]
    public void Whole_numbers_are_counts()
    {
        Assert.Equal(ValueKind.Counts, CountsCheck.Of(s_counts).Kind);
        Assert.Equal(ValueKind.Counts, CountsCheck.Of(Inputs.Sparse(s_counts)).Kind);
    }

    [Theory]
    [InlineData(null, 2.718281828459045)]
    [InlineData(2.0, 2)]
    [InlineData(10.0, 10)]
    public void Logarithms_are_told_with_their_base_and_target(double? logBase, double told)
    {
        var check = CountsCheck.Of(LogTransform.Log1p(LibrarySizes.Normalise(s_counts, new() { Target = 10000 }).Matrix, logBase));

        Assert.Equal(ValueKind.LogNormalised, check.Kind);
        Assert.Equal(told, check.LogBase);
        Assert.Equal(10000, check.Target!.Value, 1.0);
    }

    [Fact]
    public void Normalised_counts_are_told_with_their_target()
    {
        var check = CountsCheck.Of(LibrarySizes.Normalise(s_counts, new() { Target = 500 }).Matrix);

        Assert.Equal((ValueKind.Normalised, (double?)null), (check.Kind, check.LogBase));
        Assert.Equal(500, check.Target!.Value, 0.1);
    }

    [Fact]
    public void Logarithms_are_told_after_genes_were_left_out_too()
    {
        var logs = LogTransform.Log1p(LibrarySizes.Normalise(s_counts).Matrix).SelectColumns([.. Enumerable.Range(0, 100)]);

        var check = CountsCheck.Of(logs);

        Assert.Equal((ValueKind.LogNormalised, (double?)Math.E, (double?)null), (check.Kind, check.LogBase, check.Target));
        Assert.Contains("multiple of the least of its cell", check.Why);
    }

    [Fact]
    public void Negative_values_are_scaled()
    {
        Assert.Equal(ValueKind.Scaled, CountsCheck.Of(new DenseMatrix(1, 2, [-0.5f, 0.5f])).Kind);
    }

    [Fact]
    public void Fractions_of_no_rule_are_unknown()
    {
        var values = new float[20 * 50];
        for (var i = 0; i < values.Length; i++) values[i] = 0.5f + (float)Math.Sin(i * 1.7) / 2.1f;

        Assert.Equal(ValueKind.Unknown, CountsCheck.Of(new DenseMatrix(20, 50, values)).Kind);
    }

    [Fact]
    public void Nothing_and_what_is_no_number_are_told()
    {
        Assert.Equal(ValueKind.Empty, CountsCheck.Of(new DenseMatrix(0, 5, [])).Kind);
        Assert.Equal(ValueKind.Empty, CountsCheck.Of(new DenseMatrix(2, 1, [0, 0])).Kind);
        Assert.Contains("NaN of cell 1, gene 0", CountsCheck.Of(new DenseMatrix(2, 1, [0, float.NaN])).Why);
    }
}
