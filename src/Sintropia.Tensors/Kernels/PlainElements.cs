using Sintropia.Biology.Numerics;
using Sintropia.Tensors.Backends;
using F = Sintropia.Tensors.Kernels.PlainFunctions;

namespace Sintropia.Tensors.Kernels;

/// <summary>What each operation on single elements means, in double and rounded once.</summary>
internal static class PlainElements
{
    private const double TanhA = 0.7978845608028654, TanhB = 0.044715;

    public static float Apply(UnaryOperation operation, float x, float p, float q) => (float)Value(operation, x, p, q);

    public static float Combine(BinaryOperation operation, float a, float b) => operation switch
    {
        BinaryOperation.Add => a + b,
        BinaryOperation.Subtract => a - b,
        BinaryOperation.Multiply => a * b,
        BinaryOperation.Divide => a / b,
        BinaryOperation.Maximum => MathF.Max(a, b),
        BinaryOperation.Minimum => MathF.Min(a, b),
        BinaryOperation.Equal => a == b ? 1 : 0,
        BinaryOperation.Greater => a > b ? 1 : 0,
        BinaryOperation.GreaterOrEqual => a >= b ? 1 : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, $"There is no binary operation {operation}. Use a value that BinaryOperation names."),
    };

    private static double Value(UnaryOperation operation, double x, double p, double q) => operation switch
    {
        UnaryOperation.Negate => -x,
        UnaryOperation.Affine => MathF.FusedMultiplyAdd((float)p, (float)x, (float)q),
        UnaryOperation.Absolute => Math.Abs(x),
        UnaryOperation.Sign => x > 0 ? 1 : x < 0 ? -1 : x,
        UnaryOperation.Square => x * x,
        UnaryOperation.SquareRoot => Math.Sqrt(x),
        UnaryOperation.ReciprocalSquareRoot => 1 / Math.Sqrt(x),
        UnaryOperation.Reciprocal => 1 / x,
        UnaryOperation.Power => Elementary.Pow(x, p),
        UnaryOperation.Clamp => x < p ? p : x > q ? q : x,
        UnaryOperation.Exp => F.Exp(x),
        UnaryOperation.ExpMinusOne => F.Expm1(x),
        UnaryOperation.Log => F.Log(x),
        UnaryOperation.LogOnePlus => F.Log1p(x),
        UnaryOperation.Sigmoid => F.Sigmoid(x),
        UnaryOperation.LogSigmoid => -F.Softplus(-x),
        UnaryOperation.Tanh => F.Tanh(x),
        UnaryOperation.Erf => F.Erf(x),
        UnaryOperation.Relu => x > 0 || double.IsNaN(x) ? x : 0,
        UnaryOperation.LeakyRelu => x > 0 ? x : p * x,
        UnaryOperation.Elu => x > 0 ? x : p * F.Expm1(x),
        UnaryOperation.EluPlusOne => x > 0 ? x + 1 : F.Exp(x),
        UnaryOperation.Softplus => F.Softplus(x),
        UnaryOperation.Silu => double.IsNegativeInfinity(x) ? 0 : x * F.Sigmoid(x),
        UnaryOperation.Gelu => double.IsNegativeInfinity(x) ? 0 : x * F.Phi(x),
        UnaryOperation.GeluTanh => double.IsNegativeInfinity(x) ? 0 : x * F.Sigmoid(2 * TanhA * x * (1 + TanhB * x * x)),
        UnaryOperation.LogGamma => F.LogGamma(x),
        UnaryOperation.Digamma => F.Digamma(x),
        UnaryOperation.Trigamma => F.Trigamma(x),
        UnaryOperation.Sine => F.Sin(x),
        UnaryOperation.Cosine => F.Cos(x),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, $"There is no unary operation {operation}. Use a value that UnaryOperation names."),
    };

    /// <summary>The derivative at x, where y is the value there.</summary>
    public static double Slope(UnaryOperation operation, double x, double y, double p, double q) => operation switch
    {
        UnaryOperation.Negate => -1,
        UnaryOperation.Affine => p,
        UnaryOperation.Absolute => x > 0 ? 1 : x < 0 ? -1 : x,
        UnaryOperation.Sign => 0,
        UnaryOperation.Square => 2 * x,
        UnaryOperation.SquareRoot => 0.5 / y,
        UnaryOperation.ReciprocalSquareRoot => -0.5 * y / x,
        UnaryOperation.Reciprocal => -y * y,
        UnaryOperation.Power => p == 0 ? 0 : p * Elementary.Pow(x, p - 1),
        UnaryOperation.Clamp => x < p || x > q ? 0 : 1,
        UnaryOperation.Exp => y,
        UnaryOperation.ExpMinusOne => y + 1,
        UnaryOperation.Log => 1 / x,
        UnaryOperation.LogOnePlus => 1 / (1 + x),
        UnaryOperation.Sigmoid => F.Sigmoid(x) * F.Sigmoid(-x),
        UnaryOperation.LogSigmoid => F.Sigmoid(-x),
        UnaryOperation.Tanh => (1 - F.Tanh(x)) * (1 + F.Tanh(x)),
        UnaryOperation.Erf => 1.1283791670955126 * F.Exp(-x * x),
        UnaryOperation.Relu => x > 0 ? 1 : 0,
        UnaryOperation.LeakyRelu => x > 0 ? 1 : p,
        UnaryOperation.Elu => x > 0 ? 1 : p * F.Exp(x),
        UnaryOperation.EluPlusOne => x > 0 ? 1 : F.Exp(x),
        UnaryOperation.Softplus => F.Sigmoid(x),
        UnaryOperation.Silu => F.Sigmoid(x) * (1 + x * F.Sigmoid(-x)),
        UnaryOperation.Gelu => F.Phi(x) + x * F.Density(x),
        UnaryOperation.GeluTanh => GeluTanhSlope(x),
        UnaryOperation.LogGamma => F.Digamma(x),
        UnaryOperation.Digamma => F.Trigamma(x),
        UnaryOperation.Sine => F.Cos(x),
        UnaryOperation.Cosine => -F.Sin(x),
        _ => throw new NotSupportedException($"{operation} has no gradient rule. Detach what needs no gradient."),
    };

    private static double GeluTanhSlope(double x)
    {
        var (u, slope) = (2 * TanhA * x * (1 + TanhB * x * x), 2 * TanhA * (1 + 3 * TanhB * x * x));
        return F.Sigmoid(u) + x * F.Sigmoid(u) * F.Sigmoid(-u) * slope;
    }
}
