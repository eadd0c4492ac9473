using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Gradients;

namespace Sintropia.Tensors.TorchSharp.Tests;

/// <summary>Does the same on the managed backend and on torch's, and compares.</summary>
internal static class Parity
{
    /// <summary>Of the largest magnitude in a tensor, or of 1 if that is larger.</summary>
    public const float Tolerance = 1e-5f;

    private static readonly Lazy<TorchBackend?> s_torch = new(() => TorchBackend.IsAvailable ? new(TorchDevice.Auto) : null);

    /// <summary>Torch's backend on the best device here; the test ends as skipped where there is none.</summary>
    public static TorchBackend Torch
    {
        get
        {
            Assert.SkipWhen(s_torch.Value is null, "libtorch does not load on this machine, so nothing could be computed with it; set TorchNative to the name of one of its packages to test with it.");
            return s_torch.Value!;
        }
    }

    /// <summary>Numbers between −2 and 2, the same each time.</summary>
    public static Tensor Draw(int seed, params ReadOnlySpan<int> shape)
    {
        var random = new Random(seed);
        var tensor = Tensor.Empty(new(shape));
        foreach (ref var value in tensor.Span) value = (random.NextSingle() * 4) - 2;
        return tensor;
    }

    /// <summary>Asserts that a function of tensors has the same values on the managed backend and on another, torch's by default, and the same gradients if asked.</summary>
    public static void Agree(Func<Tensor[], Tensor> function, Tensor[] inputs, bool gradients = true, IBackend? other = null)
    {
        other ??= Torch;
        var (expected, slopes) = Run(function, inputs, gradients);
        var (actual, others) = Run(function, [.. inputs.Select(x => x.To(other))], gradients);

        Assert.Same(other, actual.Backend);
        Near(expected, actual, "the value");
        for (var i = 0; i < slopes.Length; i++) Near(slopes[i], others[i], $"the gradient with respect to input {i}");
    }

    public static void Near(Tensor expected, Tensor actual, string what)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Near(expected.ToArray(), actual.ToArray(), what);
    }

    public static void Near(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
    {
        var largest = 1f;
        foreach (var value in expected)
            if (float.IsFinite(value))
                largest = MathF.Max(largest, MathF.Abs(value));
        for (var i = 0; i < expected.Length; i++)
            Assert.True(
                expected[i].Equals(actual[i]) || expected[i] == actual[i] || MathF.Abs(expected[i] - actual[i]) <= Tolerance * largest,
                $"{what}: element {i} is {actual[i]:r}, and {expected[i]:r} on the managed backend");
    }

    private static (Tensor Value, Tensor[] Slopes) Run(Func<Tensor[], Tensor> function, Tensor[] inputs, bool gradients)
    {
        if (!gradients) return (function(inputs), []);

        using var tape = new Tape();
        tape.Watch(inputs);
        var value = function(inputs);

        // Weights that differ, so that gradients which belong elsewhere are seen.
        var weights = Draw(99, value.Shape.Extents).To(value.Backend);
        return (value, tape.Gradient((value * weights).Sum(), inputs));
    }
}
