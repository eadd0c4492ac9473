using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Kernels.Activations;
using Sintropia.Tensors.Kernels.Arithmetic;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Tests.Kernels.Functions;

/// <summary>A function, its meaning, what it should be, and the error it states: |y − truth| in units in the last place of the truth, beyond an absolute error.</summary>
internal sealed record UnaryCase(string Name, Action<ArraySegment<float>, ArraySegment<float>> Map, Func<float, float> Reference, Func<double, double>? Truth, double Ulps, Func<double, double>? Absolute)
{
    public override string ToString() => Name;

    private static UnaryCase Of<TFunction>(TFunction f, Func<double, double>? truth = null, double ulps = 0, Func<double, double>? absolute = null, string? name = null)
        where TFunction : struct, IUnaryFunction => new(name ?? typeof(TFunction).Name, (x, y) => Elementwise.Map(x, y, f), f.Reference, truth, ulps, absolute);

    public static readonly UnaryCase[] All =
    [
        Of(default(Exp), Math.Exp, 1.0),
        Of(default(Expm1), Functions.Truth.Expm1, 1.5),
        Of(default(Log), Math.Log, 1.0),
        Of(default(Log1p), Functions.Truth.Log1p, 1.5),
        Of(default(Tanh), Math.Tanh, 2.5),
        Of(default(Erf), Functions.Truth.Erf, 1.5),
        Of(default(Sigmoid), Functions.Truth.Sigmoid, 2.5),
        Of(default(Softplus), Functions.Truth.Softplus, 2.0),
        Of(default(LogSigmoid), x => -Functions.Truth.Softplus(-x), 2.0),
        Of(default(LogGamma), Functions.Truth.LogGamma, 1.0, x => x < 0 ? 1e-7 : 2e-14),
        Of(default(Digamma), Functions.Truth.Digamma, 1.0, x => x < 0 ? 1e-7 : 1e-14),
        Of(default(Trigamma), Functions.Truth.Trigamma, 1.0, x => x < 0 ? 1e-7 : 0),
        Of(default(Sine), Math.Sin, 1.6),
        Of(default(Cosine), Math.Cos, 1.6),
        Of(default(Gelu), Functions.Truth.Gelu, 4, x => Math.Max(Math.Abs(x) * x * x * Functions.Truth.Normal(-Math.Abs(x)) * 1e-7, x < -5 ? 1e-11 : 0)),
        Of(default(GeluTanh), Functions.Truth.GeluTanh, 3.0, x => Math.Abs(x * x * x * x) * Math.Exp(-Math.Min(700, x * x / 2)) * 1e-7),
        Of(default(Silu), Functions.Truth.Silu, 3.0, x => x < -87 ? 1e-43 : 0),
        Of(new Elu(1), x => x > 0 ? x : Functions.Truth.Expm1(x), 1.5),
        Of(new Elu(0.5f), x => x > 0 ? x : 0.5 * Functions.Truth.Expm1(x), 1.5, name: "Elu(0.5)"),
        Of(default(EluPlusOne), x => x > 0 ? x + 1 : Math.Exp(x), 1.0),
        Of(default(Relu), x => double.IsNaN(x) ? x : Math.Max(x, 0.0), 0),
        Of(new LeakyRelu(0.01f), x => x > 0 ? x : 0.01f * x, 0.51),
        Of(default(Negate), x => -x, 0),
        Of(default(Absolute), Math.Abs, 0),
        Of(default(Sign), x => double.IsNaN(x) ? x : Math.Sign(x), 0),
        Of(default(Square), x => x * x, 0.51),
        Of(default(SquareRoot), Math.Sqrt, 0.51),
        Of(default(ReciprocalSquareRoot), x => 1 / Math.Sqrt(x), 1.5),
        Of(default(Reciprocal), x => 1 / x, 0.51),
        Of(new Affine(1.5f, -0.25f), x => x * 1.5 - 0.25, 0.51),
        Of(new Clamp(-2, 3), x => double.IsNaN(x) ? x : Math.Clamp(x, -2, 3), 0),
        Of(new Power(2), x => x * x, 0.51, name: "Power(2)"),
        Of(new Power(3), x => x * x * x, 1.6, name: "Power(3)"),
        Of(new Power(-1), x => 1 / x, 0.51, name: "Power(-1)"),
        Of(new Power(1.5f), x => Math.Pow(x, 1.5), 0.51, name: "Power(1.5)"),
        Of(new Power(0), x => 1, 0, name: "Power(0)"),
    ];
}
