using System.Runtime.CompilerServices;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Walks;

/// <summary>result = f(a).</summary>
internal readonly unsafe struct Mapping<TFunction>(TFunction f) : ISegment where TFunction : struct, IUnaryFunction
{
    /// <inheritdoc/>
    public void Do(Operand a, Operand b, Operand c, Operand result, int length)
    {
        if (a.IsDense && result.IsDense)
        {
            Elementwise.Map(new ReadOnlySpan<float>(a.First, length), new Span<float>(result.First, length), f);
            return;
        }

        WithRoom(a, result, length);
    }

    [SkipLocalsInit]
    private void WithRoom(Operand a, Operand result, int length)
    {
        Span<float> room = stackalloc float[Operand.Room], target = stackalloc float[Operand.Room];
        for (var start = 0; start < length; start += Operand.Room)
        {
            var count = Math.Min(Operand.Room, length - start);
            var to = result.Target(start, count, target);
            Elementwise.Map(a.Gathered(start, count, room), to, f);
            result.Scatter(start, to);
        }
    }
}
