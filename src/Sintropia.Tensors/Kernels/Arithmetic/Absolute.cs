using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Arithmetic;

/// <summary>|x|.</summary>
public readonly struct Absolute : IUnaryFunction
{
    static bool IUnaryFunction.IsLight => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x) => Vector512.Abs(x);

    /// <inheritdoc/>
    public float Reference(float x) => MathF.Abs(x);

    /// <summary>(x, gradient) → gradient with the sign of x; 0 at 0.</summary>
    public readonly struct Gradient : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => (y ^ (x & Vector512.Create(-0f))) & ~Vector512.Equals(x, Vector512<float>.Zero);

        /// <inheritdoc/>
        public float Reference(float x, float y) => x == 0 ? 0 : BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(y) ^ (BitConverter.SingleToInt32Bits(x) & int.MinValue));
    }
}
