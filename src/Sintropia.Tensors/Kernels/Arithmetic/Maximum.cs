using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Arithmetic;

/// <summary>The larger of two; NaN where one is; +0 rather than −0.</summary>
public readonly struct Maximum : IBinaryFunction
{
    static bool IBinaryFunction.IsLight => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => Vector512.Max(x, y);

    /// <inheritdoc/>
    public float Reference(float x, float y) => MathF.Max(x, y);
}
