using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Arithmetic;

/// <summary>factor·x + y, rounded once.</summary>
/// <param name="factor">What x is multiplied by.</param>
public readonly struct Axpy(float factor) : IBinaryFunction
{
    static bool IBinaryFunction.IsLight => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => Lanes.Fma(x, Vector512.Create(factor), y);

    /// <inheritdoc/>
    public float Reference(float x, float y) => MathF.FusedMultiplyAdd(x, factor, y);
}
