using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Arithmetic;

/// <summary>1 where x ≥ y, else 0; 0 where one is NaN.</summary>
public readonly struct GreaterOrEqual : IBinaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => Vector512.GreaterThanOrEqual(x, y) & Vector512<float>.One;

    /// <inheritdoc/>
    public float Reference(float x, float y) => x >= y ? 1 : 0;
}
