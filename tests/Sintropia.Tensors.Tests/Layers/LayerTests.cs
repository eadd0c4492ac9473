using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Tests.Layers;

public sealed class LayerTests
{
    [Fact]
    public void Parameters_have_the_names_that_PyTorch_gives_them()
    {
        var encoder = new TransformerEncoder(2, 8, 2, 12, lastNorm: true);

        Assert.Equal(
            [
                "layers.0.self_attn.in_proj_weight [24, 8]", "layers.0.self_attn.in_proj_bias [24]", "layers.0.self_attn.out_proj.weight [8, 8]", "layers.0.self_attn.out_proj.bias [8]",
                "layers.0.linear1.weight [12, 8]", "layers.0.linear1.bias [12]", "layers.0.linear2.weight [8, 12]", "layers.0.linear2.bias [8]",
                "layers.0.norm1.weight [8]", "layers.0.norm1.bias [8]", "layers.0.norm2.weight [8]", "layers.0.norm2.bias [8]",
            ],
            encoder.Parameters.Take(12).Select(p => $"{p.Name} {p.Tensor.Shape}"));
        Assert.Equal(["norm.weight", "norm.bias"], encoder.Parameters.Skip(24).Select(p => p.Name));
    }

    [Fact]
    public void A_chain_is_named_like_a_sequence_of_layers_and_functions_or_as_one_likes()
    {
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], new Mlp([3, 4, 5], Activation.Gelu).Parameters.Select(p => p.Name));
        Assert.Equal(["fc0.weight", "fc1.weight"], new Mlp([3, 4, 5], Activation.Gelu, bias: false, name: i => $"fc{i}").Parameters.Select(p => p.Name));
    }

    [Fact]
    public void A_layer_that_was_neither_initialised_nor_loaded_gives_no_numbers() =>
        Assert.All(new Linear(3, 2).Of(Tensor.Ones([1, 3])).ToArray(), x => Assert.True(float.IsNaN(x)));

    [Fact]
    public void First_values_depend_on_seed_name_and_shape_alone()
    {
        Linear one = new(7, 5), again = new(7, 5), other = new(7, 5);
        one.Initialise(1);
        again.Initialise(1);
        other.Initialise(2);
        var deep = new Mlp([2, 7, 5], Activation.Relu, name: i => i == 0 ? "first" : "");
        deep.Initialise(1); // its second layer's parameters are called weight and bias too

        Assert.Equal(one.Weight.ToArray(), again.Weight.ToArray());
        Assert.NotEqual(one.Weight.ToArray(), other.Weight.ToArray());
        Assert.Equal(one.Weight.ToArray(), deep.Parameters.Single(p => p.Name == "weight").Tensor.ToArray());
        Assert.NotEqual(one.Weight.ToArray()[..5], one.Bias!.ToArray());
    }

    [Fact]
    public void Weights_are_loaded_by_name_and_what_does_not_fit_is_named()
    {
        Linear from = new(3, 2), to = new(3, 2);
        from.Initialise(1);

        to.Load(from.State);
        Assert.Equal(from.Weight.ToArray(), to.Weight.ToArray());

        var complaint = Assert.Throws<ArgumentException>(() => to.Load([("weight", from.Weight), ("wieght", from.Weight)]));
        Assert.Contains("Missing: bias; unknown: wieght", complaint.Message);
        to.Load([("weight", from.Weight), ("more", from.Weight)], strict: false);
        Assert.Contains("'bias'", Assert.Throws<ShapeException>(() => to.Load([("weight", from.Weight), ("bias", from.Weight)])).Message);
    }

    [Fact]
    public void Nothing_is_loaded_where_something_has_another_shape()
    {
        Linear from = new(3, 2), to = new(3, 2);
        from.Initialise(1);
        to.Initialise(2);
        var before = to.Weight.ToArray();

        Assert.Throws<ShapeException>(() => to.Load([("weight", from.Weight), ("bias", Tensor.Zeros([3]))]));
        Assert.Equal(before, to.Weight.ToArray());
    }

    [Fact]
    public void A_count_of_batches_in_a_file_is_passed_over()
    {
        var norm = new BatchNorm(3);
        norm.Initialise(1);
        var other = new BatchNorm(3);

        other.Load([.. norm.State, ("num_batches_tracked", Tensor.Scalar(7))]);

        Assert.Equal(["running_mean", "running_var"], other.Buffers.Select(b => b.Name));
        Assert.Equal([1, 1, 1], other.RunningVariance.ToArray());
    }

    [Fact]
    public void Adopted_tensors_are_shared()
    {
        Linear one = new(3, 2), other = new(3, 2);
        one.Initialise(1);
        other.Adopt(one.State);
        one.Weight.FillInPlace(5);

        Assert.Same(one.Weight, other.Weight);
        Assert.All(other.Weight.ToArray(), x => Assert.Equal(5, x));
    }
}
