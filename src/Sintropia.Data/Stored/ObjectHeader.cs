namespace Sintropia.Data.Stored;

/// <summary>What a file says of an object: the messages of its header.</summary>
internal sealed class ObjectHeader
{
    public const int Dataspace = 1, LinkTable = 2, Datatype = 3, OldFill = 4, Fill = 5, Link = 6, External = 7, Layout = 8, Filters = 11, Attribute = 12, SymbolTable = 17, AttributeTable = 21;

    private const int Continuation = 16, Longest = 64 << 20, MostShared = 8;
    private const byte Shared = 2;

    private readonly StoredFile _file;
    private readonly List<(int Type, bool Shared, byte[] Body)> _messages = [];
    private readonly HashSet<long> _seen = [];

    private readonly int _hops;

    private ObjectHeader(StoredFile file, int hops) => (_file, _hops) = (file, hops);

    /// <summary>Reads the header at an address.</summary>
    public static ObjectHeader Read(StoredFile file, long address, int hops = 0)
    {
        var header = new ObjectHeader(file, hops);
        var start = file.UpTo(address, 32, "the head of an object");
        if (start.Left > 0 && start.Byte() == 1) header.First(address);
        else header.Second(address);
        return header;
    }

    /// <summary>The first message of a type; null if there is none.</summary>
    public byte[]? Find(int type) => All(type).FirstOrDefault();

    /// <summary>All messages of a type. One that stands elsewhere is fetched from there.</summary>
    public IEnumerable<byte[]> All(int type) => _messages.Where(m => m.Type == type).Select(m => m.Shared ? Elsewhere(_file, type, new(m.Body, _file, "a shared message"), _hops) : m.Body);

    /// <summary>A message that another object holds: a type that has a name in the file.</summary>
    public static byte[] Elsewhere(StoredFile file, int type, Cursor place, int hops = 0)
    {
        if (hops > MostShared) throw file.Damaged("an object's message is said to be in another, and so on");
        int version = place.Byte(), kind = place.Byte();
        if (version is < 1 or > 3) throw place.Damaged($"its version is {version}");
        if (version == 1) place.Skip(6);
        if (version == 3 && kind == 1) throw file.Unread("messages that several objects share");
        return Read(file, place.Number(file.OffsetSize), hops + 1).Find(type) ?? throw file.Damaged("an object has not the message that others say it has");
    }

    private void First(long address)
    {
        var head = _file.At(address, 16, "the head of an object");
        head.Skip(8);
        Messages(address + 16, head.UInt32(), first: true, tracked: false);
    }

    private void Second(long address)
    {
        var head = _file.UpTo(address, 48, "the head of an object");
        head.Expect("OHDR"u8, 2);
        var flags = head.Byte();
        if ((flags & 0x20) != 0) head.Skip(16);
        if ((flags & 0x10) != 0) head.Skip(4);
        var size = head.Number(1 << (flags & 3));
        var whole = _file.At(address, Bounded(head.At + size) + 4, "the head of an object");
        whole.Skip(head.At + size);
        whole.Checked(0, whole.At);
        Messages(address + head.At, size, first: false, tracked: (flags & 4) != 0);
    }

    private void Messages(long address, long size, bool first, bool tracked)
    {
        var total = 0L;
        var blocks = new Queue<(long Address, long Size)>([(address, size)]);
        while (blocks.TryDequeue(out var block))
        {
            if (!_seen.Add(block.Address)) throw _file.Damaged($"the head of an object goes on at byte {block.Address} twice");
            total += Bounded(block.Size);
            Bounded(total);
            var messages = _file.At(block.Address, block.Size, "the head of an object");
            while (messages.Left >= (first ? 8 : tracked ? 6 : 4))
            {
                int type = first ? messages.UInt16() : messages.Byte();
                var length = messages.UInt16();
                var flags = messages.Byte();
                messages.Skip(first ? 3 : tracked ? 2 : 0);
                var body = messages.Take(length);
                if (type == Continuation) blocks.Enqueue(Next(new(body, _file, "the head of an object"), first));
                else if (type != 0) _messages.Add((type, (flags & Shared) != 0, body.ToArray()));
            }
        }
    }

    private (long Address, long Size) Next(Cursor place, bool first)
    {
        var (address, size) = (place.Number(_file.OffsetSize), place.Length());
        if (first) return (address, size);
        var whole = _file.At(address, Bounded(size), "the head of an object");
        if (!whole.Take(4).SequenceEqual("OCHK"u8)) throw whole.Damaged("it does not go on where it says");
        whole.Skip(size - 8);
        whole.Checked(0, whole.At);
        return (address + 4, size - 8);
    }

    private long Bounded(long size) => size is >= 0 and <= Longest ? size : throw _file.Damaged($"the head of an object claims {size} bytes");
}
