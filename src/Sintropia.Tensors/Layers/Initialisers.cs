using Sintropia.Biology.Chance;
using Sintropia.Biology.Numerics;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Layers;

/// <summary>The usual first values. Draws are Philox blocks: the key is the parameter's, the counter the element's number.</summary>
public static class Initialisers
{
    /// <summary>All 0.</summary>
    public static Initialiser Zeros { get; } = Constant(0);

    /// <summary>All 1.</summary>
    public static Initialiser Ones { get; } = Constant(1);

    /// <summary>All one number.</summary>
    public static Initialiser Constant(float value) => (Span<float> values, in Shape _, ulong _) => values.Fill(value);

    /// <summary>Uniform between −bound and bound.</summary>
    public static Initialiser Uniform(double bound) => (Span<float> values, in Shape _, ulong key) => DrawUniform(values, key, bound);

    /// <summary>Normal.</summary>
    public static Initialiser Normal(double deviation, double mean = 0) => (Span<float> values, in Shape _, ulong key) => Draw(values, key, u => mean + deviation * Biology.Numerics.Normal.Quantile(u));

    /// <summary>Normal, cut off at so many deviations from the mean: the part of the distribution between, not values clamped to its ends.</summary>
    public static Initialiser TruncatedNormal(double deviation, double mean = 0, double cut = 2)
    {
        var below = Biology.Numerics.Normal.Cumulative(-cut);
        return (Span<float> values, in Shape _, ulong key) => Draw(values, key, u => mean + deviation * Biology.Numerics.Normal.Quantile(below + u * (1 - 2 * below)));
    }

    /// <summary>Kaiming's: uniform with a bound of gain·√(3/inputs), gain = √(2/(1 + slope²)). Slope √5 gives 1/√inputs, PyTorch's choice for linear layers.</summary>
    /// <param name="slope">Of the leaky rectifier behind it; 0 for a rectifier.</param>
    public static Initialiser KaimingUniform(double slope = 0) => (Span<float> values, in Shape shape, ulong key) => DrawUniform(values, key, Math.Sqrt(6 / (1 + slope * slope) / Inputs(shape)));

    /// <summary>Kaiming's: normal with a deviation of √(2/(1 + slope²)/inputs).</summary>
    /// <param name="slope">Of the leaky rectifier behind it; 0 for a rectifier.</param>
    public static Initialiser KaimingNormal(double slope = 0) => (Span<float> values, in Shape shape, ulong key) => Normal(Math.Sqrt(2 / (1 + slope * slope) / Inputs(shape)))(values, shape, key);

    /// <summary>Xavier's: uniform with a bound of gain·√(6/(inputs + outputs)).</summary>
    public static Initialiser XavierUniform(double gain = 1) => (Span<float> values, in Shape shape, ulong key) => DrawUniform(values, key, gain * Math.Sqrt(6 / (Inputs(shape) + Outputs(shape))));

    /// <summary>Xavier's: normal with a deviation of gain·√(2/(inputs + outputs)).</summary>
    public static Initialiser XavierNormal(double gain = 1) => (Span<float> values, in Shape shape, ulong key) => Normal(gain * Math.Sqrt(2 / (Inputs(shape) + Outputs(shape))))(values, shape, key);

    private static double Inputs(in Shape shape) => shape.Rank == 0 ? 1 : Math.Max(1.0, shape[1..].Count);

    private static double Outputs(in Shape shape) => shape.Rank < 2 ? 1 : (double)shape.Count / Math.Max(1, shape[1]);

    private static void DrawUniform(Span<float> values, ulong key, double bound) => Draw(values, key, u => (2 * u - 1) * bound);

    private static void Draw(Span<float> values, ulong key, Func<double, double> quantile)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var block = Philox.Encrypt(new(0, (ulong)i / 2), key);
            var bits = i % 2 == 0 ? block.Low : block.High;
            values[i] = (float)quantile(((bits >> 11) + 0.5) * (1.0 / (1UL << 53)));
        }
    }
}
