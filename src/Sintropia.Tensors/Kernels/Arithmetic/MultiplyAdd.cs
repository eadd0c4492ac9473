using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Arithmetic;

/// <summary>x·y + z, rounded once.</summary>
public readonly struct MultiplyAdd : ITernaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x, Vector512<float> y, Vector512<float> z) => Lanes.Fma(x, y, z);

    /// <inheritdoc/>
    public float Reference(float x, float y, float z) => MathF.FusedMultiplyAdd(x, y, z);
}
