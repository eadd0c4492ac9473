using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Sintropia.Data.Hdf5.HdfCalls;

namespace Sintropia.Data.Hdf5;

internal sealed unsafe partial class HdfDataset
{
    private const int ElementsAtOnce = 1 << 16, TextsAtOnce = 1 << 13;

    /// <summary>Reads numbers of one dimension.</summary>
    /// <param name="first">The first element.</param>
    /// <param name="destination">Gets as many as it is long.</param>
    /// <returns>How many the destination's type cannot hold exactly; integers that overflow it are an error.</returns>
    public long Read<T>(long first, Span<T> destination) where T : unmanaged, INumber<T> => Read([first], [destination.Length], destination);

    /// <summary>Reads a block of numbers, the last dimension fastest.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="count">Its extents.</param>
    /// <param name="destination">Gets the numbers.</param>
    /// <param name="field">The field of records to read; null for plain elements.</param>
    /// <returns>How many the destination's type cannot hold exactly; integers that overflow it are an error.</returns>
    public long Read<T>(ReadOnlySpan<long> start, ReadOnlySpan<long> count, Span<T> destination, string? field = null) where T : unmanaged, INumber<T>
    {
        var elements = Field(field);
        if (!elements.AreNumbers) throw Wrong($"Its elements are {elements.Name}, where numbers are needed.", "The file is not of a layout that is known; write it again with AnnData.");
        if (HdfSpace.Count(count) != destination.Length) throw new ArgumentException($"{destination.Length} places are not [{string.Join(", ", count.ToArray())}].");
        if (destination.Length == 0) return 0;
        using var entered = HdfLibrary.Enter();
        return (elements.Kind, elements.Size, elements.Signed) switch
        {
            (HdfKind.Float, 8, _) => Read<double, T>(HdfTypes.Double, start, count, destination, field),
            (HdfKind.Float, _, _) => Read<float, T>(HdfTypes.Float, start, count, destination, field),
            (HdfKind.Boolean, _, _) => Read<sbyte, T>(_type.Value, start, count, destination, field),
            (_, 1, true) => Read<sbyte, T>(HdfTypes.Int8, start, count, destination, field),
            (_, 1, false) => Read<byte, T>(HdfTypes.UInt8, start, count, destination, field),
            (_, 2, true) => Read<short, T>(HdfTypes.Int16, start, count, destination, field),
            (_, 2, false) => Read<ushort, T>(HdfTypes.UInt16, start, count, destination, field),
            (_, 4, true) => Read<int, T>(HdfTypes.Int32, start, count, destination, field),
            (_, 4, false) => Read<uint, T>(HdfTypes.UInt32, start, count, destination, field),
            (_, _, true) => Read<long, T>(HdfTypes.Int64, start, count, destination, field),
            _ => Read<ulong, T>(HdfTypes.UInt64, start, count, destination, field),
        };
    }

    /// <summary>Reads texts of one dimension, or a scalar.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many.</param>
    /// <param name="field">The field of records to read; null for plain elements.</param>
    public string[] ReadTexts(long first, int count, string? field = null)
    {
        var elements = Field(field);
        if (elements.Kind != HdfKind.Text) throw Wrong($"Its elements are {elements.Name}, where texts are needed.", "The file is not of a layout that is known; write it again with AnnData.");
        var texts = new string[count];
        using var entered = HdfLibrary.Enter();
        using var own = field is null ? new HdfId(H5Tcopy(_type.Value)) : Member(field);
        for (var done = 0; done < count;)
        {
            var part = Math.Min(count - done, TextsAtOnce);
            using var memory = Extents.Length == 0 ? HdfSpace.Scalar() : HdfSpace.Simple([part]);
            using var file = Chosen(Extents.Length == 0 ? [] : [first + done], Extents.Length == 0 ? [] : [part]);
            HdfTexts.Read(own.Value, elements, memory.Value, part, (type, to) => H5Dread(Id.Value, type, memory.Value, file.Value, 0, to), () => Refused("It cannot be read"), field).CopyTo(texts, done);
            done += part;
        }

        return texts;
    }

    /// <summary>All texts of any shape, the last dimension fastest.</summary>
    public string[] ReadAllTexts()
    {
        if (Extents.Length <= 1) return ReadTexts(0, Length());
        using var entered = HdfLibrary.Enter();
        using var space = new HdfId(H5Dget_space(Id.Value));
        return HdfTexts.Read(_type.Value, Elements, space.Value, Length(), (type, to) => H5Dread(Id.Value, type, space.Value, space.Value, 0, to), () => Refused("It cannot be read"));
    }

    /// <summary>The number of elements, where an array can have so many.</summary>
    public int Length() => Count <= Array.MaxLength ? (int)Count : throw Wrong($"{Count} elements are more than an array can hold.", "Read rows of it.");

    private HdfElements Field(string? field) => field is null ? Elements : Elements.Fields.Single(f => f.Name == field).Elements;

    private HdfId Member(string field)
    {
        var place = Elements.Fields.Index().First(f => f.Item.Name == field).Index;
        return new(H5Tget_member_type(_type.Value, (uint)place));
    }

    private long Read<TFile, T>(long type, ReadOnlySpan<long> start, ReadOnlySpan<long> count, Span<T> destination, string? field)
        where TFile : unmanaged, INumber<TFile>
        where T : unmanaged, INumber<T>
    {
        using var own = field is not null && Field(field).Kind == HdfKind.Boolean ? Member(field) : new HdfId(H5Tcopy(type));
        using var memoryType = HdfTexts.InMemory(own, field, Field(field) with { Size = sizeof(TFile) });
        if (typeof(TFile) == typeof(T))
        {
            Raw(memoryType.Value, start, count, MemoryMarshal.AsBytes(destination));
            return 0;
        }

        // Blocks of whole rows, or parts of the only dimension, pass through a small buffer.
        var rest = start.Length == 0 ? 1 : destination.Length / Math.Max(1, count[0]);
        var rows = (int)Math.Clamp(ElementsAtOnce / Math.Max(1, rest), 1, start.Length == 0 ? 1 : count[0]);
        var buffer = new TFile[rows * rest];
        long[] from = start.ToArray(), size = count.ToArray();
        var rounded = 0L;
        for (var done = 0L; done < (start.Length == 0 ? 1 : count[0]); done += rows)
        {
            if (start.Length > 0) (from[0], size[0]) = (start[0] + done, Math.Min(rows, count[0] - done));
            var part = buffer.AsSpan(0, (int)((start.Length == 0 ? 1 : size[0]) * rest));
            Raw(memoryType.Value, from, size, MemoryMarshal.AsBytes(part));
            rounded += Converted(part, destination.Slice((int)(done * rest), part.Length));
        }

        return rounded;
    }

    private void Raw(long type, ReadOnlySpan<long> start, ReadOnlySpan<long> count, Span<byte> destination)
    {
        using var memory = Extents.Length == 0 ? HdfSpace.Scalar() : HdfSpace.Simple(count);
        using var file = Chosen(start, count);
        fixed (byte* to = destination)
            if (H5Dread(Id.Value, type, memory.Value, file.Value, 0, to) < 0)
                throw Refused("It cannot be read");
    }

    private HdfId Chosen(ReadOnlySpan<long> start, ReadOnlySpan<long> count)
    {
        if (start.Length != Extents.Length) throw Wrong($"It has {Extents.Length} dimensions, where {start.Length} are needed.", "The file is not of a layout that is known; write it again with AnnData.");
        for (var d = 0; d < start.Length; d++)
            if (start[d] < 0 || count[d] < 0 || start[d] > Extents[d] - count[d])
                throw Wrong($"Elements {start[d]} to {start[d] + count[d]} are needed, and there are {Extents[d]}.", "The file is damaged; get it again.");
        var space = new HdfId(H5Dget_space(Id.Value));
        if (start.Length > 0 && !HdfSpace.Choose(space, start, count)) throw Refused("A part of it cannot be chosen");
        return space;
    }

    private long Converted<TFile, T>(ReadOnlySpan<TFile> from, Span<T> to)
        where TFile : unmanaged, INumber<TFile>
        where T : unmanaged, INumber<T>
    {
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
            throw Wrong($"It holds a number ({Elements.Name}) that does not fit where it is used.", "The file is damaged, or not of a layout that is known.");
        }

        return rounded;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFloating<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(double);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsLossless<TFile, T>() where TFile : unmanaged where T : unmanaged =>
        typeof(TFile) == typeof(float) ? typeof(T) == typeof(double)
        : typeof(TFile) != typeof(double) && (!IsFloating<T>() || sizeof(TFile) < sizeof(T));
}
