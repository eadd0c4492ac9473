using System.Buffers.Binary;

namespace Sintropia.Data.Hdf5;

/// <summary>The heaps in which a file keeps texts of any length. Versions of the library before 1.14 believe the sizes in them, and loop for ever or read beyond their memory where a size is wrong; so they are looked at before.</summary>
/// <remarks>HDF5 file format specification, "Level 1E: Global Heap". Only files up to a length are looked through: a large one is seldom made to mislead, and would take longer to look at than to use.</remarks>
internal static class HdfHeaps
{
    private const long LongestLookedAt = 256 << 20;

    private const int Window = 1 << 20, HeadOfHeap = 16, HeadOfObject = 16;

    // A collection begins with these, whose last four are its version and what is reserved: they do not come about by chance.
    private static ReadOnlySpan<byte> Signature => "GCOL\u0001\0\0\0"u8;

    /// <summary>Looks at every heap of a file.</summary>
    /// <exception cref="DataFileException">One holds what cannot be.</exception>
    public static void Check(Stream stream, string name)
    {
        if (stream.Length > LongestLookedAt) return;
        var bytes = new byte[Window + Signature.Length - 1];
        for (var at = 0L; at < stream.Length; at += Window)
        {
            stream.Position = at;
            var part = bytes.AsSpan(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
            for (var from = 0; part[from..].IndexOf(Signature) is var found and >= 0; from += found + Signature.Length) One(stream, name, at + from + found);
        }
    }

    private static void One(Stream stream, string name, long at)
    {
        var head = new byte[HeadOfHeap];
        stream.Position = at;
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length) return; // the end of the file, which the library sees itself
        var size = BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(8));
        if (size < HeadOfHeap || size > stream.Length - at || size > int.MaxValue) throw Wrong(name, at, $"it claims {size} bytes, and the file has {stream.Length - at} more");
        var heap = new byte[size];
        stream.Position = at;
        stream.ReadExactly(heap);
        for (var place = HeadOfHeap; place + HeadOfObject <= heap.Length;)
        {
            var index = BinaryPrimitives.ReadUInt16LittleEndian(heap.AsSpan(place));
            var length = BinaryPrimitives.ReadInt64LittleEndian(heap.AsSpan(place + 8));
            if (length < 0 || length > heap.Length - place) throw Wrong(name, at, $"object {index} claims {length} bytes of {heap.Length - place}");
            var taken = index == 0 ? length : HeadOfObject + ((length + 7) & ~7L); // number 0 is what is free, its own head included
            if (taken < HeadOfObject || taken > heap.Length - place) throw Wrong(name, at, $"object {index} takes {taken} bytes of {heap.Length - place}");
            place += (int)taken;
        }
    }

    private static DataFileException Wrong(string name, long at, string why) => new(name, null, $"The heap of texts at byte {at} is damaged: {why}.", "Get the file again.");
}
