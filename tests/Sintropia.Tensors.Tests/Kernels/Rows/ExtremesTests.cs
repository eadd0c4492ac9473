using Sintropia.Tensors.Kernels.Rows;

namespace Sintropia.Tensors.Tests.Kernels.Rows;

public sealed class ExtremesTests
{
    [Fact]
    public void Largest_and_smallest_have_the_bits_of_their_meaning()
    {
        foreach (var length in Awkward.Lengths.Where(n => n > 0))
            for (var round = 0; round < 4; round++)
            {
                var x = round % 2 == 0 ? Awkward.Normal(length, length + round) : Awkward.Strewn(length, length + round);
                if (round == 3)
                    for (var i = 0; i < length; i++)
                        if (float.IsNaN(x[i])) x[i] = -0f;
                Bits.AssertSame(Extremes.ReferenceMax(x), Extremes.Max(x), $"largest of {length}");
                Bits.AssertSame(Extremes.ReferenceMin(x), Extremes.Min(x), $"smallest of {length}");
                Assert.Equal(Extremes.ReferenceArgMax(x), Extremes.ArgMax(x));
                Assert.Equal(Extremes.ReferenceArgMin(x), Extremes.ArgMin(x));
            }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(64)]
    public void Columns_have_the_bits_of_rows(int width)
    {
        foreach (var rows in new[] { 1, 2, 5, 100 })
        {
            var x = Awkward.Strewn(rows * width, rows);
            var (max, min) = (Awkward.Room(width), Awkward.Room(width));
            Extremes.MaxOfColumns(x, width, max, 0, width);
            Extremes.MinOfColumns(x, width, min, 0, width);
            for (var j = 0; j < width; j++)
            {
                Bits.AssertSame(Extremes.Max(SumsTests.Column(x, j, width)), max[j], $"largest of column {j}");
                Bits.AssertSame(Extremes.Min(SumsTests.Column(x, j, width)), min[j], $"smallest of column {j}");
            }
        }
    }

    [Fact]
    public void The_first_of_equals_is_taken_and_what_is_not_a_number_comes_before_all()
    {
        Assert.Equal(1, Extremes.ArgMax([1, 5, 5, 2]));
        Assert.Equal(0, Extremes.ArgMax([-0f, 0f]));
        Assert.Equal(2, Extremes.ArgMax([1, float.PositiveInfinity, float.NaN, float.NaN]));
        Assert.Equal(2, Extremes.ArgMin([1, float.NegativeInfinity, float.NaN]));
        Assert.True(float.IsNaN(Extremes.Max([1, float.NaN])));
    }

    [Fact]
    public void Nothing_has_no_largest_element() =>
        Assert.Contains("of none", Assert.Throws<ArgumentException>(() => Extremes.Max([])).Message, StringComparison.Ordinal);
}
