using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Activations;

/// <summary>x where positive, else α·(eˣ − 1). Within 1.5 ulp for α = 1.</summary>
/// <param name="alpha">α, usually 1.</param>
public readonly struct Elu(float alpha) : IUnaryFunction
{
    private const float Flat = -18;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), x, Vector512.Create(alpha) * Shrunk(x));

    /// <inheritdoc/>
    public float Reference(float x) => x > 0 ? x : alpha * Shrunk(x);

    // eˣ − 1 for x ≤ 0; what it gives above is not used, but must not take x beyond what powers of two can hold.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Shrunk(Vector512<float> x) => Lanes.WithSignOf(Expm1.OfModerate(Lanes.AtMost(Lanes.AtLeast(x, Flat), -Flat)), x);

    private static float Shrunk(float x) => MathF.CopySign(Expm1.OfModerate(x < Flat ? Flat : x), x);

    /// <summary>(x, gradient) → gradient where x is positive, else gradient·α·eˣ.</summary>
    /// <param name="alpha">α, usually 1.</param>
    public readonly struct Gradient(float alpha) : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) =>
            y * Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), Vector512<float>.One, Vector512.Create(alpha) * default(Exp).Of(x));

        /// <inheritdoc/>
        public float Reference(float x, float y) => y * (x > 0 ? 1 : alpha * default(Exp).Reference(x));
    }
}
