using System.Numerics;

namespace Sintropia.Data.Stored;

/// <summary>The trees of records of newer files: names of links and attributes, and chunks.</summary>
/// <remarks>HDF5 file format specification III.A.2, "Disk Format: Level 1A2: Version 2 B-trees".</remarks>
internal sealed class RecordTree
{
    private const string What = "a tree of records";
    private const int AroundRecords = 10, Deepest = 32;

    private readonly StoredFile _file;
    private readonly int _kind, _nodeSize, _recordSize, _countBytes;
    private readonly int[] _totalBytes;
    private readonly List<byte[]> _records = [];
    private readonly HashSet<long> _seen = [];

    private RecordTree(StoredFile file, long address, int kind)
    {
        (_file, _kind) = (file, kind);
        var at = file.UpTo(address, 64, What);
        at.Expect("BTHD"u8, 0);
        var own = at.Byte();
        if (own != kind) throw at.Damaged($"its records are of kind {own}, where {kind} is needed");
        _nodeSize = (int)Math.Min(int.MaxValue, at.UInt32());
        _recordSize = at.UInt16();
        int depth = at.UInt16();
        at.Skip(2);
        var root = at.Address();
        int inRoot = at.UInt16();
        at.Length();
        at.Checked(0, at.At);
        if (_recordSize == 0 || _nodeSize <= AroundRecords + _recordSize || _nodeSize > file.Length || depth > Deepest) throw at.Damaged($"nodes of {_nodeSize} bytes, records of {_recordSize} and a depth of {depth} are none that can be");
        (_countBytes, _totalBytes) = Sizes(depth);
        if (inRoot > 0) Node(root, depth, inRoot);
    }

    /// <summary>All records of the tree at an address.</summary>
    /// <param name="file">Of which file.</param>
    /// <param name="address">Where; -1 for a tree that there is not.</param>
    /// <param name="kind">Of which kind they have to be.</param>
    public static IReadOnlyList<byte[]> Records(StoredFile file, long address, int kind) => address < 0 ? [] : new RecordTree(file, address, kind)._records;

    // How many bytes a node takes to say how many records its children have, and all below them: as many as the largest number that can be needs.
    private (int Count, int[] Total) Sizes(int depth)
    {
        Int128 most = (_nodeSize - AroundRecords) / _recordSize, below = most;
        var count = Bytes(most);
        var total = new int[depth + 1];
        for (var level = 1; level <= depth; level++)
        {
            var pointer = _file.OffsetSize + count + total[level - 1];
            most = (_nodeSize - AroundRecords - pointer) / (_recordSize + pointer);
            if (most <= 0) throw _file.Damaged($"in {What}, nodes of {_nodeSize} bytes have no room for records of {_recordSize}");
            below = Int128.Min((most + 1) * below + most, long.MaxValue);
            total[level] = Bytes(below);
        }

        return (count, total);
    }

    private static int Bytes(Int128 most) => BitOperations.Log2((ulong)most) / 8 + 1;

    private void Node(long address, int level, int count)
    {
        if (!_seen.Add(address)) throw _file.Damaged($"{What} comes to byte {address} twice");
        var at = _file.At(address, _nodeSize, What);
        at.Expect(level == 0 ? "BTLF"u8 : "BTIN"u8, 0);
        if (at.Byte() != _kind) throw at.Damaged("one node is of another kind than the others");
        for (var i = 0; i < count; i++) _records.Add(at.Take(_recordSize).ToArray());
        var children = new (long Address, int Count)[level == 0 ? 0 : count + 1];
        foreach (ref var child in children.AsSpan())
        {
            child = (at.Address(), (int)Math.Min(int.MaxValue, at.Number(_countBytes)));
            at.Skip(level > 1 ? _totalBytes[level - 1] : 0);
        }

        at.Checked(0, at.At);
        foreach (var child in children) Node(child.Address, level - 1, child.Count);
    }
}
