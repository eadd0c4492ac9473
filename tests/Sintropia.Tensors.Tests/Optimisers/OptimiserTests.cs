using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Optimisers;
using Sintropia.Tensors.Shapes;
using Sintropia.Tensors.Tests.Gradients;

namespace Sintropia.Tensors.Tests.Optimisers;

public sealed class OptimiserTests
{
    [Theory]
    [InlineData("sgd")]
    [InlineData("adam")]
    [InlineData("amsgrad")]
    public void Training_that_was_interrupted_goes_on_with_the_same_bits(string kind)
    {
        var straight = Slopes.Draw([5, 3], 1).Clone();
        var optimiser = Make(kind, straight);
        for (var step = 0; step < 9; step++) optimiser.Step([Slopes.Draw([5, 3], step)]);

        var broken = Slopes.Draw([5, 3], 1).Clone();
        var before = Make(kind, broken);
        for (var step = 0; step < 4; step++) before.Step([Slopes.Draw([5, 3], step)]);
        var after = Make(kind, broken);
        after.Resume(before.Steps, [.. before.State.Select(s => (s.Name, s.Tensor.Clone()))]);
        for (var step = 4; step < 9; step++) after.Step([Slopes.Draw([5, 3], step)]);

        Assert.Equal(straight.ToArray(), broken.ToArray());
        Assert.Equal(9, after.Steps);
    }

    [Fact]
    public void Vectors_do_not_decay_and_groups_have_rates_of_their_own()
    {
        var layer = new Linear(3, 2);
        layer.Initialise(1);
        float[] weight = layer.Weight.ToArray(), bias = layer.Bias!.ToArray();
        var groups = ParameterGroup.ByDecay(layer.Parameters, 0.5);
        var optimiser = new Adam([groups[0] with { RateFactor = 0.1 }, groups[1]], AdamOptions.AdamW with { Rate = 0.2 });

        optimiser.Step([Tensor.Zeros([2, 3]), Tensor.Zeros([2])]);

        for (var i = 0; i < 6; i++) Assert.Equal(weight[i] * (1 - 0.2 * 0.1 * 0.5), layer.Weight.ToArray()[i], 1e-7);
        Assert.Equal(bias, layer.Bias!.ToArray());
    }

    [Fact]
    public void A_step_under_an_open_tape_is_refused_since_what_it_wrote_down_would_no_longer_be_true()
    {
        var parameter = Slopes.Draw([3], 1).Clone();
        var optimiser = Make("adam", parameter);
        using var tape = new Tape();
        tape.Watch(optimiser.Parameters);

        Assert.Throws<InvalidOperationException>(() => optimiser.Step([Tensor.Ones([3])]));
    }

    [Fact]
    public void Gradients_that_do_not_fit_are_named()
    {
        var optimiser = Make("sgd", Tensor.Zeros([3]));

        Assert.Contains("'p'", Assert.Throws<ShapeException>(() => optimiser.Step([Tensor.Zeros([4])])).Message);
        Assert.Throws<ArgumentException>(() => optimiser.Step([]));
    }

    [Fact]
    public void A_parameter_in_two_groups_is_refused() =>
        Assert.Contains("'p'", Assert.Throws<ArgumentException>(() => new Sgd([new([("p", Tensor.Zeros([1]))]), new([("p", Tensor.Zeros([1]))])], 1)).Message);

    private static Optimiser Make(string kind, Tensor parameter) => kind switch
    {
        "sgd" => new Sgd(ParameterGroup.All([("p", parameter)]), 0.1, momentum: 0.9, nesterov: true),
        "adam" => new Adam(ParameterGroup.All([("p", parameter)]), AdamOptions.AdamW),
        _ => new Adam(ParameterGroup.All([("p", parameter)]), AdamOptions.Adam with { AmsGrad = true }),
    };
}
