using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Gradients;

namespace Sintropia.Tensors;

/// <content>Each element by itself. What the functions are is said with <see cref="UnaryOperation"/>.</content>
public sealed partial class Tensor
{
    /// <summary>scale·x + shift.</summary>
    public Tensor Affine(float scale, float shift) => Apply(UnaryOperation.Affine, scale, shift);

    /// <summary>|x|.</summary>
    public Tensor Abs() => Apply(UnaryOperation.Absolute);

    /// <summary>−1, 0 or 1.</summary>
    public Tensor Sign() => Apply(UnaryOperation.Sign);

    /// <summary>x².</summary>
    public Tensor Square() => Apply(UnaryOperation.Square);

    /// <summary>√x.</summary>
    public Tensor Sqrt() => Apply(UnaryOperation.SquareRoot);

    /// <summary>1/√x.</summary>
    public Tensor ReciprocalSqrt() => Apply(UnaryOperation.ReciprocalSquareRoot);

    /// <summary>1/x.</summary>
    public Tensor Reciprocal() => Apply(UnaryOperation.Reciprocal);

    /// <summary>x to a fixed power.</summary>
    public Tensor Pow(float exponent) => Apply(UnaryOperation.Power, exponent);

    /// <summary>Held between two bounds; either may be infinite. NaN stays.</summary>
    public Tensor Clamp(float least = float.NegativeInfinity, float most = float.PositiveInfinity) => Apply(UnaryOperation.Clamp, least, most);

    /// <summary>eˣ.</summary>
    public Tensor Exp() => Apply(UnaryOperation.Exp);

    /// <summary>eˣ − 1.</summary>
    public Tensor Expm1() => Apply(UnaryOperation.ExpMinusOne);

    /// <summary>ln x.</summary>
    public Tensor Log() => Apply(UnaryOperation.Log);

    /// <summary>ln(1 + x).</summary>
    public Tensor Log1p() => Apply(UnaryOperation.LogOnePlus);

    /// <summary>1/(1 + e⁻ˣ).</summary>
    public Tensor Sigmoid() => Apply(UnaryOperation.Sigmoid);

    /// <summary>ln(1/(1 + e⁻ˣ)).</summary>
    public Tensor LogSigmoid() => Apply(UnaryOperation.LogSigmoid);

    /// <summary>tanh x.</summary>
    public Tensor Tanh() => Apply(UnaryOperation.Tanh);

    /// <summary>The error function.</summary>
    public Tensor Erf() => Apply(UnaryOperation.Erf);

    /// <summary>x where positive, else 0.</summary>
    public Tensor Relu() => Apply(UnaryOperation.Relu);

    /// <summary>x where positive, else slope·x.</summary>
    public Tensor LeakyRelu(float slope = 0.01f) => Apply(UnaryOperation.LeakyRelu, slope);

    /// <summary>x where positive, else scale·(eˣ − 1).</summary>
    public Tensor Elu(float scale = 1) => Apply(UnaryOperation.Elu, scale);

    /// <summary>x + 1 where positive, else eˣ.</summary>
    public Tensor EluPlusOne() => Apply(UnaryOperation.EluPlusOne);

    /// <summary>ln(1 + eˣ).</summary>
    public Tensor Softplus() => Apply(UnaryOperation.Softplus);

    /// <summary>x/(1 + e⁻ˣ).</summary>
    public Tensor Silu() => Apply(UnaryOperation.Silu);

    /// <summary>x·Φ(x), by the error function.</summary>
    public Tensor Gelu() => Apply(UnaryOperation.Gelu);

    /// <summary>x·Φ(x), Φ approximated by a hyperbolic tangent.</summary>
    public Tensor GeluTanh() => Apply(UnaryOperation.GeluTanh);

    /// <summary>ln |Γ(x)|.</summary>
    public Tensor LogGamma() => Apply(UnaryOperation.LogGamma);

    /// <summary>ψ(x), the derivative of ln Γ.</summary>
    public Tensor Digamma() => Apply(UnaryOperation.Digamma);

    /// <summary>sin x.</summary>
    public Tensor Sin() => Apply(UnaryOperation.Sine);

    /// <summary>cos x.</summary>
    public Tensor Cos() => Apply(UnaryOperation.Cosine);

    /// <summary>Any of the operations by name.</summary>
    public Tensor Apply(UnaryOperation operation, float p = 0, float q = 0)
    {
        var result = Result(_shape);
        Backend.Unary(operation, this, p, q, result);
        return Tape.Tracks(this) ? Tape.Write(new(Rules.Unary, result, this) { Unary = operation, P = p, Q = q }) : result;
    }
}
