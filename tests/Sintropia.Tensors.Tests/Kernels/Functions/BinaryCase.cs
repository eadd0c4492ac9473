using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Kernels.Activations;
using Sintropia.Tensors.Kernels.Arithmetic;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Tests.Kernels.Functions;

/// <summary>A function of two numbers and what it should be. For a gradient the first is the argument (or, where it is taken from it, the result) and the second the gradient that comes in.</summary>
internal sealed record BinaryCase(
    string Name, Action<ArraySegment<float>, ArraySegment<float>, ArraySegment<float>> Zip, Func<float, float, float> Reference, Func<double, double, double> Truth, double Tolerance)
{
    private static BinaryCase Of<TFunction>(string name, TFunction f, Func<double, double, double> truth, double tolerance = 4e-7) where TFunction : struct, IBinaryFunction =>
        new(name, (x, y, z) => Elementwise.Zip(x, y, z, f), f.Reference, truth, tolerance);

    private static double Slope(Func<double, double> f, double x)
    {
        var h = 1e-4 * Math.Max(1, Math.Abs(x));
        return (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h);
    }

    public static readonly BinaryCase[] All =
    [
        Of("Add", default(Add), (x, y) => x + y),
        Of("Subtract", default(Subtract), (x, y) => x - y),
        Of("Multiply", default(Multiply), (x, y) => x * y),
        Of("Divide", default(Divide), (x, y) => x / y),
        Of("Maximum", default(Maximum), Math.Max),
        Of("Minimum", default(Minimum), Math.Min),
        Of("Equal", default(Equal), (x, y) => x == y ? 1 : 0),
        Of("Greater", default(Greater), (x, y) => x > y ? 1 : 0),
        Of("GreaterOrEqual", default(GreaterOrEqual), (x, y) => x >= y ? 1 : 0),
        Of("Axpy", new Axpy(1.25f), (x, y) => 1.25 * x + y),
        Of("Pow", default(Pow), Math.Pow),
        Of("gradient of Exp", default(Exp.Gradient), (x, y) => x * y),
        Of("gradient of Expm1", default(Expm1.Gradient), (x, y) => (x + 1) * y),
        Of("gradient of Log", default(Log.Gradient), (x, y) => y / x),
        Of("gradient of Log1p", default(Log1p.Gradient), (x, y) => y / (1 + x), 1e-6),
        Of("gradient of Tanh", default(Tanh.Gradient), (x, y) => y * (1 - x * x), 1e-6),
        Of("gradient of Erf", default(Erf.Gradient), (x, y) => y * 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x), 1e-6),
        Of("gradient of Sigmoid", default(Sigmoid.Gradient), (x, y) => y * x * (1 - x), 1e-6),
        Of("gradient of Softplus", default(Softplus.Gradient), (x, y) => y * Functions.Truth.Sigmoid(x)),
        Of("gradient of LogSigmoid", default(LogSigmoid.Gradient), (x, y) => y * Functions.Truth.Sigmoid(-x)),
        Of("gradient of LogGamma", default(LogGamma.Gradient), (x, y) => y * Functions.Truth.Digamma(x)),
        Of("gradient of Digamma", default(Digamma.Gradient), (x, y) => y * Functions.Truth.Trigamma(x)),
        Of("gradient of Sine", default(Sine.Gradient), (x, y) => y * Math.Cos(x)),
        Of("gradient of Cosine", default(Cosine.Gradient), (x, y) => -y * Math.Sin(x)),
        Of("gradient of Gelu", default(Gelu.Gradient), (x, y) => y * Functions.Truth.GeluSlope(x), 1e-6),
        Of("gradient of GeluTanh", default(GeluTanh.Gradient), (x, y) => y * Slope(Functions.Truth.GeluTanh, x), 1e-6),
        Of("gradient of Silu", default(Silu.Gradient), (x, y) => y * Slope(Functions.Truth.Silu, x), 1e-6),
        Of("gradient of Elu", new Elu.Gradient(0.75f), (x, y) => y * (x > 0 ? 1 : 0.75 * Math.Exp(x))),
        Of("gradient of EluPlusOne", default(EluPlusOne.Gradient), (x, y) => y * (x > 0 ? 1 : Math.Exp(x))),
        Of("gradient of Relu", default(Relu.Gradient), (x, y) => x > 0 ? y : 0),
        Of("gradient of LeakyRelu", new LeakyRelu.Gradient(0.01f), (x, y) => x > 0 ? y : 0.01 * y),
        Of("gradient of Absolute", default(Absolute.Gradient), (x, y) => y * Math.Sign(x)),
        Of("gradient of Square", default(Square.Gradient), (x, y) => 2 * x * y),
        Of("gradient of SquareRoot", default(SquareRoot.Gradient), (x, y) => y / (2 * x)),
        Of("gradient of ReciprocalSquareRoot", default(ReciprocalSquareRoot.Gradient), (x, y) => -0.5 * y * x * x * x),
        Of("gradient of Reciprocal", default(Reciprocal.Gradient), (x, y) => -y * x * x),
        Of("gradient of Clamp", new Clamp.Gradient(-1, 2), (x, y) => x >= -1 && x <= 2 ? y : 0),
        Of("gradient of Power(1.5)", new Power.Gradient(1.5f), (x, y) => y * 1.5 * Math.Sqrt(x)),
        Of("gradient of Power(3)", new Power.Gradient(3), (x, y) => y * 3 * x * x),
        Of("gradient of Power(0)", new Power.Gradient(0), (x, y) => 0),
    ];
}
