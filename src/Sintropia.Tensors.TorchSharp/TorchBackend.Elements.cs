using Sintropia.Tensors.Backends;

namespace Sintropia.Tensors.TorchSharp;

/// <content>Element by element.</content>
public sealed partial class TorchBackend
{
    private const double RootOfTwo = 1.4142135623730951, RootOfTwoOverPi = 0.7978845608028654, TwoOverRootOfPi = 1.1283791670955126, Cubic = 0.044715;

    /// <inheritdoc/>
    public void Unary(UnaryOperation operation, Tensor x, float p, float q, Tensor result)
    {
        using var scope = Torch.NewDisposeScope();
        Give(result, Function(operation, Of(x), p, q));
    }

    /// <inheritdoc/>
    public void UnaryGradient(UnaryOperation operation, Tensor x, Tensor y, Tensor gradient, float p, float q, Tensor result)
    {
        using var scope = Torch.NewDisposeScope();
        Give(result, Slope(operation, Of(x), Of(y), Of(gradient), p, q));
    }

    /// <inheritdoc/>
    public void Binary(BinaryOperation operation, Tensor a, Tensor b, Tensor result)
    {
        using var scope = Torch.NewDisposeScope();
        var (x, y) = (Of(a), Of(b));
        Give(result, operation switch
        {
            BinaryOperation.Add => x + y,
            BinaryOperation.Subtract => x - y,
            BinaryOperation.Multiply => x * y,
            BinaryOperation.Divide => x / y,
            BinaryOperation.Maximum => x.maximum(y),
            BinaryOperation.Minimum => x.minimum(y),
            BinaryOperation.Equal => x.eq(y).to_type(ScalarType.Float32),
            BinaryOperation.Greater => x.gt(y).to_type(ScalarType.Float32),
            BinaryOperation.GreaterOrEqual => x.ge(y).to_type(ScalarType.Float32),
            _ => throw Unknown(nameof(BinaryOperation), operation),
        });
    }

    /// <inheritdoc/>
    public void Where(Tensor condition, Tensor yes, Tensor no, Tensor result)
    {
        using var scope = Torch.NewDisposeScope();
        Give(result, Torch.where(Of(condition).ne(0), Of(yes), Of(no)));
    }

    private static Native Function(UnaryOperation operation, Native x, float p, float q) => operation switch
    {
        UnaryOperation.Negate => -x,
        UnaryOperation.Affine => (x * p) + q,
        UnaryOperation.Absolute => x.abs(),
        UnaryOperation.Sign => Sign(x),
        UnaryOperation.Square => x * x,
        UnaryOperation.SquareRoot => x.sqrt(),
        UnaryOperation.ReciprocalSquareRoot => x.rsqrt(),
        UnaryOperation.Reciprocal => x.reciprocal(),
        UnaryOperation.Power => x.pow(p),
        UnaryOperation.Clamp => x.clamp(p, q),
        UnaryOperation.Exp => x.exp(),
        UnaryOperation.ExpMinusOne => x.expm1(),
        UnaryOperation.Log => x.log(),
        UnaryOperation.LogOnePlus => x.log1p(),
        UnaryOperation.Sigmoid => x.sigmoid(),
        UnaryOperation.LogSigmoid => -Softplus(-x),
        UnaryOperation.Tanh => x.tanh(),
        UnaryOperation.Erf => x.erf(),
        UnaryOperation.Relu => x.masked_fill(x.le(0), 0),
        UnaryOperation.LeakyRelu => Torch.where(x.gt(0), x, x * p),
        UnaryOperation.Elu => Torch.where(x.gt(0), x, x.expm1() * p),
        UnaryOperation.EluPlusOne => Positive(x),
        UnaryOperation.Softplus => Softplus(x),
        UnaryOperation.Silu => x * x.sigmoid(),
        UnaryOperation.Gelu => x * Normal(x),
        UnaryOperation.GeluTanh => x * (Bent(x) * 2).sigmoid(),
        UnaryOperation.LogGamma => x.lgamma(),
        UnaryOperation.Digamma => x.digamma(),
        UnaryOperation.Trigamma => x.polygamma(1),
        UnaryOperation.Sine => x.sin(),
        UnaryOperation.Cosine => x.cos(),
        _ => throw Unknown(nameof(UnaryOperation), operation),
    };

    private static Native Slope(UnaryOperation operation, Native x, Native y, Native g, float p, float q) => operation switch
    {
        UnaryOperation.Negate => -g,
        UnaryOperation.Affine => g * p,
        UnaryOperation.Absolute => Torch.where(x.lt(0), -g, g).masked_fill(x.eq(0), 0),
        UnaryOperation.Sign => Torch.zeros_like(g),
        UnaryOperation.Square => g * (x + x),
        UnaryOperation.SquareRoot => g / (y + y),
        UnaryOperation.ReciprocalSquareRoot => g * (y * y * y) * -0.5,
        UnaryOperation.Reciprocal => -(g * (y * y)),
        UnaryOperation.Power => p == 0 ? Torch.zeros_like(g) : g * (x.pow(p - 1) * p),
        UnaryOperation.Clamp => Torch.where(x.ge(p).logical_and(x.le(q)), g, Torch.zeros_like(g)),
        UnaryOperation.Exp => g * y,
        UnaryOperation.ExpMinusOne => g * (y + 1),
        UnaryOperation.Log => g / x,
        UnaryOperation.LogOnePlus => g / (x + 1),
        UnaryOperation.Sigmoid => g * (y * (1 - y)),
        UnaryOperation.LogSigmoid => g * (-x).sigmoid(),
        UnaryOperation.Tanh => g * (1 - (y * y)),
        UnaryOperation.Erf => g * ((-(x * x)).exp() * TwoOverRootOfPi),
        UnaryOperation.Relu => g.masked_fill(x.le(0), 0),
        UnaryOperation.LeakyRelu => Torch.where(x.gt(0), g, g * p),
        UnaryOperation.Elu => Torch.where(x.gt(0), g, g * (x.exp() * p)),
        UnaryOperation.EluPlusOne => g * OfPositive(x),
        UnaryOperation.Softplus => g * x.sigmoid(),
        UnaryOperation.Silu => g * Gated(x, x.sigmoid(), Torch.ones_like(x)),
        UnaryOperation.Gelu => g * (Normal(x) + (x * (x * x * -0.5).exp() * (RootOfTwoOverPi / 2))),
        UnaryOperation.GeluTanh => g * Gated(x, (Bent(x) * 2).sigmoid(), ((x * x * (3 * Cubic)) + 1) * (2 * RootOfTwoOverPi)),
        UnaryOperation.LogGamma => g * x.digamma(),
        UnaryOperation.Digamma => g * x.polygamma(1),
        UnaryOperation.Sine => g * x.cos(),
        UnaryOperation.Cosine => -(g * x.sin()),
        UnaryOperation.Trigamma => throw new NotSupportedException("Trigamma has no gradient rule. Detach what needs no gradient."),
        _ => throw Unknown(nameof(UnaryOperation), operation),
    };

    // Torch gives 0 for what is not a number.
    private static Native Sign(Native x) => Torch.where(x.isnan(), x, x.sign());

    // ln(1 + eˣ) without overflow; torch's own is x itself from a threshold on.
    private static Native Softplus(Native x) => x.clamp_min(0) + (-x.abs()).exp().log1p();

    // φ(x) = elu(x) + 1, and its derivative.
    private static Native Positive(Native x) => Torch.where(x.gt(0), x + 1, x.exp());

    private static Native OfPositive(Native x) => x.exp().masked_fill(x.gt(0), 1);

    // Φ(x); by erfc, so that small values keep their digits.
    private static Native Normal(Native x) => (x * (-1 / RootOfTwo)).erfc() * 0.5;

    private static Native Bent(Native x) => ((x * x * Cubic) + 1) * x * RootOfTwoOverPi;

    // The derivative of x·s(u(x)) for a logistic s: s + x·u′·s·(1 − s).
    private static Native Gated(Native x, Native s, Native inner) => s + (x * inner * (s * (1 - s)));

    private static ArgumentOutOfRangeException Unknown(string kind, object value) =>
        new(nameof(value), value, $"The torch backend knows no {kind} {value}. Use a value that {kind} names.");
}
