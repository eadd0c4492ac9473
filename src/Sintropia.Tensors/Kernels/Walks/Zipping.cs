using System.Runtime.CompilerServices;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Walks;

/// <summary>result = f(a, b).</summary>
internal readonly unsafe struct Zipping<TFunction>(TFunction f) : ISegment where TFunction : struct, IBinaryFunction
{
    /// <inheritdoc/>
    public void Do(Operand a, Operand b, Operand c, Operand result, int length)
    {
        if (result.IsDense)
        {
            var to = new Span<float>(result.First, length);
            if (a.IsDense && b.IsDense)
            {
                Elementwise.Zip(new ReadOnlySpan<float>(a.First, length), new ReadOnlySpan<float>(b.First, length), to, f);
                return;
            }

            if (a.IsDense && b.IsOne)
            {
                Elementwise.Zip(new ReadOnlySpan<float>(a.First, length), b.One, to, f);
                return;
            }

            if (a.IsOne && b.IsDense)
            {
                Elementwise.Zip(a.One, new ReadOnlySpan<float>(b.First, length), to, f);
                return;
            }
        }

        WithRoom(a, b, result, length);
    }

    [SkipLocalsInit]
    private void WithRoom(Operand a, Operand b, Operand result, int length)
    {
        Span<float> roomA = stackalloc float[Operand.Room], roomB = stackalloc float[Operand.Room], target = stackalloc float[Operand.Room];
        for (var start = 0; start < length; start += Operand.Room)
        {
            var count = Math.Min(Operand.Room, length - start);
            var to = result.Target(start, count, target);
            Elementwise.Zip(a.Gathered(start, count, roomA), b.Gathered(start, count, roomB), to, f);
            result.Scatter(start, to);
        }
    }
}
