using System.Buffers.Binary;
using System.Text;
using Sintropia.Weights.Storage;

namespace Sintropia.Weights.PyTorch;

/// <summary>Reads the directory of a zip file in place. It unpacks nothing: torch.save stores entries as they are.</summary>
/// <remarks>PKWARE APPNOTE 6.3.10, with ZIP64. Checksums are not compared: newer versions of PyTorch can be told not to write them.</remarks>
internal ref struct ZipDirectory
{
    private const int EndLength = 22, LongestComment = 65_535, LocatorLength = 20, End64Length = 56, CentralLength = 46, LocalLength = 30;
    private const uint EndMark = 0x06054b50, LocatorMark = 0x07064b50, End64Mark = 0x06064b50, CentralMark = 0x02014b50, LocalMark = 0x04034b50;
    private const ushort Encrypted = 1;
    private const string Damaged = "The file is damaged: fetch it again, or save it again with torch.save.";

    private readonly string _file;
    private readonly WeightBytes _bytes;

    private ZipDirectory(string file, WeightBytes bytes)
    {
        _file = file;
        _bytes = bytes;
    }

    /// <summary>All entries by name.</summary>
    /// <exception cref="WeightsException">The directory is torn, lies, or has entries that are encrypted, overlapping or doubled.</exception>
    public static Dictionary<string, ZipEntry> Read(string file, WeightBytes bytes) => new ZipDirectory(file, bytes).Entries();

    private readonly Dictionary<string, ZipEntry> Entries()
    {
        var (start, length, count) = Bounds();
        if (count > length / CentralLength) throw Wrong($"The directory is said to have {count} entries in {length} bytes.");
        Dictionary<string, ZipEntry> entries = new(StringComparer.Ordinal);
        var at = start;
        for (var i = 0L; i < count; i++)
        {
            if (start + length - at < CentralLength) throw Wrong($"The directory ends inside entry {i + 1} of {count}.");
            var fixedPart = _bytes.Slice(at, CentralLength);
            int nameLength = U16(fixedPart, 28), extraLength = U16(fixedPart, 30), commentLength = U16(fixedPart, 32);
            if (U32(fixedPart, 0) != CentralMark || start + length - at - CentralLength < nameLength + extraLength + commentLength) throw Wrong($"Entry {i + 1} of {count} of the directory is torn.");
            var name = Name(_bytes.Slice(at + CentralLength, nameLength));
            if (!entries.TryAdd(name, Entry(name, fixedPart, _bytes.Slice(at + CentralLength + nameLength, extraLength), start))) throw Wrong($"The entry '{WeightsException.Shown(name)}' is there twice.");
            at += CentralLength + nameLength + extraLength + commentLength;
        }

        if (at != start + length) throw Wrong($"The directory has {length} bytes, and its {count} entries take {at - start}.");
        Separate(entries);
        return entries;
    }

    private readonly (long Start, long Length, long Count) Bounds()
    {
        var end = End();
        var record = _bytes.Slice(end, EndLength);
        long count = U16(record, 10), length = U32(record, 12), start = U32(record, 16), upTo = end;
        if (U16(record, 4) != 0 && U16(record, 4) != ushort.MaxValue) throw Wrong("It is one part of a zip file in several.");
        if (count == ushort.MaxValue || length == uint.MaxValue || start == uint.MaxValue) (start, length, count, upTo) = Bounds64(end);
        if (start < 0 || length < 0 || count < 0 || start > upTo || length > upTo - start) throw Wrong($"The directory is said to have {length} bytes from byte {start} on, and it has to end by {upTo}.");
        return (start, length, count);
    }

    private readonly (long Start, long Length, long Count, long UpTo) Bounds64(long end)
    {
        if (end < LocatorLength) throw Wrong("The 64-bit directory is missing.");
        var locator = _bytes.Slice(end - LocatorLength, LocatorLength);
        if (U32(locator, 0) != LocatorMark) throw Wrong("The 64-bit directory is missing.");
        var at = I64(locator, 8);
        if (at < 0 || at > end - LocatorLength - End64Length) throw Wrong($"The 64-bit directory is said to end at byte {at}.");
        var record = _bytes.Slice(at, End64Length);
        if (U32(record, 0) != End64Mark) throw Wrong($"The 64-bit directory does not end at byte {at}, as the file says.");
        return (I64(record, 48), I64(record, 40), I64(record, 32), at);
    }

    /// <summary>Where the last record begins: the one whose comment ends with the file.</summary>
    private readonly long End()
    {
        for (var at = _bytes.Length - EndLength; at >= Math.Max(0, _bytes.Length - EndLength - LongestComment); at--)
        {
            var record = _bytes.Slice(at, EndLength);
            if (U32(record, 0) == EndMark && U16(record, 20) == _bytes.Length - at - EndLength) return at;
        }

        throw new WeightsException(_file, null, "The file begins as a zip file and has no directory at its end.", "It was probably not copied to its end: fetch it again.");
    }

    private readonly ZipEntry Entry(string name, ReadOnlySpan<byte> central, ReadOnlySpan<byte> extra, long directory)
    {
        ushort flags = U16(central, 8), method = U16(central, 10);
        long packed = U32(central, 20), length = U32(central, 24), header = U32(central, 42);
        Extend(extra, ref length, ref packed, ref header, name);
        if ((flags & Encrypted) != 0) throw Wrong(name, "is encrypted.", "Decrypt the file first.");
        if (method == 0 && packed != length) throw Wrong(name, $"is said to have {length} bytes, and {packed} when stored.", Damaged);
        length = packed;
        if (header < 0 || length < 0 || header > directory - LocalLength) throw Wrong(name, $"is said to have {length} bytes, with a header at byte {header} of a file whose directory begins at {directory}.", Damaged);

        var local = _bytes.Slice(header, LocalLength);
        var start = header + LocalLength + U16(local, 26) + U16(local, 28);
        if (U32(local, 0) != LocalMark || start > directory) throw Wrong(name, $"has no header at byte {header}.", Damaged);
        if (length > directory - start) throw Wrong(name, $"is said to have {length} bytes from byte {start} on, and the directory begins at {directory}.", Damaged);
        if (Name(_bytes.Slice(header + LocalLength, U16(local, 26))) != name) throw Wrong(name, "has another name in its own header.", Damaged);
        return new(header, start, length, method);
    }

    /// <summary>Values that do not fit 32 bits stand in an extra field, in this order.</summary>
    private readonly void Extend(ReadOnlySpan<byte> extra, ref long length, ref long packed, ref long header, string name)
    {
        while (extra.Length >= 4)
        {
            int id = U16(extra, 0), size = U16(extra, 2);
            if (size > extra.Length - 4) break;
            if (id == 1)
            {
                var wide = extra.Slice(4, size);
                if (length == uint.MaxValue) length = Take(ref wide, name);
                if (packed == uint.MaxValue) packed = Take(ref wide, name);
                if (header == uint.MaxValue) header = Take(ref wide, name);
                return;
            }

            extra = extra[(4 + size)..];
        }
    }

    private readonly long Take(ref ReadOnlySpan<byte> wide, string name)
    {
        if (wide.Length < sizeof(long)) throw Wrong(name, "lacks a 64-bit length.", Damaged);
        var value = I64(wide, 0);
        wide = wide[sizeof(long)..];
        return value;
    }

    private readonly void Separate(Dictionary<string, ZipEntry> entries)
    {
        var upTo = 0L;
        foreach (var (name, entry) in entries.OrderBy(e => e.Value.Header))
        {
            if (entry.Header < upTo) throw Wrong(name, $"begins at byte {entry.Header}, inside another entry, which ends at {upTo}.", Damaged);
            upTo = entry.Start + entry.Length;
        }
    }

    private static string Name(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    private static ushort U16(ReadOnlySpan<byte> from, int at) => BinaryPrimitives.ReadUInt16LittleEndian(from[at..]);

    private static uint U32(ReadOnlySpan<byte> from, int at) => BinaryPrimitives.ReadUInt32LittleEndian(from[at..]);

    private static long I64(ReadOnlySpan<byte> from, int at) => BinaryPrimitives.ReadInt64LittleEndian(from[at..]);

    private readonly WeightsException Wrong(string problem) => new(_file, null, problem, Damaged);

    private readonly WeightsException Wrong(string entry, string problem, string remedy) => new(_file, null, $"The entry '{WeightsException.Shown(entry)}' {problem}", remedy);
}
