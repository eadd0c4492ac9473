using Sintropia.Tensors.Kernels.Indexing;

namespace Sintropia.Tensors.Tests.Kernels.Indexing;

public sealed class GatherTests
{
    [Fact]
    public void Rows_are_taken_by_their_places_and_gradients_added_in_order()
    {
        var chance = new Random(1);
        foreach (var inner in new[] { 1, 3, 16, 17, 130 })
        {
            const int length = 11, count = 200;
            var x = Awkward.Normal(length * inner, inner);
            var places = Enumerable.Range(0, count).Select(_ => chance.Next(length)).ToArray();
            var result = Awkward.Room(count * inner);
            Gather.Take(x, inner, places, result);
            Awkward.AssertUntouchedBeside(result);
            for (var j = 0; j < count; j++) Bits.AssertSame(x.AsSpan(places[j] * inner, inner), result.AsSpan(j * inner, inner), $"row {j}");

            var source = Awkward.Normal(count * inner, 5);
            var (added, expected) = (new float[length * inner], new float[length * inner]);
            Gather.AddAt(added, inner, places, source, 0, inner / 2);
            Gather.AddAt(added, inner, places, source, inner / 2, inner);
            for (var j = 0; j < count; j++)
                for (var i = 0; i < inner; i++)
                    expected[places[j] * inner + i] += source[j * inner + i];
            Bits.AssertSame(expected, added, $"added, inner {inner}");
        }
    }

    [Fact]
    public void Elements_are_taken_along_an_axis_and_added_back()
    {
        float[] x = [1, 2, 3, 4, 5, 6], y = new float[4], back = new float[6];
        int[] places = [2, 0, 2, 1]; // [2, 2] into x [3, 2]
        Gather.TakeAlong(x, 2, places, y);
        Assert.Equal([5, 2, 5, 4], y);
        Gather.AddAlong(back, 2, places, y);
        Assert.Equal([0, 2, 0, 4, 10, 0], back);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_place_that_does_not_exist_is_refused_before_anything_is_written(int place)
    {
        var result = new float[4];
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Gather.Take([1, 2, 3, 4, 5, 6], 2, [1, place], result));
        Assert.Contains($"Index 1 asks for place {place} of 3", error.Message, StringComparison.Ordinal);
        Assert.Equal([0, 0, 0, 0], result);
    }
}
