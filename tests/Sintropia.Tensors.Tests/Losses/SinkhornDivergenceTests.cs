using Sintropia.Tensors.Losses;
using Sintropia.Tensors.Tests.Gradients;

namespace Sintropia.Tensors.Tests.Losses;

public sealed class SinkhornDivergenceTests
{
    [Fact]
    public void A_point_is_half_its_squared_distance_from_another() => Assert.Equal(12.5f, SinkhornDivergence.Of(Tensor.From([1, 1, 2], [0, 0]), Tensor.From([1, 1, 2], [3, 4])).Value, 1e-4f);

    [Fact]
    public void A_shift_costs_half_its_square_whatever_the_blur()
    {
        var x = Slopes.Draw([2, 6, 3], 1);

        foreach (var blur in (float[])[0.05f, 0.5f, 2]) Assert.All(SinkhornDivergence.Of(x, x + 0.5f, blur, 0.9f).ToArray(), d => Assert.Equal(0.375f, d, 1e-4f)); // ½·3·0.25
    }

    [Fact]
    public void Points_are_paired_at_the_least_cost()
    {
        Tensor x = Tensor.From([1, 3, 1], [0, 5, 9]), y = Tensor.From([1, 3, 1], [8, 1, 5.5f]);

        Assert.Equal((0.5f * (1 + 0.25f + 1)) / 3, SinkhornDivergence.Of(x, y, 0.01f, 0.9f).Value, 1e-3f); // 0–1, 5–5.5, 9–8
    }

    [Fact]
    public void A_set_is_at_no_distance_from_itself_in_any_order_and_in_one_place()
    {
        var x = Slopes.Draw([1, 5, 3], 1);

        Assert.Equal(0, SinkhornDivergence.Of(x, x.Take(Indices.Of(4, 0, 3, 1, 2), 1)).Value, 1e-5f);
        Assert.Equal(0, SinkhornDivergence.Of(Tensor.Ones([1, 4, 2]), Tensor.Ones([1, 4, 2])).Value, 1e-6f);
    }

    [Fact]
    public void The_gradient_is_that_of_the_converged_divergence() => Slopes.Agree(at => SinkhornDivergence.Of(at[0], at[1], 1, 0.995f), Slopes.Draw([1, 3, 2], 1), Slopes.Draw([1, 4, 2], 2));

    [Fact]
    public void Blurs_and_scales_without_a_meaning_are_refused()
    {
        var x = Tensor.Ones([1, 2, 2]);

        Assert.Contains("A blur of 0", Assert.Throws<ArgumentOutOfRangeException>(() => SinkhornDivergence.Of(x, x, 0)).Message);
        Assert.Contains("multiplied by 1", Assert.Throws<ArgumentOutOfRangeException>(() => SinkhornDivergence.Of(x, x, 1, 1)).Message);
    }
}
