using Sintropia.Tensors.Kernels.Losses;
using static Sintropia.Tensors.Kernels.Parts.Operands;

namespace Sintropia.Tensors.Kernels.Parts;

/// <summary>Rows of logits A with labels in Places and weights B; losses into Result, largest logits into Second, logarithms of sums into Third. Others is the label that counts nothing.</summary>
internal readonly unsafe struct CrossEntropyRows : IPart
{
    /// <inheritdoc/>
    public static void Do(in Operands on, int from, int to) => CrossEntropy.Forward(
        Slice(on.A, on.Width, from, to), on.Width, new ReadOnlySpan<int>(on.Places + from, to - from), All(on.B, on.Width), on.Epsilon, on.Others,
        Slice(on.Result, 1, from, to), Slice(on.Second, 1, from, to), Slice(on.Third, 1, from, to));
}

/// <summary>The same with gradients C of the losses; those of the logits into Result.</summary>
internal readonly unsafe struct CrossEntropyGradientRows : IPart
{
    /// <inheritdoc/>
    public static void Do(in Operands on, int from, int to) => CrossEntropy.Backward(
        Slice(on.A, on.Width, from, to), on.Width, new ReadOnlySpan<int>(on.Places + from, to - from), All(on.B, on.Width), on.Epsilon, on.Others,
        Slice(on.Second, 1, from, to), Slice(on.Third, 1, from, to), Slice(on.C, 1, from, to), Slice(on.Result, on.Width, from, to));
}
