using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Arithmetic;

/// <summary>−1, 0 or 1; NaN stays.</summary>
public readonly struct Sign : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x) => Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<float>.Zero), Vector512<float>.Zero, Vector512.ConditionalSelect(Vector512.Equals(x, x), Lanes.WithSignOf(Vector512<float>.One, x), x));

    /// <inheritdoc/>
    public float Reference(float x) => x == 0 ? 0 : float.IsNaN(x) ? x : MathF.CopySign(1, x);
}
