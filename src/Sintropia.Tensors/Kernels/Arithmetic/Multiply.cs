using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Arithmetic;

/// <summary>x·y.</summary>
public readonly struct Multiply : IBinaryFunction
{
    static bool IBinaryFunction.IsLight => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => x * y;

    /// <inheritdoc/>
    public float Reference(float x, float y) => x * y;
}
