using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sintropia.Weights.Elements;

/// <summary>Elements of a file as numbers of .NET.</summary>
internal static class Conversion
{
    /// <summary>Converts every element: to floating point rounded to nearest, to integers exactly.</summary>
    /// <exception cref="OverflowException">An integer does not fit.</exception>
    /// <exception cref="NotSupportedException">Floating point elements were asked for as integers.</exception>
    public static void Convert<T>(ElementType from, ReadOnlySpan<byte> bytes, Span<T> to) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) ToFloats(from, bytes, MemoryMarshal.Cast<T, float>(to));
        else if (typeof(T) == typeof(double)) ToDoubles(from, bytes, MemoryMarshal.Cast<T, double>(to));
        else if (typeof(T) == typeof(long)) ToIntegers(from, bytes, MemoryMarshal.Cast<T, long>(to));
        else if (typeof(T) == typeof(int)) ToIntegers(from, bytes, MemoryMarshal.Cast<T, int>(to));
        else throw new NotSupportedException($"Nothing converts to {typeof(T).Name}.");
    }

    private static void ToFloats(ElementType from, ReadOnlySpan<byte> bytes, Span<float> to)
    {
        switch (from)
        {
            case ElementType.F32: bytes.CopyTo(MemoryMarshal.AsBytes(to)); break;
            case ElementType.F16: HalfPrecision.Widen(MemoryMarshal.Cast<byte, ushort>(bytes), to); break;
            case ElementType.BF16: BrainFloat.Widen(MemoryMarshal.Cast<byte, ushort>(bytes), to); break;
            default: Round(from, bytes, to); break;
        }
    }

    private static void ToDoubles(ElementType from, ReadOnlySpan<byte> bytes, Span<double> to)
    {
        switch (from)
        {
            case ElementType.F64: bytes.CopyTo(MemoryMarshal.AsBytes(to)); break;
            case ElementType.F16: Each<Half, double>(bytes, to, static h => (double)h); break;
            case ElementType.BF16: Each<ushort, double>(bytes, to, static b => BrainFloat.Widen(b)); break;
            default: Round(from, bytes, to); break;
        }
    }

    private static void Round<T>(ElementType from, ReadOnlySpan<byte> bytes, Span<T> to) where T : unmanaged, INumber<T>
    {
        switch (from)
        {
            case ElementType.F64: Each<double, T>(bytes, to, T.CreateTruncating); break;
            case ElementType.F32: Each<float, T>(bytes, to, T.CreateTruncating); break;
            case ElementType.I64: Each<long, T>(bytes, to, T.CreateTruncating); break;
            case ElementType.U64: Each<ulong, T>(bytes, to, T.CreateTruncating); break;
            default: Small(from, bytes, to); break;
        }
    }

    private static void ToIntegers<T>(ElementType from, ReadOnlySpan<byte> bytes, Span<T> to) where T : unmanaged, INumber<T>
    {
        switch (from)
        {
            case ElementType.I64: Each<long, T>(bytes, to, T.CreateChecked); break;
            case ElementType.U64: Each<ulong, T>(bytes, to, T.CreateChecked); break;
            default: Small(from, bytes, to); break;
        }
    }

    private static void Small<T>(ElementType from, ReadOnlySpan<byte> bytes, Span<T> to) where T : unmanaged, INumber<T>
    {
        switch (from)
        {
            case ElementType.I32: Each<int, T>(bytes, to, T.CreateChecked); break;
            case ElementType.U32: Each<uint, T>(bytes, to, T.CreateChecked); break;
            case ElementType.I16: Each<short, T>(bytes, to, T.CreateChecked); break;
            case ElementType.U16: Each<ushort, T>(bytes, to, T.CreateChecked); break;
            case ElementType.I8: Each<sbyte, T>(bytes, to, T.CreateChecked); break;
            case ElementType.U8: Each<byte, T>(bytes, to, T.CreateChecked); break;
            case ElementType.Bool: Each<byte, T>(bytes, to, static b => b == 0 ? T.Zero : T.One); break;
            default: throw new NotSupportedException($"{from} is not an integer.");
        }
    }

    private static void Each<TFrom, TTo>(ReadOnlySpan<byte> bytes, Span<TTo> to, Func<TFrom, TTo> convert) where TFrom : unmanaged
    {
        // Elements of a file need not be aligned.
        ref var source = ref MemoryMarshal.GetReference(bytes);
        for (var i = 0; i < to.Length; i++) to[i] = convert(Unsafe.ReadUnaligned<TFrom>(ref Unsafe.Add(ref source, i * Unsafe.SizeOf<TFrom>())));
    }
}
