using System.Runtime.CompilerServices;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Walks;

/// <summary>result = f(a, b, c).</summary>
internal readonly struct Joining<TFunction>(TFunction f) : ISegment where TFunction : struct, ITernaryFunction
{
    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Do(Operand a, Operand b, Operand c, Operand result, int length)
    {
        Span<float> roomA = stackalloc float[Operand.Room], roomB = stackalloc float[Operand.Room], roomC = stackalloc float[Operand.Room], target = stackalloc float[Operand.Room];
        for (var start = 0; start < length; start += Operand.Room)
        {
            var count = Math.Min(Operand.Room, length - start);
            var to = result.Target(start, count, target);
            Elementwise.Zip(a.Gathered(start, count, roomA), b.Gathered(start, count, roomB), c.Gathered(start, count, roomC), to, f);
            result.Scatter(start, to);
        }
    }
}
