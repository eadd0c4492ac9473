using System.Text;

namespace Sintropia.Data.Stored;

/// <summary>Where a file keeps texts of any length. What an element holds of one is a length, the address of a collection, and a number in it.</summary>
/// <remarks>HDF5 file format specification, "Level 1E: Global Heap". A text to which many elements refer is made once.</remarks>
internal sealed class GlobalHeap(StoredFile file)
{
    private const string What = "the texts of any length";
    private const int HeadOfCollection = 16, HeadOfObject = 16;
    private const long KeptBytes = 32 << 20, ReadPerByteOfFile = 16, ReadAnyway = 64 << 20;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly Dictionary<long, Dictionary<uint, Entry>> _collections = [];
    private long _kept, _read;

    /// <summary>Bytes of what an element holds.</summary>
    public static int Reference(StoredFile of) => 4 + of.OffsetSize + 4;

    /// <summary>The text that an element refers to; empty where it refers to none.</summary>
    /// <exception cref="DecoderFallbackException">It is not UTF-8.</exception>
    public string Text(ReadOnlySpan<byte> element)
    {
        var at = new Cursor(element, file, What);
        var (length, address, index) = (at.UInt32(), at.Address(), at.UInt32());
        if (length == 0 || address is 0 or -1) return length == 0 ? "" : throw at.Damaged($"a text of {length} bytes is nowhere");
        var collection = _collections.TryGetValue(address, out var kept) ? kept : Collection(address);
        if (!collection.TryGetValue(index, out var entry)) throw at.Damaged($"number {index} of the collection at byte {address} is not there");
        if (length > entry.Bytes.Length) throw at.Damaged($"a text of {length} bytes is said to lie in number {index} of the collection at byte {address}, which has {entry.Bytes.Length}");
        if (entry.Text is { } text && entry.Length == length) return text;
        var bytes = entry.Bytes.Span[..(int)length];
        if (bytes.IndexOf((byte)0) is var end and >= 0) bytes = bytes[..end];
        (entry.Text, entry.Length) = (Strict.GetString(bytes), length);
        return entry.Text;
    }

    private Dictionary<uint, Entry> Collection(long address)
    {
        var head = file.At(address, HeadOfCollection, What);
        head.Expect("GCOL"u8, 1);
        head.Skip(3);
        var size = head.Length();
        // Elements of a file that was made to mislead could ask for the same large collections again and again.
        if ((_read += size) > ReadAnyway + ReadPerByteOfFile * file.Length) throw head.Damaged("elements refer to its collections in no order that anybody writes");
        if (_kept > KeptBytes) _collections.Clear();
        _kept = _kept > KeptBytes ? size : _kept + size;
        return _collections[address] = Objects(file.Bytes(address, size, What));
    }

    private Dictionary<uint, Entry> Objects(byte[] bytes)
    {
        var objects = new Dictionary<uint, Entry>();
        var at = new Cursor(bytes, file, What);
        at.Skip(Math.Min(at.Left, HeadOfCollection));
        while (at.Left >= HeadOfObject)
        {
            uint index = at.UInt16();
            at.Skip(6);
            var length = at.Length();
            if (index == 0) break; // what is free
            var from = at.At + (file.LengthSize == 8 ? 0 : 4);
            at.Skip(file.LengthSize == 8 ? 0 : 4);
            at.Skip(length);
            if (!objects.TryAdd(index, new(bytes.AsMemory(from, (int)length)))) throw at.Damaged($"number {index} comes twice");
            at.Align();
        }

        return objects;
    }

    private sealed class Entry(ReadOnlyMemory<byte> bytes)
    {
        public ReadOnlyMemory<byte> Bytes { get; } = bytes;

        public string? Text { get; set; }

        public uint Length { get; set; }
    }
}
