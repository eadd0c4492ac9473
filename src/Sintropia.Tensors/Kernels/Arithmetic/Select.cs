using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Arithmetic;

/// <summary>y where x is not 0 (NaN is not), else z.</summary>
public readonly struct Select : ITernaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x, Vector512<float> y, Vector512<float> z) => Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<float>.Zero), z, y);

    /// <inheritdoc/>
    public float Reference(float x, float y, float z) => x == 0 ? z : y;
}
