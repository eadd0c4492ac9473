using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Arithmetic;

/// <summary>−x.</summary>
public readonly struct Negate : IUnaryFunction
{
    static bool IUnaryFunction.IsLight => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x) => -x;

    /// <inheritdoc/>
    public float Reference(float x) => -x;
}
