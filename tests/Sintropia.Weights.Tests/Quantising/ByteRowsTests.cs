using Sintropia.Weights.Quantising;

namespace Sintropia.Weights.Tests.Quantising;

public sealed class ByteRowsTests
{
    [Fact]
    public void The_largest_of_a_row_becomes_127_halves_round_to_even_and_zeros_stay()
    {
        var rows = ByteRows.Of([127, -2.5f, 0.5f, 1.5f, 0, 0, 0, 0], 2);

        Assert.Equal([127, -2, 0, 2, 0, 0, 0, 0], rows.Values.ToArray().Select(v => (int)v));
        Assert.Equal([1f, 1f], rows.Scales.ToArray().AsEnumerable());
    }

    [Fact]
    public void An_element_is_off_by_half_a_scale_at_most_and_quantising_again_changes_nothing()
    {
        var random = new Random(5);
        var weights = Enumerable.Range(0, 7 * 41).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
        var rows = ByteRows.Of(weights, 7);
        var back = rows.ToFloats();

        for (var i = 0; i < weights.Length; i++) Assert.InRange(MathF.Abs(weights[i] - back[i]), 0, rows.Scales[i / 41] / 2 * 1.0001f);
        Assert.Equal(rows.Values.ToArray().AsEnumerable(), ByteRows.Of(back, 7).Values.ToArray());
        Assert.Equal(7 * 41 + 7 * 4, rows.Bytes);
    }

    [Fact]
    public void A_product_is_that_of_the_weights_as_they_are_now()
    {
        var random = new Random(6);
        float[] weights = [.. Enumerable.Range(0, 3 * 5).Select(_ => (float)random.NextDouble())], inputs = [.. Enumerable.Range(0, 2 * 5).Select(_ => (float)random.NextDouble())];
        var rows = ByteRows.Of(weights, 3);
        var (now, product) = (rows.ToFloats(), rows.Multiply(inputs));

        for (var i = 0; i < 2; i++)
            for (var r = 0; r < 3; r++) Assert.Equal(Enumerable.Range(0, 5).Sum(k => (double)now[r * 5 + k] * inputs[i * 5 + k]), product[i * 3 + r], 1e-5);
    }

    [Fact]
    public void A_weight_that_is_no_number_is_refused() => Assert.Contains("row 1", Assert.Throws<ArgumentException>(() => ByteRows.Of([1, 2, 3, float.NaN], 2)).Message, StringComparison.Ordinal);
}
