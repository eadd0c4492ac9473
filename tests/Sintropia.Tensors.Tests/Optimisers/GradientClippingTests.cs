using Sintropia.Tensors.Optimisers;

namespace Sintropia.Tensors.Tests.Optimisers;

public sealed class GradientClippingTests
{
    [Fact]
    public void Small_gradients_are_left_as_they_are()
    {
        Tensor[] gradients = [Tensor.Of(3, 4)];
        var one = gradients[0];

        Assert.Equal(5, GradientClipping.ByNorm(gradients, 10));
        Assert.Same(one, gradients[0]);
    }

    [Fact]
    public void Elements_are_held_within_a_bound()
    {
        Tensor[] gradients = [Tensor.Of(-3, 0.5f, 4)];
        GradientClipping.ByValue(gradients, 1);

        Assert.Equal([-1, 0.5f, 1], gradients[0].ToArray());
    }

    [Fact]
    public void A_gradient_that_is_not_a_number_spoils_all_of_them_and_is_seen()
    {
        Tensor[] gradients = [Tensor.Of(1), Tensor.Of(float.NaN)];

        Assert.True(float.IsNaN(GradientClipping.ByNorm(gradients, 1)));
        Assert.True(float.IsNaN(gradients[0].Value));
    }

    [Fact]
    public void Gradients_that_share_storage_are_scaled_once()
    {
        var shared = Tensor.Of(3, 4);
        Tensor[] gradients = [shared, shared];
        GradientClipping.ByNorm(gradients, 1);

        Assert.Equal(3 / Math.Sqrt(50), gradients[0].ToArray()[0], 1e-6);
        Assert.Equal(gradients[0].ToArray(), gradients[1].ToArray());
    }
}
