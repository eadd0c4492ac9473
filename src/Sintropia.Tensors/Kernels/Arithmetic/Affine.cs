using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Arithmetic;

/// <summary>factor·x + shift, rounded once.</summary>
/// <param name="factor">What x is multiplied by.</param>
/// <param name="shift">What is added.</param>
public readonly struct Affine(float factor, float shift) : IUnaryFunction
{
    static bool IUnaryFunction.IsLight => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x) => Lanes.Fma(x, Vector512.Create(factor), Vector512.Create(shift));

    /// <inheritdoc/>
    public float Reference(float x) => MathF.FusedMultiplyAdd(x, factor, shift);
}
