namespace Sintropia.Tensors.Backends;

/// <summary>What is done to each element by itself. Where an operation has parameters they are called p and q.</summary>
public enum UnaryOperation
{
    /// <summary>−x.</summary>
    Negate,

    /// <summary>p·x + q.</summary>
    Affine,

    /// <summary>|x|; gradient 0 at 0.</summary>
    Absolute,

    /// <summary>−1, 0 or 1; gradient 0.</summary>
    Sign,

    /// <summary>x².</summary>
    Square,

    /// <summary>√x.</summary>
    SquareRoot,

    /// <summary>1/√x.</summary>
    ReciprocalSquareRoot,

    /// <summary>1/x.</summary>
    Reciprocal,

    /// <summary>xᵖ.</summary>
    Power,

    /// <summary>x held between p and q; gradient 1 from p to q, both included, and 0 outside.</summary>
    Clamp,

    /// <summary>eˣ.</summary>
    Exp,

    /// <summary>eˣ − 1.</summary>
    ExpMinusOne,

    /// <summary>ln x.</summary>
    Log,

    /// <summary>ln(1 + x).</summary>
    LogOnePlus,

    /// <summary>1/(1 + e⁻ˣ).</summary>
    Sigmoid,

    /// <summary>ln(1/(1 + e⁻ˣ)).</summary>
    LogSigmoid,

    /// <summary>tanh x.</summary>
    Tanh,

    /// <summary>The error function.</summary>
    Erf,

    /// <summary>x where positive, else 0; gradient 0 at 0.</summary>
    Relu,

    /// <summary>x where positive, else p·x.</summary>
    LeakyRelu,

    /// <summary>x where positive, else p·(eˣ − 1).</summary>
    Elu,

    /// <summary>x + 1 where positive, else eˣ: the positive feature map of linear attention.</summary>
    EluPlusOne,

    /// <summary>ln(1 + eˣ).</summary>
    Softplus,

    /// <summary>x/(1 + e⁻ˣ), also called swish.</summary>
    Silu,

    /// <summary>x·Φ(x) by the error function.</summary>
    Gelu,

    /// <summary>x·Φ(x), Φ approximated by a hyperbolic tangent.</summary>
    GeluTanh,

    /// <summary>ln |Γ(x)|.</summary>
    LogGamma,

    /// <summary>ψ(x) = Γ′(x)/Γ(x).</summary>
    Digamma,

    /// <summary>ψ′(x); it has no gradient rule.</summary>
    Trigamma,

    /// <summary>sin x.</summary>
    Sine,

    /// <summary>cos x.</summary>
    Cosine,
}
