using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Sintropia.Data.Stored.Values;

/// <summary>Bytes of elements become numbers and texts.</summary>
/// <param name="node">What they are of, for messages.</param>
/// <param name="type">Their type.</param>
/// <param name="stride">Bytes from one to the next.</param>
/// <param name="offset">At which byte of a record they begin.</param>
internal readonly struct Elements(StoredNode node, ElementType type, int stride, int offset)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Whether the bytes are already what a type of ours is.</summary>
    public bool Are<T>() where T : unmanaged => stride == type.Size && !type.BigEndian && (type.Kind, type.Size, type.Signed) switch
    {
        (ElementKind.Float, 4, _) => typeof(T) == typeof(float),
        (ElementKind.Float, 8, _) => typeof(T) == typeof(double),
        (ElementKind.Boolean, _, _) or (ElementKind.Integer, 1, true) => typeof(T) == typeof(sbyte),
        (ElementKind.Integer, 4, true) => typeof(T) == typeof(int),
        (ElementKind.Integer, 8, true) => typeof(T) == typeof(long),
        _ => false,
    };

    /// <summary>Converts numbers.</summary>
    /// <returns>How many the type cannot hold exactly; integers that overflow it are an error.</returns>
    public long Numbers<T>(ReadOnlySpan<byte> bytes, Span<T> to) where T : unmanaged, INumber<T> => (type.Kind, type.Size, type.Signed) switch
    {
        (ElementKind.Float, 2, _) => From<Half, T>(bytes, to),
        (ElementKind.Float, 4, _) => From<float, T>(bytes, to),
        (ElementKind.Float, _, _) => From<double, T>(bytes, to),
        (ElementKind.Boolean, _, _) or (_, 1, true) => From<sbyte, T>(bytes, to),
        (_, 1, false) => From<byte, T>(bytes, to),
        (_, 2, true) => From<short, T>(bytes, to),
        (_, 2, false) => From<ushort, T>(bytes, to),
        (_, 4, true) => From<int, T>(bytes, to),
        (_, 4, false) => From<uint, T>(bytes, to),
        (_, _, true) => From<long, T>(bytes, to),
        _ => From<ulong, T>(bytes, to),
    };

    /// <summary>Converts texts of either kind.</summary>
    public void Texts(ReadOnlySpan<byte> bytes, Span<string> to)
    {
        using var alone = node.File.Door.EnterScope();
        try
        {
            for (var i = 0; i < to.Length; i++)
            {
                var own = bytes.Slice(i * stride + offset, type.Size);
                to[i] = type.AnyLength ? node.File.Heap.Text(own) : Fixed(own);
            }
        }
        catch (DecoderFallbackException)
        {
            throw node.Wrong("It holds bytes that are not UTF-8.", "Write the texts again in UTF-8.");
        }
    }

    private string Fixed(ReadOnlySpan<byte> own)
    {
        var end = own.IndexOf((byte)0);
        if (end >= 0) own = own[..end];
        if (type.BlankPadded) own = own.TrimEnd((byte)' ');
        return Strict.GetString(own);
    }

    private unsafe long From<TFile, T>(ReadOnlySpan<byte> bytes, Span<T> to)
        where TFile : unmanaged, INumber<TFile>
        where T : unmanaged, INumber<T>
    {
        if (stride == sizeof(TFile) && !type.BigEndian) return Converted(MemoryMarshal.Cast<byte, TFile>(bytes), to);
        var rounded = 0L;
        Span<TFile> some = stackalloc TFile[64];
        Span<byte> own = stackalloc byte[sizeof(TFile)];
        for (var done = 0; done < to.Length; done += some.Length)
        {
            var part = some[..Math.Min(some.Length, to.Length - done)];
            for (var i = 0; i < part.Length; i++)
            {
                bytes.Slice((done + i) * stride + offset, sizeof(TFile)).CopyTo(own);
                if (type.BigEndian) own.Reverse();
                part[i] = MemoryMarshal.Read<TFile>(own);
            }

            rounded += Converted(part, to.Slice(done, part.Length));
        }

        return rounded;
    }

    private long Converted<TFile, T>(ReadOnlySpan<TFile> from, Span<T> to)
        where TFile : unmanaged, INumber<TFile>
        where T : unmanaged, INumber<T>
    {
        if (typeof(TFile) == typeof(T))
        {
            MemoryMarshal.Cast<TFile, T>(from).CopyTo(to);
            return 0;
        }

        var lossless = IsLossless<TFile, T>();
        var rounded = 0L;
        try
        {
            for (var i = 0; i < from.Length; i++)
            {
                to[i] = IsFloating<T>() ? T.CreateSaturating(from[i]) : T.CreateChecked(from[i]);
                if (!lossless && TFile.CreateSaturating(to[i]) != from[i] && from[i] == from[i]) rounded++;
            }
        }
        catch (OverflowException)
        {
            throw node.Wrong($"It holds a number ({type.Name}) that does not fit where it is used.", "The file is damaged, or not of a layout that is known.");
        }

        return rounded;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFloating<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(double);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe bool IsLossless<TFile, T>() where TFile : unmanaged where T : unmanaged =>
        typeof(TFile) == typeof(float) ? typeof(T) == typeof(double)
        : typeof(TFile) != typeof(double) && (!IsFloating<T>() || sizeof(TFile) < sizeof(T));
}
