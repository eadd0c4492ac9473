using Sintropia.Tensors.Backends;

namespace Sintropia.Tensors.Layers;

/// <summary>A function between layers.</summary>
/// <param name="Operation">Which.</param>
/// <param name="Parameter">Slope or scale, of those that have one.</param>
public readonly record struct Activation(UnaryOperation Operation, float Parameter = 0)
{
    /// <summary>x where positive, else 0.</summary>
    public static Activation Relu => new(UnaryOperation.Relu);

    /// <summary>x·Φ(x).</summary>
    public static Activation Gelu => new(UnaryOperation.Gelu);

    /// <summary>x·Φ(x), Φ approximated by a hyperbolic tangent.</summary>
    public static Activation GeluTanh => new(UnaryOperation.GeluTanh);

    /// <summary>x/(1 + e⁻ˣ).</summary>
    public static Activation Silu => new(UnaryOperation.Silu);

    /// <summary>x where positive, else eˣ − 1.</summary>
    public static Activation Elu => new(UnaryOperation.Elu, 1);

    /// <summary>tanh x.</summary>
    public static Activation Tanh => new(UnaryOperation.Tanh);

    /// <summary>1/(1 + e⁻ˣ).</summary>
    public static Activation Sigmoid => new(UnaryOperation.Sigmoid);

    /// <summary>ln(1 + eˣ).</summary>
    public static Activation Softplus => new(UnaryOperation.Softplus);

    /// <summary>x where positive, else slope·x.</summary>
    public static Activation LeakyRelu(float slope = 0.01f) => new(UnaryOperation.LeakyRelu, slope);

    /// <summary>Applied to each element.</summary>
    public Tensor Of(Tensor x) => x.Apply(Operation, Parameter);
}
