using Sintropia.Tensors;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.Tests;

/// <summary>Numbers for tests that a seed fixes.</summary>
internal static class Rows
{
    /// <summary>Uniform from a least value to 1.</summary>
    public static Tensor Draw(in Shape shape, int seed, float least = -1)
    {
        var random = new Random(seed);
        return Tensor.From(shape, [.. Enumerable.Range(0, shape.Count).Select(_ => least + (1 - least) * random.NextSingle())]);
    }

    /// <summary>Equal up to rounding.</summary>
    public static void Near(Tensor expected, Tensor actual, float tolerance = 1e-5f)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        float[] e = expected.ToArray(), a = actual.ToArray();
        for (var i = 0; i < e.Length; i++) Assert.True(Math.Abs(e[i] - a[i]) <= tolerance, $"element {i} of {actual.Shape} is {a[i]} and should be {e[i]}");
    }
}
