namespace Sintropia.Data.Stored;

/// <summary>The names in a group of older files: a tree of tables, and a heap of names.</summary>
/// <remarks>HDF5 file format specification III.A.1, III.B to D: version 1 B-trees, symbol table nodes and local heaps.</remarks>
internal sealed class SymbolTable
{
    private const string What = "the names of a group";
    private const int LongestHeap = 256 << 20, SoftLink = 2;

    private readonly StoredFile _file;
    private readonly byte[] _names;
    private readonly List<StoredLink> _links = [];
    private readonly HashSet<long> _seen = [];

    private SymbolTable(StoredFile file, byte[] message)
    {
        _file = file;
        var at = new Cursor(message, file, What);
        var (tree, heap) = (at.Number(file.OffsetSize), at.Number(file.OffsetSize));
        _names = Heap(heap);
        Node(tree, level: -1);
    }

    /// <summary>The links of a group that says where its table is.</summary>
    public static IReadOnlyList<StoredLink> Links(StoredFile file, byte[] message) => new SymbolTable(file, message)._links;

    private byte[] Heap(long address)
    {
        var at = _file.UpTo(address, 32, What);
        at.Expect("HEAP"u8, 0);
        at.Skip(3);
        var size = at.Length();
        at.Skip(_file.LengthSize);
        return size <= LongestHeap ? _file.Bytes(at.Number(_file.OffsetSize), size, What) : throw at.Damaged($"they claim {size} bytes");
    }

    private void Node(long address, int level)
    {
        if (!_seen.Add(address)) throw _file.Damaged($"{What} come to byte {address} twice");
        if (level == 0)
        {
            Table(address);
            return;
        }

        var length = 8 + 2 * _file.OffsetSize;
        var head = _file.At(address, length, What);
        head.Expect("TREE"u8, 0);
        int own = head.Byte(), entries = head.UInt16();
        if (level > 0 && own != level - 1) throw head.Damaged($"a node is of level {own}, where {level - 1} is needed");
        var at = _file.At(address + length, (long)entries * (_file.LengthSize + _file.OffsetSize), What);
        for (var i = 0; i < entries; i++)
        {
            at.Skip(_file.LengthSize);
            Node(at.Number(_file.OffsetSize), own);
        }
    }

    private void Table(long address)
    {
        var head = _file.At(address, 8, What);
        head.Expect("SNOD"u8, 1);
        head.Skip(1);
        int count = head.UInt16();
        var at = _file.At(address + 8, (long)count * (2 * _file.OffsetSize + 24), What);
        for (var i = 0; i < count; i++)
        {
            var name = Name(at.Number(_file.OffsetSize));
            var (target, kind) = (at.Address(), at.UInt32());
            at.Skip(4);
            var more = at.Take(16);
            _links.Add(kind == SoftLink ? new(name, -1, Name(new Cursor(more, _file, What).UInt32()), 1) : new(name, target, null, 0));
        }
    }

    private string Name(long offset)
    {
        var at = new Cursor(_names, _file, What);
        at.Skip(offset);
        return at.Text();
    }
}
