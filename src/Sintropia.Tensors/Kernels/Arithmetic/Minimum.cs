using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Arithmetic;

/// <summary>The smaller of two; NaN where one is; −0 rather than +0.</summary>
public readonly struct Minimum : IBinaryFunction
{
    static bool IBinaryFunction.IsLight => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => Vector512.Min(x, y);

    /// <inheritdoc/>
    public float Reference(float x, float y) => MathF.Min(x, y);
}
