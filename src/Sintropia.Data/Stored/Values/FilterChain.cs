using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Sintropia.Data.Stored.Values;

/// <summary>How the bytes of chunks are packed: gzip, shuffle, fletcher32 and h5py's lzf are read.</summary>
internal sealed class FilterChain
{
    private const int Deflate = 1, Shuffle = 2, Fletcher32 = 3, Lzf = 32000, Most = 32;

    private readonly StoredDataset _dataset;
    private readonly List<(int Kind, uint[] Values)> _filters = [];

    private FilterChain(StoredDataset dataset) => _dataset = dataset;

    /// <summary>Whether bytes are as they are.</summary>
    public bool IsEmpty => _filters.Count == 0;

    /// <summary>Understands the message about filters; null for none.</summary>
    public static FilterChain Of(StoredDataset dataset, byte[]? message)
    {
        var chain = new FilterChain(dataset);
        if (message is null) return chain;
        var at = new Cursor(message, dataset.File, "how values are packed");
        int version = at.Byte(), count = at.Byte();
        if (version is < 1 or > 2 || count > Most) throw at.Damaged($"{count} filters of version {version} are none that can be");
        if (version == 1) at.Skip(6);
        for (var i = 0; i < count; i++)
        {
            int kind = at.UInt16();
            int nameLength = version == 1 || kind >= 256 ? at.UInt16() : 0;
            at.Skip(2);
            var values = new uint[at.UInt16()];
            var name = Encoding.UTF8.GetString(at.Take(version == 1 ? (nameLength + 7) / 8 * 8 : nameLength)).TrimEnd('\0');
            for (var v = 0; v < values.Length; v++) values[v] = at.UInt32();
            if (version == 1 && values.Length % 2 == 1) at.Skip(4);
            if (kind is not (Deflate or Shuffle or Fletcher32 or Lzf))
                throw dataset.Wrong($"It is packed with {Called(kind, name)}, a filter that is not read.", "Write the file again with gzip (Python: anndata.read_h5ad(IN).write_h5ad(OUT, compression=\"gzip\")).");
            chain._filters.Add((kind, values));
        }

        return chain;
    }

    /// <summary>Unpacks a chunk.</summary>
    /// <param name="packed">As the file has it; may be longer.</param>
    /// <param name="length">How many bytes of that are the chunk's.</param>
    /// <param name="mask">A bit for each filter that was left out.</param>
    /// <param name="to">Gets the bytes of the chunk, all of them.</param>
    public void Unpack(byte[] packed, int length, uint mask, Span<byte> to)
    {
        var (bytes, lent) = (packed, (byte[]?)null);
        for (var i = _filters.Count - 1; i >= 0; i--)
        {
            if ((mask >> i & 1) != 0) continue;
            var (kind, values) = _filters[i];
            if (kind == Fletcher32)
            {
                length = Proven(bytes.AsSpan(0, length));
                continue;
            }

            if (i == 0 && kind != Lzf && (kind == Deflate || length == to.Length))
            {
                if (kind == Shuffle) Unshuffle(bytes.AsSpan(0, length), to, Width(values));
                else if (Inflated(bytes, length, to) < to.Length) throw Damaged($"a chunk unpacks to fewer bytes than the {to.Length} that are needed");
                Return(lent);
                return;
            }

            // With a checksum behind the values a chunk is a little longer than they are.
            var next = ArrayPool<byte>.Shared.Rent(Math.Max(length, to.Length) + sizeof(uint));
            var room = next.AsSpan(0, to.Length + sizeof(uint));
            if (kind == Shuffle) Unshuffle(bytes.AsSpan(0, length), next, Width(values));
            else length = kind == Deflate ? Inflated(bytes, length, room) : Unlzf(bytes.AsSpan(0, length), room);
            Return(lent);
            (bytes, lent) = (next, next);
        }

        if (length != to.Length) throw Damaged($"a chunk unpacks to {length} bytes, where {to.Length} are needed");
        bytes.AsSpan(0, length).CopyTo(to);
        Return(lent);
    }

    private static void Return(byte[]? lent)
    {
        if (lent is not null) ArrayPool<byte>.Shared.Return(lent);
    }

    private static int Width(uint[] values) => values is [var width, ..] && width is > 0 and <= int.MaxValue ? (int)width : 1;

    private int Inflated(byte[] from, int length, Span<byte> to)
    {
        try
        {
            using var stream = new ZLibStream(new MemoryStream(from, 0, length, writable: false), CompressionMode.Decompress);
            var read = stream.ReadAtLeast(to, to.Length, throwOnEndOfStream: false);
            return read < to.Length || stream.ReadByte() < 0 ? read : throw Damaged($"a chunk unpacks to more bytes than the {to.Length} that it can have");
        }
        catch (InvalidDataException broken)
        {
            throw Damaged($"a chunk cannot be unpacked ({broken.Message.TrimEnd('.')})");
        }
    }

    /// <summary>First bytes of all elements lie together, then the second ones; what is left over at the end stays.</summary>
    private static void Unshuffle(ReadOnlySpan<byte> from, Span<byte> to, int width)
    {
        to = to[..from.Length];
        var count = from.Length / width;
        if (width <= 1 || count <= 1)
        {
            from.CopyTo(to);
            return;
        }

        switch (width)
        {
            case 4: Four(from, to, count); break;
            case 8: Eight(from, to, count); break;
            default:
                for (var b = 0; b < width; b++)
                {
                    var plane = from.Slice(b * count, count);
                    for (var i = 0; i < plane.Length; i++) to[i * width + b] = plane[i];
                }

                break;
        }

        from[(count * width)..].CopyTo(to[(count * width)..]);
    }

    private static void Four(ReadOnlySpan<byte> from, Span<byte> to, int count)
    {
        ReadOnlySpan<byte> a = from[..count], b = from.Slice(count, count), c = from.Slice(2 * count, count), d = from.Slice(3 * count, count);
        var words = MemoryMarshal.Cast<byte, uint>(to)[..count];
        for (var i = 0; i < words.Length; i++) words[i] = a[i] | (uint)b[i] << 8 | (uint)c[i] << 16 | (uint)d[i] << 24;
    }

    private static void Eight(ReadOnlySpan<byte> from, Span<byte> to, int count)
    {
        ReadOnlySpan<byte> a = from[..count], b = from.Slice(count, count), c = from.Slice(2 * count, count), d = from.Slice(3 * count, count);
        ReadOnlySpan<byte> e = from.Slice(4 * count, count), f = from.Slice(5 * count, count), g = from.Slice(6 * count, count), h = from.Slice(7 * count, count);
        var words = MemoryMarshal.Cast<byte, ulong>(to)[..count];
        for (var i = 0; i < words.Length; i++) words[i] = a[i] | (uint)b[i] << 8 | (uint)c[i] << 16 | (ulong)d[i] << 24 | (ulong)e[i] << 32 | (ulong)f[i] << 40 | (ulong)g[i] << 48 | (ulong)h[i] << 56;
    }

    // The sum stands behind the bytes. An old version of the library wrote it with its bytes swapped, and is believed too.
    private int Proven(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4) throw Damaged($"a chunk of {bytes.Length} bytes has no checksum");
        var values = bytes[..^4];
        var said = BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]);
        var sum = Fletcher(values);
        var swapped = (sum & 0x00ff00ff) << 8 | (sum >> 8 & 0x00ff00ff);
        return said == sum || said == swapped ? values.Length : throw Damaged("the checksum of a chunk is another");
    }

    private static uint Fletcher(ReadOnlySpan<byte> bytes)
    {
        uint first = 0, second = 0;
        for (var words = bytes.Length / 2; words > 0;)
        {
            var some = Math.Min(words, 360); // sums of more could overflow
            words -= some;
            for (var i = 0; i < some; i++, bytes = bytes[2..])
            {
                first += (uint)(bytes[0] << 8 | bytes[1]);
                second += first;
            }

            first = (first & 0xffff) + (first >> 16);
            second = (second & 0xffff) + (second >> 16);
        }

        if (bytes.Length == 1)
        {
            first += (uint)bytes[0] << 8;
            second += first;
            first = (first & 0xffff) + (first >> 16);
            second = (second & 0xffff) + (second >> 16);
        }

        first = (first & 0xffff) + (first >> 16);
        second = (second & 0xffff) + (second >> 16);
        return second << 16 | first;
    }

    // LibLZF: a byte below 32 says how many bytes follow as they are, another how many to repeat from how far back.
    private int Unlzf(ReadOnlySpan<byte> from, Span<byte> to)
    {
        var (at, length, most) = (0, 0, to.Length);
        while (at < from.Length)
        {
            int control = from[at++];
            if (control < 32)
            {
                control++;
                if (control > from.Length - at || control > most - length) throw Damaged("a chunk of lzf runs over its end");
                from.Slice(at, control).CopyTo(to[length..]);
                (at, length) = (at + control, length + control);
                continue;
            }

            var repeat = control >> 5;
            if (repeat == 7) repeat += at < from.Length ? from[at++] : throw Damaged("a chunk of lzf is cut short");
            if (at >= from.Length) throw Damaged("a chunk of lzf is cut short");
            var back = length - ((control & 31) << 8) - from[at++] - 1;
            repeat += 2;
            if (back < 0 || repeat > most - length) throw Damaged("a chunk of lzf refers to bytes that are not there");
            for (var i = 0; i < repeat; i++) to[length++] = to[back++];
        }

        return length;
    }

    private DataFileException Damaged(string why) => _dataset.Wrong($"Its values are damaged: {why}.", "Get the file again.");

    private static string Called(int filter, string name) => filter switch
    {
        4 => "szip",
        5 => "nbit",
        6 => "scale-offset",
        307 => "bzip2",
        32001 => "blosc",
        32004 => "lz4",
        32008 => "bitshuffle",
        32013 => "zfp",
        32015 => "zstd",
        32026 => "blosc2",
        _ => name.Length > 0 ? $"'{DataFileException.Shown(name)}' (number {filter})" : $"filter number {filter}",
    };
}
