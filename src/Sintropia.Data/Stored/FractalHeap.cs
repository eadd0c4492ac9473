using System.Numerics;

namespace Sintropia.Data.Stored;

/// <summary>The heap in which newer files keep links and attributes where there are many.</summary>
/// <remarks>HDF5 file format specification III.G, "Disk Format: Level 1G: Fractal Heap": a table of blocks whose rows double in size.</remarks>
internal sealed class FractalHeap
{
    private const string What = "a heap of links or attributes";

    private readonly StoredFile _file;
    private readonly int _idLength, _width, _offsetBytes, _lengthBytes, _firstBits, _directRows, _rootRows;
    private readonly long _start, _largest, _root, _huge;
    private Dictionary<long, (long Address, long Length)>? _hugeObjects;

    /// <summary>Opens the heap at an address.</summary>
    public FractalHeap(StoredFile file, long address)
    {
        _file = file;
        var at = file.UpTo(address, 256, What);
        at.Expect("FRHP"u8, 0);
        _idLength = at.UInt16();
        if (at.UInt16() != 0) throw file.Unread("packed links or attributes");
        at.Skip(1);
        var longest = at.UInt32();
        at.Skip(file.LengthSize);
        _huge = at.Address();
        at.Skip(file.LengthSize + file.OffsetSize + 8 * file.LengthSize);
        _width = at.UInt16();
        (_start, _largest) = (at.Length(), at.Length());
        int bits = at.UInt16();
        at.Skip(2);
        _root = at.Address();
        _rootRows = at.UInt16();
        at.Checked(0, at.At);
        if (_width == 0 || !BitOperations.IsPow2(_width) || !BitOperations.IsPow2(_start) || !BitOperations.IsPow2(_largest) || _start > _largest || bits is 0 or > 62 || _idLength is < 1 or > 64) throw at.Damaged("its blocks are none that can be");
        _offsetBytes = (bits + 7) / 8;
        _lengthBytes = Math.Min((BitOperations.Log2((ulong)_largest) + 7) / 8, BitOperations.Log2(Math.Max(1, longest)) / 8 + 1);
        _firstBits = BitOperations.Log2((ulong)_start) + BitOperations.Log2((uint)_width);
        _directRows = BitOperations.Log2((ulong)_largest) - BitOperations.Log2((ulong)_start) + 2;
    }

    /// <summary>The bytes of an object.</summary>
    /// <param name="id">What links and attributes are found by.</param>
    public byte[] Object(ReadOnlySpan<byte> id)
    {
        var at = new Cursor(id, _file, What);
        int flags = at.Byte();
        if (flags >> 6 != 0) throw at.Damaged("an object has a number of no known version");
        switch (flags >> 4 & 3)
        {
            case 0: return Managed(at.Number(_offsetBytes), at.Number(_lengthBytes));
            case 1: return Huge(ref at);
            case 2: return Tiny(ref at, flags);
            default: throw at.Damaged("an object is of no known kind");
        }
    }

    private byte[] Tiny(ref Cursor at, int flags)
    {
        var length = _idLength - 1 <= 16 ? (flags & 15) + 1 : ((flags & 15) << 8 | at.Byte()) + 1;
        return at.Take(length).ToArray();
    }

    private byte[] Huge(ref Cursor at)
    {
        if (_idLength >= 1 + _file.OffsetSize + _file.LengthSize) return _file.Bytes(at.Address(), at.Length(), What);
        _hugeObjects ??= HugeObjects();
        var number = at.Number(Math.Min(at.Left, _file.LengthSize));
        return _hugeObjects.TryGetValue(number, out var place) ? _file.Bytes(place.Address, place.Length, What) : throw at.Damaged($"its object {number} is not there");
    }

    private Dictionary<long, (long, long)> HugeObjects()
    {
        var objects = new Dictionary<long, (long, long)>();
        foreach (var record in RecordTree.Records(_file, _huge, kind: 1))
        {
            var at = new Cursor(record, _file, What);
            var (address, length) = (at.Address(), at.Length());
            objects[at.Length()] = (address, length);
        }

        return objects;
    }

    private byte[] Managed(long offset, long length)
    {
        var (block, rows, begins) = (_root, _rootRows, 0L);
        if (rows == 0) return InBlock(block, begins, _start, offset, length);
        for (var depth = 0; depth < 64; depth++)
        {
            var (row, column, size, from) = Place(offset - begins);
            if (row >= rows) throw _file.Damaged($"in {What}, byte {offset} is in no block");
            block = Child(block, rows, row * _width + column);
            begins += from;
            if (row < _directRows) return InBlock(block, begins, size, offset, length);
            rows = BitOperations.Log2((ulong)size) - _firstBits + 1;
        }

        throw _file.Damaged($"in {What}, blocks lie in blocks without end");
    }

    // Rows are of 1, 1, 2, 4, … times the size of the first; each has as many blocks.
    private (int Row, int Column, long Size, long From) Place(long offset)
    {
        if (offset < 0) throw _file.Damaged($"in {What}, an object lies before its block");
        if (offset < _start * _width) return (0, (int)(offset / _start), _start, offset / _start * _start);
        var row = BitOperations.Log2((ulong)offset) - _firstBits + 1;
        var size = _start << row - 1;
        var begin = size * _width;
        if (size <= 0 || begin <= 0 || offset < begin) throw _file.Damaged($"in {What}, an object lies beyond all blocks");
        return (row, (int)((offset - begin) / size), size, begin + (offset - begin) / size * size);
    }

    private long Child(long block, int rows, int number)
    {
        var entries = (long)_width * rows;
        var at = _file.At(block, 5 + _file.OffsetSize + _offsetBytes + entries * _file.OffsetSize + 4, What);
        at.Expect("FHIB"u8, 0);
        at.Skip(_file.OffsetSize + _offsetBytes + (long)number * _file.OffsetSize);
        var child = at.Address();
        at.Skip((entries - number - 1) * _file.OffsetSize);
        at.Checked(0, at.At);
        return child;
    }

    private byte[] InBlock(long block, long begins, long size, long offset, long length)
    {
        var at = _file.At(block, 4, What);
        if (!at.Take(4).SequenceEqual("FHDB"u8)) throw at.Damaged("a block does not begin as blocks do");
        return offset >= begins && length <= size - (offset - begins) ? _file.Bytes(block + (offset - begins), length, What) : throw at.Damaged($"an object of {length} bytes is not within its block");
    }
}
