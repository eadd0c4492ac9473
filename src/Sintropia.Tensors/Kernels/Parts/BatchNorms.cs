using Sintropia.Tensors.Kernels.Rows;
using static Sintropia.Tensors.Kernels.Parts.Operands;

namespace Sintropia.Tensors.Kernels.Parts;

/// <summary>Means and variances of columns of A into Second and Third.</summary>
internal readonly unsafe struct BatchMomentColumns : IPart
{
    /// <inheritdoc/>
    public static void Do(in Operands on, int from, int to) =>
        BatchNorm.Statistics(Slice(on.A, on.Width, 0, on.Rows), on.Width, All(on.Second, on.Width), All(on.Third, on.Width), from, to);
}

/// <summary>Rows of A, means C, inverses D, scale B, shift E.</summary>
internal readonly unsafe struct BatchNormRows : IPart
{
    /// <inheritdoc/>
    public static void Do(in Operands on, int from, int to) => BatchNorm.Forward(
        Slice(on.A, on.Width, from, to), All(on.C, on.Width), All(on.D, on.Width), All(on.B, on.Width), All(on.E, on.Width), Slice(on.Result, on.Width, from, to));
}

/// <summary>Columns of A, means C, inverses D, gradient E: gradients of scale into Second and of shift into Third.</summary>
internal readonly unsafe struct BatchNormGradientColumns : IPart
{
    /// <inheritdoc/>
    public static void Do(in Operands on, int from, int to) => BatchNorm.OfParameters(
        Slice(on.A, on.Width, 0, on.Rows), All(on.C, on.Width), All(on.D, on.Width), Slice(on.E, on.Width, 0, on.Rows), All(on.Second, on.Width), All(on.Third, on.Width), from, to);
}

/// <summary>Rows of A, means C, inverses D, scale B, gradient E, and what <see cref="BatchNormGradientColumns"/> found, which counts where flagged: the moments moved with the batch.</summary>
internal readonly unsafe struct BatchNormGradientRows : IPart
{
    /// <inheritdoc/>
    public static void Do(in Operands on, int from, int to) => BatchNorm.Backward(
        Slice(on.A, on.Width, from, to), All(on.C, on.Width), All(on.D, on.Width), All(on.B, on.Width), Slice(on.E, on.Width, from, to),
        on.Flag ? All(on.Second, on.Width) : default, on.Flag ? All(on.Third, on.Width) : default, on.Rows, Slice(on.Result, on.Width, from, to));
}
