using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels;

/// <summary>Applies a function to every element. The output may be one of the inputs, but may not overlap one otherwise.</summary>
/// <remarks>An element's result depends on its own arguments alone: not on where it lies, nor on how many there are.</remarks>
[SkipLocalsInit] // there are none, but vectors that do not fit into registers would be cleared at every call
public static class Elementwise
{
    /// <summary>yᵢ = f(xᵢ).</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Map<TFunction>(ReadOnlySpan<float> x, Span<float> y, TFunction f = default) where TFunction : struct, IUnaryFunction
    {
        Lengths.Same(x.Length, y.Length);
        var i = Lanes.ToBoundary(y);
        if (i > 0) Lanes.StoreFirst(f.Of(Lanes.LoadFirst(x, 0, i)), y, 0, i);
        for (; i <= x.Length - Lanes.Count; i += Lanes.Count) Lanes.Store(f.Of(Lanes.Load(x, i)), y, i);
        if (i < x.Length) Lanes.StoreFirst(f.Of(Lanes.LoadFirst(x, i, x.Length - i)), y, i, x.Length - i);
    }

    /// <summary>zᵢ = f(xᵢ, yᵢ).</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Zip<TFunction>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z, TFunction f = default) where TFunction : struct, IBinaryFunction
    {
        Lengths.Same(x.Length, y.Length);
        Lengths.Same(x.Length, z.Length);
        var i = Lanes.ToBoundary(z);
        if (i > 0) Lanes.StoreFirst(f.Of(Lanes.LoadFirst(x, 0, i), Lanes.LoadFirst(y, 0, i)), z, 0, i);
        for (; i <= x.Length - Lanes.Count; i += Lanes.Count) Lanes.Store(f.Of(Lanes.Load(x, i), Lanes.Load(y, i)), z, i);
        if (i == x.Length) return;
        var rest = x.Length - i;
        Lanes.StoreFirst(f.Of(Lanes.LoadFirst(x, i, rest), Lanes.LoadFirst(y, i, rest)), z, i, rest);
    }

    /// <summary>zᵢ = f(xᵢ, y).</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Zip<TFunction>(ReadOnlySpan<float> x, float y, Span<float> z, TFunction f = default) where TFunction : struct, IBinaryFunction =>
        Map(x, z, new RightBound<TFunction>(f, y));

    /// <summary>zᵢ = f(x, yᵢ).</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Zip<TFunction>(float x, ReadOnlySpan<float> y, Span<float> z, TFunction f = default) where TFunction : struct, IBinaryFunction =>
        Map(y, z, new LeftBound<TFunction>(f, x));

    /// <summary>rᵢ = f(xᵢ, yᵢ, zᵢ).</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Zip<TFunction>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, Span<float> r, TFunction f = default) where TFunction : struct, ITernaryFunction
    {
        Lengths.Same(x.Length, y.Length);
        Lengths.Same(x.Length, z.Length);
        Lengths.Same(x.Length, r.Length);
        var i = Lanes.ToBoundary(r);
        if (i > 0) Lanes.StoreFirst(f.Of(Lanes.LoadFirst(x, 0, i), Lanes.LoadFirst(y, 0, i), Lanes.LoadFirst(z, 0, i)), r, 0, i);
        for (; i <= x.Length - Lanes.Count; i += Lanes.Count) Lanes.Store(f.Of(Lanes.Load(x, i), Lanes.Load(y, i), Lanes.Load(z, i)), r, i);
        if (i == x.Length) return;
        var rest = x.Length - i;
        Lanes.StoreFirst(f.Of(Lanes.LoadFirst(x, i, rest), Lanes.LoadFirst(y, i, rest), Lanes.LoadFirst(z, i, rest)), r, i, rest);
    }

    /// <summary>What <see cref="Map"/> means.</summary>
    public static void Reference<TFunction>(ReadOnlySpan<float> x, Span<float> y, TFunction f = default) where TFunction : struct, IUnaryFunction
    {
        for (var i = 0; i < x.Length; i++) y[i] = f.Reference(x[i]);
    }

    /// <summary>What <see cref="Zip{TFunction}(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float}, TFunction)"/> means.</summary>
    public static void Reference<TFunction>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z, TFunction f = default) where TFunction : struct, IBinaryFunction
    {
        for (var i = 0; i < x.Length; i++) z[i] = f.Reference(x[i], y[i]);
    }

    /// <summary>What <see cref="Zip{TFunction}(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float}, TFunction)"/> means.</summary>
    public static void Reference<TFunction>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, Span<float> r, TFunction f = default) where TFunction : struct, ITernaryFunction
    {
        for (var i = 0; i < x.Length; i++) r[i] = f.Reference(x[i], y[i], z[i]);
    }

    private readonly struct RightBound<TFunction>(TFunction f, float y) : IUnaryFunction where TFunction : struct, IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x) => f.Of(x, Vector512.Create(y));

        public float Reference(float x) => f.Reference(x, y);
    }

    private readonly struct LeftBound<TFunction>(TFunction f, float x) : IUnaryFunction where TFunction : struct, IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> y) => f.Of(Vector512.Create(x), y);

        public float Reference(float y) => f.Reference(x, y);
    }
}
