using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)] // compiled for speed at once and by itself; guided by profiles, it came out slower
    public static void Map<TFunction>(ReadOnlySpan<float> x, Span<float> y, TFunction f = default) where TFunction : struct, IUnaryFunction
    {
        Lengths.Same(x.Length, y.Length);
        var i = Lanes.ToBoundary(y);
        if (i > 0) Part(x, y, 0, i, f);
        if (TFunction.IsLight) i = FourSteps(x, y, i, f);
        for (; i <= x.Length - Lanes.Count; i += Lanes.Count) Lanes.Store(f.Of(Lanes.Load(x, i)), y, i);
        if (i < x.Length) Part(x, y, i, x.Length - i, f);
    }

    /// <summary>zᵢ = f(xᵢ, yᵢ).</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)] // compiled for speed at once and by itself; guided by profiles, it came out slower
    public static void Zip<TFunction>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z, TFunction f = default) where TFunction : struct, IBinaryFunction
    {
        Lengths.Same(x.Length, y.Length);
        Lengths.Same(x.Length, z.Length);
        var i = Lanes.ToBoundary(z);
        if (i > 0) Part(x, y, z, 0, i, f);
        if (TFunction.IsLight) i = EightSteps(x, y, z, i, f);
        for (; i <= x.Length - Lanes.Count; i += Lanes.Count) Lanes.Store(f.Of(Lanes.Load(x, i), Lanes.Load(y, i)), z, i);
        if (i < x.Length) Part(x, y, z, i, x.Length - i, f);
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
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)] // compiled for speed at once and by itself; guided by profiles, it came out slower
    public static void Zip<TFunction>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, Span<float> r, TFunction f = default) where TFunction : struct, ITernaryFunction
    {
        Lengths.Same(x.Length, y.Length);
        Lengths.Same(x.Length, z.Length);
        Lengths.Same(x.Length, r.Length);
        var i = Lanes.ToBoundary(r);
        if (i > 0) Part(x, y, z, r, 0, i, f);
        for (; i <= x.Length - Lanes.Count; i += Lanes.Count) Lanes.Store(f.Of(Lanes.Load(x, i), Lanes.Load(y, i), Lanes.Load(z, i)), r, i);
        if (i < x.Length) Part(x, y, z, r, i, x.Length - i, f);
    }

    // Fewer than sixteen, at either end. By itself, so that the compiler has a function to inline once and not three times: it has only so much patience.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Part<TFunction>(ReadOnlySpan<float> x, Span<float> y, int at, int count, TFunction f) where TFunction : struct, IUnaryFunction =>
        Lanes.StoreFirst(f.Of(Lanes.LoadFirst(x, at, count)), y, at, count);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Part<TFunction>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z, int at, int count, TFunction f) where TFunction : struct, IBinaryFunction =>
        Lanes.StoreFirst(f.Of(Lanes.LoadFirst(x, at, count), Lanes.LoadFirst(y, at, count)), z, at, count);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Part<TFunction>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, Span<float> r, int at, int count, TFunction f)
        where TFunction : struct, ITernaryFunction =>
        Lanes.StoreFirst(f.Of(Lanes.LoadFirst(x, at, count), Lanes.LoadFirst(y, at, count), Lanes.LoadFirst(z, at, count)), r, at, count);

    // Loads before stores, four at a time; for all but the lightest functions it is no gain, and takes of the compiler's patience for inlining. Returns where it ends.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int FourSteps<TFunction>(ReadOnlySpan<float> x, Span<float> y, int i, TFunction f) where TFunction : struct, IUnaryFunction
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        var at = (nuint)i; // of the width of addresses, which spares widening it at each
        for (var length = (nuint)x.Length; at + 4 * Lanes.Count <= length; at += 4 * Lanes.Count)
        {
            var a = f.Of(Vector512.LoadUnsafe(ref from, at));
            var b = f.Of(Vector512.LoadUnsafe(ref from, at + 16));
            var c = f.Of(Vector512.LoadUnsafe(ref from, at + 32));
            var d = f.Of(Vector512.LoadUnsafe(ref from, at + 48));
            a.StoreUnsafe(ref to, at);
            b.StoreUnsafe(ref to, at + 16);
            c.StoreUnsafe(ref to, at + 32);
            d.StoreUnsafe(ref to, at + 48);
        }

        return (int)at;
    }

    // Eight here: with two inputs the cache decides, and fewer turns of the loop leave it a little more to do at once.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int EightSteps<TFunction>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z, int i, TFunction f) where TFunction : struct, IBinaryFunction
    {
        ref var first = ref MemoryMarshal.GetReference(x);
        ref var second = ref MemoryMarshal.GetReference(y);
        ref var to = ref MemoryMarshal.GetReference(z);
        var at = (nuint)i;
        for (var length = (nuint)x.Length; at + 8 * Lanes.Count <= length; at += 8 * Lanes.Count)
        {
            var a = f.Of(Vector512.LoadUnsafe(ref first, at), Vector512.LoadUnsafe(ref second, at));
            var b = f.Of(Vector512.LoadUnsafe(ref first, at + 16), Vector512.LoadUnsafe(ref second, at + 16));
            var c = f.Of(Vector512.LoadUnsafe(ref first, at + 32), Vector512.LoadUnsafe(ref second, at + 32));
            var d = f.Of(Vector512.LoadUnsafe(ref first, at + 48), Vector512.LoadUnsafe(ref second, at + 48));
            var e = f.Of(Vector512.LoadUnsafe(ref first, at + 64), Vector512.LoadUnsafe(ref second, at + 64));
            var g = f.Of(Vector512.LoadUnsafe(ref first, at + 80), Vector512.LoadUnsafe(ref second, at + 80));
            var h = f.Of(Vector512.LoadUnsafe(ref first, at + 96), Vector512.LoadUnsafe(ref second, at + 96));
            var k = f.Of(Vector512.LoadUnsafe(ref first, at + 112), Vector512.LoadUnsafe(ref second, at + 112));
            a.StoreUnsafe(ref to, at);
            b.StoreUnsafe(ref to, at + 16);
            c.StoreUnsafe(ref to, at + 32);
            d.StoreUnsafe(ref to, at + 48);
            e.StoreUnsafe(ref to, at + 64);
            g.StoreUnsafe(ref to, at + 80);
            h.StoreUnsafe(ref to, at + 96);
            k.StoreUnsafe(ref to, at + 112);
        }

        return (int)at;
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
        static bool IUnaryFunction.IsLight => TFunction.IsLight;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x) => f.Of(x, Vector512.Create(y));

        public float Reference(float x) => f.Reference(x, y);
    }

    private readonly struct LeftBound<TFunction>(TFunction f, float x) : IUnaryFunction where TFunction : struct, IBinaryFunction
    {
        static bool IUnaryFunction.IsLight => TFunction.IsLight;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> y) => f.Of(Vector512.Create(x), y);

        public float Reference(float y) => f.Reference(x, y);
    }
}
