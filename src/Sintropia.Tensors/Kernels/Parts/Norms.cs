using Sintropia.Tensors.Kernels.Rows;
using static Sintropia.Tensors.Kernels.Parts.Operands;

namespace Sintropia.Tensors.Kernels.Parts;

/// <summary>Rows of A, scale B, shift C; Second and Third take means and inverses.</summary>
internal readonly unsafe struct LayerNormRows : IPart
{
    /// <inheritdoc/>
    public static void Do(in Operands on, int from, int to) => LayerNorm.Forward(
        Slice(on.A, on.Width, from, to), All(on.B, on.Width), All(on.C, on.Width), on.Width, on.Epsilon, Slice(on.Result, on.Width, from, to), Slice(on.Second, 1, from, to), Slice(on.Third, 1, from, to));
}

/// <summary>Rows of A, scale B, means C, inverses D, gradient E.</summary>
internal readonly unsafe struct LayerNormGradientRows : IPart
{
    /// <inheritdoc/>
    public static void Do(in Operands on, int from, int to) => LayerNorm.Backward(
        Slice(on.A, on.Width, from, to), All(on.B, on.Width), Slice(on.C, 1, from, to), Slice(on.D, 1, from, to), Slice(on.E, on.Width, from, to), on.Width, Slice(on.Result, on.Width, from, to));
}

/// <summary>The same for columns: gradients of scale into Second and of shift into Third.</summary>
internal readonly unsafe struct LayerNormGradientColumns : IPart
{
    /// <inheritdoc/>
    public static void Do(in Operands on, int from, int to) => LayerNorm.OfParameters(
        Slice(on.A, on.Width, 0, on.Rows), All(on.C, on.Rows), All(on.D, on.Rows), Slice(on.E, on.Width, 0, on.Rows), on.Width, All(on.Second, on.Width), All(on.Third, on.Width), from, to);
}

/// <summary>Rows of A, scale B; Second takes inverses.</summary>
internal readonly unsafe struct RmsNormRows : IPart
{
    /// <inheritdoc/>
    public static void Do(in Operands on, int from, int to) =>
        RmsNorm.Forward(Slice(on.A, on.Width, from, to), All(on.B, on.Width), on.Width, on.Epsilon, Slice(on.Result, on.Width, from, to), Slice(on.Second, 1, from, to));
}

/// <summary>Rows of A, scale B, inverses D, gradient E.</summary>
internal readonly unsafe struct RmsNormGradientRows : IPart
{
    /// <inheritdoc/>
    public static void Do(in Operands on, int from, int to) => RmsNorm.Backward(
        Slice(on.A, on.Width, from, to), All(on.B, on.Width), Slice(on.D, 1, from, to), Slice(on.E, on.Width, from, to), on.Width, Slice(on.Result, on.Width, from, to));
}

/// <summary>The same for columns: the gradient of scale into Second.</summary>
internal readonly unsafe struct RmsNormGradientColumns : IPart
{
    /// <inheritdoc/>
    public static void Do(in Operands on, int from, int to) => RmsNorm.OfParameters(
        Slice(on.A, on.Width, 0, on.Rows), All(on.D, on.Rows), Slice(on.E, on.Width, 0, on.Rows), on.Width, All(on.Second, on.Width), from, to);
}
