using System.Numerics;
using System.Runtime.InteropServices;
using Sintropia.Data.Stored.Values;

namespace Sintropia.Data.Stored;

/// <summary>A dataset of a file. Its shape and filters were checked against the length of the file, so that it cannot ask for more memory than the file could fill.</summary>
internal sealed class StoredDataset : StoredNode
{
    private const int BytesAtOnce = 1 << 20;

    private readonly Storage _storage;

    public StoredDataset(StoredFile file, string path, ObjectHeader header)
        : base(file, path, header)
    {
        if (header.Find(ObjectHeader.External) is not null) throw Wrong("Its values lie in another file, which is not read: files that others made must not choose what is read.", "Copy the dataset into this file.");
        Elements = ElementType.Of(header.Find(ObjectHeader.Datatype) ?? throw Wrong("It has no type.", "The file is damaged; get it again."), file);
        (Extents, MostExtents, IsNothing) = Stored.Extents.Of(header.Find(ObjectHeader.Dataspace) ?? throw Wrong("It has no shape.", "The file is damaged; get it again."), file);
        if (Elements.AnyLength && Elements.Size != GlobalHeap.Reference(file)) throw Wrong($"Its references to texts have {Elements.Size} bytes, where {GlobalHeap.Reference(file)} are needed.", "The file is damaged; get it again.");
        Count = Stored.Extents.Count(Extents) ?? throw Lies();
        _storage = Storage.Of(this, header);
        Plausible();
    }

    /// <summary>The type of its elements.</summary>
    public ElementType Elements { get; }

    /// <summary>Its shape; empty for a scalar.</summary>
    public long[] Extents { get; }

    /// <summary>How far its shape may grow; -1 for without end.</summary>
    public long[] MostExtents { get; }

    /// <summary>Number of elements.</summary>
    public long Count { get; }

    /// <summary>Whether it is of no shape at all.</summary>
    public bool IsNothing { get; }

    /// <summary>Rows of a chunk; 0 where it is not in chunks.</summary>
    public long ChunkRows => _storage.ChunkRows;

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
        var (type, offset) = Field(field);
        if (!type.AreNumbers) throw Wrong($"Its elements are {type.Name}, where numbers are needed.", "The file is not of a layout that is known; write it again with AnnData.");
        if (Stored.Extents.Count(count) != destination.Length) throw new ArgumentException($"{destination.Length} places are not [{string.Join(", ", count.ToArray())}].");
        Within(start, count);
        if (destination.Length == 0) return 0;
        var elements = new Elements(this, type, Elements.Size, offset);
        if (elements.Are<T>())
        {
            _storage.Read(start, count, MemoryMarshal.AsBytes(destination));
            return 0;
        }

        var rounded = 0L;
        byte[] room = [];
        foreach (var (from, size, place, length) in Parts(start.ToArray(), count.ToArray()))
            rounded += elements.Numbers(Raw(from, size, length, ref room), destination.Slice(place, length));

        return rounded;
    }

    /// <summary>Reads texts of one dimension, or a scalar.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many.</param>
    /// <param name="field">The field of records to read; null for plain elements.</param>
    public string[] ReadTexts(long first, int count, string? field = null) => Texts(Extents.Length == 0 ? [] : [first], Extents.Length == 0 ? [] : [count], count, field);

    /// <summary>All texts of any shape, the last dimension fastest.</summary>
    public string[] ReadAllTexts() => Texts(new long[Extents.Length], Extents, Length(), null);

    /// <summary>The number of elements, where an array can have so many.</summary>
    public int Length() => Count <= Array.MaxLength ? (int)Count : throw Wrong($"{Count} elements are more than an array can hold.", "Read rows of it.");

    private string[] Texts(long[] start, long[] count, int length, string? field)
    {
        var (type, offset) = Field(field);
        if (type.Kind != ElementKind.Text) throw Wrong($"Its elements are {type.Name}, where texts are needed.", "The file is not of a layout that is known; write it again with AnnData.");
        Within(start, count);
        var texts = new string[length];
        if (length == 0) return texts;
        byte[] room = [];
        foreach (var (from, size, place, part) in Parts(start, count))
            new Elements(this, type, Elements.Size, offset).Texts(Raw(from, size, part, ref room), texts.AsSpan(place, part));

        return texts;
    }

    private Span<byte> Raw(long[] from, long[] size, int length, ref byte[] room)
    {
        var bytes = checked(length * Elements.Size);
        if (room.Length < bytes) room = GC.AllocateUninitializedArray<byte>(bytes);
        _storage.Read(from, size, room.AsSpan(0, bytes));
        return room.AsSpan(0, bytes);
    }

    private (ElementType Type, int Offset) Field(string? field)
    {
        if (field is null) return (Elements, 0);
        var (_, offset, type) = Elements.Fields.First(f => f.Name == field);
        return (type, offset);
    }

    // Blocks of whole rows, or parts of the only dimension, pass through a small buffer.
    private IEnumerable<(long[] From, long[] Size, int Place, int Length)> Parts(long[] start, long[] count)
    {
        if (start.Length == 0)
        {
            yield return (start, count, 0, 1);
            yield break;
        }

        var rest = (int)Stored.Extents.Product(count.AsSpan(1));
        var rows = Math.Clamp(BytesAtOnce / Math.Max(1, (long)rest * Elements.Size), 1, count[0]);
        for (var done = 0L; done < count[0]; done += rows)
        {
            var (from, size) = ((long[])start.Clone(), (long[])count.Clone());
            (from[0], size[0]) = (start[0] + done, Math.Min(rows, count[0] - done));
            yield return (from, size, (int)(done * rest), (int)size[0] * rest);
        }
    }

    private void Within(ReadOnlySpan<long> start, ReadOnlySpan<long> count)
    {
        if (start.Length != Extents.Length) throw Wrong($"It has {Extents.Length} dimensions, where {start.Length} are needed.", "The file is not of a layout that is known; write it again with AnnData.");
        for (var d = 0; d < start.Length; d++)
            if (start[d] < 0 || count[d] < 0 || start[d] > Extents[d] - count[d])
                throw Wrong($"Elements {start[d]} to {start[d] + count[d]} are needed, and there are {Extents[d]}.", "The file is damaged; get it again.");
    }

    private void Plausible()
    {
        Int128 bytes = (Int128)Count * Elements.Size;
        if (Count == 0 || Int128.Max(bytes, _storage.BytesOfChunk) <= StoredFile.Unsuspicious) return;
        Int128 stored = Math.Min(_storage.StoredBytes, File.Length);
        if (bytes > stored * StoredFile.MostPerByte || _storage.BytesOfChunk > Int128.Max(stored * StoredFile.MostPerByte, StoredFile.Unsuspicious))
            throw Wrong($"It claims the shape [{string.Join(", ", Extents)}], {bytes} bytes, of which the file has {stored}.", "The file is damaged, or was made to mislead; get it again.");
    }

    private DataFileException Lies() => Wrong($"It claims the shape [{string.Join(", ", Extents)}].", "The file is damaged, or was made to mislead; get it again.");
}
