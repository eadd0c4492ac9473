using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Tests.Gradients;

/// <summary>Compares gradients from the tape with differences of the function itself.</summary>
internal static class Slopes
{
    private const float Step = 1f / 64;

    /// <summary>Numbers between −1.5 and 1.5 that a seed fixes, none of them near 0, where some functions have a kink.</summary>
    public static Tensor Draw(in Shape shape, int seed)
    {
        var random = new Random(seed);
        var values = new float[shape.Count];
        for (var i = 0; i < values.Length; i++) values[i] = (random.NextSingle() * 1.3f + 0.2f) * (random.Next(2) == 0 ? -1 : 1);
        return Tensor.From(shape, values);
    }

    /// <summary>Differences of fourth order agree with the gradient of Σ wᵢ·fᵢ for some fixed w, for every element of every input.</summary>
    public static void Agree(Func<Tensor[], Tensor> function, params Tensor[] inputs)
    {
        Tensor[] gradients;
        Tensor weights;
        using (var tape = new Tape())
        {
            tape.Watch(inputs);
            var result = function(inputs);
            weights = Draw(result.Shape, 99);
            gradients = tape.Gradient(result, weights, inputs);
        }

        Assert.Null(Tape.Current);
        var w = weights.ToArray();
        for (var input = 0; input < inputs.Length; input++)
        {
            Assert.Equal(inputs[input].Shape, gradients[input].Shape);
            var found = gradients[input].ToArray();
            for (var i = 0; i < found.Length; i++)
            {
                var slope = (8 * (Shifted(input, i, Step) - Shifted(input, i, -Step)) - Shifted(input, i, 2 * Step) + Shifted(input, i, -2 * Step)) / (12 * Step);
                var off = Math.Abs(found[i] - slope) / Math.Max(1, Math.Abs(slope));
                Assert.True(off < 1e-3, $"the gradient with respect to element {i} of input {input} is {found[i]}; differences say {slope}");
            }
        }

        double Shifted(int input, int at, float by)
        {
            var values = inputs[input].ToArray();
            values[at] += by;
            var moved = inputs.ToArray();
            moved[input] = Tensor.From(inputs[input].Shape, values);
            var result = function(moved).ToArray();
            return result.Select((r, i) => (double)r * w[i]).Sum();
        }
    }
}
