using Sintropia.Tensors.Kernels.Rows;
using static Sintropia.Tensors.Kernels.Parts.Operands;

namespace Sintropia.Tensors.Kernels.Parts;

/// <summary>Rows of A into Result; the logarithm where flagged.</summary>
internal readonly unsafe struct SoftmaxRows : IPart
{
    /// <inheritdoc/>
    public static void Do(in Operands on, int from, int to)
    {
        if (on.Flag) LogSoftmax.Forward(Slice(on.A, on.Width, from, to), on.Width, Slice(on.Result, on.Width, from, to));
        else Softmax.Forward(Slice(on.A, on.Width, from, to), on.Width, Slice(on.Result, on.Width, from, to));
    }
}

/// <summary>From rows of the result A and of the gradient B.</summary>
internal readonly unsafe struct SoftmaxGradientRows : IPart
{
    /// <inheritdoc/>
    public static void Do(in Operands on, int from, int to)
    {
        if (on.Flag) LogSoftmax.Backward(Slice(on.A, on.Width, from, to), Slice(on.B, on.Width, from, to), on.Width, Slice(on.Result, on.Width, from, to));
        else Softmax.Backward(Slice(on.A, on.Width, from, to), Slice(on.B, on.Width, from, to), on.Width, Slice(on.Result, on.Width, from, to));
    }
}
