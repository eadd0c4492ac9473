using Sintropia.Tensors.Kernels.Indexing;

namespace Sintropia.Tensors.Tests.Kernels.Indexing;

public sealed class TopKTests
{
    [Fact]
    public void The_best_are_those_of_a_stable_sort()
    {
        foreach (var length in new[] { 1, 2, 3, 16, 17, 100, 257, 5000 })
            foreach (var k in new[] { 0, 1, 2, 5, 33, length }.Where(k => k <= length))
                foreach (var largest in new[] { true, false })
                    for (var round = 0; round < 3; round++)
                    {
                        var x = round == 0 ? Awkward.Normal(length, length) : Awkward.Strewn(length, length + round);
                        if (round == 2)
                            for (var i = 0; i < length; i++) x[i] = MathF.Round(x[i]); // ties, and zeros of both signs
                        var (values, places) = (new float[k], new int[k]);
                        TopK.Row(x, largest, values, places);
                        Assert.Equal(TopK.Reference(x, largest, k), places);
                        Bits.AssertSame([.. places.Select(p => x[p])], values, $"values of {k} of {length}");
                    }
    }

    [Fact]
    public void Equals_come_in_order_of_place_and_what_is_not_a_number_first()
    {
        var (values, places) = (new float[4], new int[4]);
        TopK.Row([0f, -0f, float.NaN, 5, float.PositiveInfinity, 5], true, values, places);
        Assert.Equal([2, 4, 3, 5], places);
        TopK.Row([1, -0f, 0f, float.NaN, float.NegativeInfinity], false, values, places);
        Assert.Equal([3, 4, 1, 2], places);
    }

    [Fact]
    public void More_than_there_are_is_refused() =>
        Assert.Contains("at most 2", Assert.Throws<ArgumentException>(() => TopK.Row([1, 2], true, new float[3], new int[3])).Message, StringComparison.Ordinal);
}
