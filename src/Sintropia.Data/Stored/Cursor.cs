using System.Buffers.Binary;
using System.Text;

namespace Sintropia.Data.Stored;

/// <summary>Takes numbers out of bytes of a file, one after the other, and goes no further than these.</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="file">The file that they are of.</param>
/// <param name="what">What they are, for messages.</param>
internal ref struct Cursor(ReadOnlySpan<byte> bytes, StoredFile file, string what)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly StoredFile _file = file;
    private readonly string _what = what;

    /// <summary>How far it is.</summary>
    public int At { get; private set; }

    /// <summary>How many bytes are left.</summary>
    public readonly int Left => _bytes.Length - At;

    public ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > Left) throw Damaged($"{count} bytes are needed at its byte {At}, and {Left} are left");
        var taken = _bytes.Slice(At, (int)count);
        At += (int)count;
        return taken;
    }

    public void Skip(long count) => Take(count);

    /// <summary>The byte at a place, wherever it is.</summary>
    public readonly byte Taken(int place) => _bytes[place];

    /// <summary>Goes on at the next multiple of eight.</summary>
    public void Align(int from = 0) => Skip(Math.Min(Left, (8 - (At - from) % 8) % 8));

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>A whole number of up to eight bytes.</summary>
    public long Number(int size)
    {
        var taken = Take(size);
        ulong number = 0;
        for (var i = size - 1; i >= 0; i--) number = number << 8 | taken[i];
        return number <= long.MaxValue ? (long)number : throw Damaged($"the number {number} at its byte {At - size} is none that can be");
    }

    /// <summary>A length.</summary>
    public long Length() => Number(_file.LengthSize);

    /// <summary>An address; -1 for none.</summary>
    public long Address() => OrNone(_file.OffsetSize);

    /// <summary>A length; -1 for one without end.</summary>
    public long Unlimited() => OrNone(_file.LengthSize);

    /// <summary>Text up to a zero, which is skipped.</summary>
    public string Text()
    {
        var end = _bytes[At..].IndexOf((byte)0);
        if (end < 0) throw Damaged("a text in it does not end");
        var text = Encoding.UTF8.GetString(Take(end));
        Skip(1);
        return text;
    }

    /// <summary>Four letters that have to be there, and the version after them.</summary>
    public void Expect(ReadOnlySpan<byte> letters, int version)
    {
        if (!Take(letters.Length).SequenceEqual(letters)) throw Damaged($"it does not begin with {Encoding.ASCII.GetString(letters)}");
        if (Byte() is var own && own != version) throw Damaged($"it is of version {own}, where {version} is known");
    }

    /// <summary>Compares the checksum that comes now with that of a part.</summary>
    public void Checked(int from, int to)
    {
        var part = _bytes[from..to];
        if (UInt32() != Lookup3.Of(part)) throw Damaged("its checksum is another");
    }

    public readonly DataFileException Damaged(string why) => _file.Damaged($"in {_what}, {why}");

    private long OrNone(int size)
    {
        if (!Take(size).ContainsAnyExcept((byte)0xff)) return -1;
        At -= size;
        return Number(size);
    }
}
