using System.Numerics;

namespace Sintropia.Data.Stored.Values;

/// <summary>Chunks that newer files find by their index in an array: of a fixed length, or one that grows.</summary>
/// <remarks>HDF5 file format specification, "Fixed Array Index" and "Extensible Array Index".</remarks>
internal static class ChunkArrays
{
    private const string What = "the array of chunks";
    private const int Packed = 1;

    /// <summary>An array of a fixed length.</summary>
    public static IEnumerable<ChunkPlace> Fixed(ChunkGrid grid, long address)
    {
        if (address < 0) return [];
        var file = grid.Dataset.File;
        var at = file.UpTo(address, 64, What);
        at.Expect("FAHD"u8, 0);
        var array = new Reading(grid, at.Byte(), at.Byte());
        int pageBits = at.Byte();
        var (count, block) = (at.Length(), at.Address());
        at.Checked(0, at.At);
        if (block < 0) return [];
        array.Block(block, "FADB"u8, 0, count, PageLength(pageBits), 0);
        return array.Found;
    }

    /// <summary>An array that grows: some elements at the beginning, then blocks of them, then tables of blocks, each larger than the one before.</summary>
    public static IEnumerable<ChunkPlace> Extensible(ChunkGrid grid, long address)
    {
        if (address < 0) return [];
        var file = grid.Dataset.File;
        var at = file.UpTo(address, 128, What);
        at.Expect("EAHD"u8, 0);
        var array = new Reading(grid, at.Byte(), at.Byte());
        int bits = at.Byte(), direct = at.Byte(), smallest = at.Byte(), pointers = at.Byte(), pageBits = at.Byte();
        at.Skip(4 * file.LengthSize);
        var most = at.Length(); // one more than the largest index that was written
        at.Skip(file.LengthSize);
        var block = at.Address();
        at.Checked(0, at.At);
        if (bits is 0 or > 62 || !BitOperations.IsPow2(smallest) || !BitOperations.IsPow2(pointers) || pageBits > 30) throw at.Damaged("its blocks are none that can be");
        if (block < 0) return [];
        array.Grown(block, new(bits, direct, smallest, pointers, PageLength(pageBits), most));
        return array.Found;
    }

    private static long PageLength(int bits) => bits <= 40 ? 1L << bits : long.MaxValue;

    /// <summary>How an array that grows is built.</summary>
    private sealed record Plan(int Bits, int Direct, int Smallest, int Pointers, long Page, long Most)
    {
        /// <summary>Tables of blocks that the first block names blocks of itself.</summary>
        public int Early => 2 * BitOperations.Log2((uint)Pointers);

        public int Tables => 1 + Bits - BitOperations.Log2((uint)Smallest);

        public static int Blocks(int table) => 1 << Math.Min(30, table / 2);

        public long Elements(int table) => (1L << (table + 1) / 2) * Smallest;
    }

    private sealed class Reading(ChunkGrid grid, int client, int element)
    {
        private StoredFile File => grid.Dataset.File;

        public List<ChunkPlace> Found { get; } = [];

        /// <summary>A block of elements; in pages where it is long.</summary>
        /// <param name="address">Where.</param>
        /// <param name="letters">How it begins.</param>
        /// <param name="offsetBytes">Bytes that say which of its array it is.</param>
        /// <param name="count">Elements in it.</param>
        /// <param name="page">Elements of a page.</param>
        /// <param name="first">Index of the first element.</param>
        /// <param name="written">A bit for each page that was written, the highest of each byte first; null where the block says it.</param>
        public void Block(long address, ReadOnlySpan<byte> letters, int offsetBytes, long count, long page, long first, byte[]? written = null)
        {
            Fits(count);
            var pages = count > page ? (count + page - 1) / page : 0;
            var own = letters.SequenceEqual("FADB"u8) ? (pages + 7) / 8 : 0;
            var length = 6 + File.OffsetSize + offsetBytes + own + (pages == 0 ? count * element : 0);
            var at = File.At(address, length + 4, What);
            at.Expect(letters, 0);
            at.Skip(1 + File.OffsetSize + offsetBytes);
            if (own > 0) written = at.Take(own).ToArray();
            if (pages == 0) Elements(ref at, first, count);
            at.Checked(0, at.At);
            for (var p = 0L; p < pages; p++)
            {
                if (written is not null && (written[p / 8] >> (int)(7 - p % 8) & 1) == 0) continue;
                var some = Math.Min(page, count - p * page);
                var from = File.At(address + length + 4 + p * (page * element + 4), some * element + 4, What);
                Elements(ref from, first + p * page, some);
                from.Checked(0, from.At);
            }
        }

        /// <summary>The first block of an array that grows, and what it names.</summary>
        public void Grown(long address, Plan plan)
        {
            var blocks = 2 * (plan.Pointers - 1);
            var tables = Math.Max(0, plan.Tables - plan.Early);
            var at = File.At(address, 6 + File.OffsetSize + (long)plan.Direct * element + (long)(blocks + tables) * File.OffsetSize + 4, What);
            at.Expect("EAIB"u8, 0);
            at.Skip(1 + File.OffsetSize);
            Elements(ref at, 0, plan.Direct);
            long next = plan.Direct;
            for (var (table, left) = (0, blocks); left > 0; table++)
                for (var b = 0; b < Plan.Blocks(table) && left > 0; b++, left--)
                {
                    var block = at.Address();
                    if (block >= 0 && next < plan.Most) Block(block, "EADB"u8, (plan.Bits + 7) / 8, plan.Elements(table), plan.Page, next);
                    next += plan.Elements(table);
                }

            for (var table = plan.Early; table < plan.Tables; table++)
            {
                var super = at.Address();
                if (super >= 0 && next < plan.Most) Table(super, table, next, plan);
                if (next >= plan.Most) continue;
                next = checked(next + Plan.Blocks(table) * plan.Elements(table));
            }

            at.Checked(0, at.At);
        }

        private void Table(long address, int table, long first, Plan plan)
        {
            var (blocks, count) = (Plan.Blocks(table), plan.Elements(table));
            Fits(blocks);
            Fits(count);
            var pages = count > plan.Page ? (count + plan.Page - 1) / plan.Page : 0;
            var written = (pages + 7) / 8;
            var offsetBytes = (plan.Bits + 7) / 8;
            var at = File.At(address, 6 + File.OffsetSize + offsetBytes + blocks * written + (long)blocks * File.OffsetSize + 4, What);
            at.Expect("EASB"u8, 0);
            at.Skip(1 + File.OffsetSize + offsetBytes);
            var bits = at.Take(blocks * written).ToArray();
            for (var b = 0; b < blocks; b++)
            {
                var block = at.Address();
                if (block >= 0 && first + b * count < plan.Most) Block(block, "EADB"u8, offsetBytes, count, plan.Page, first + b * count, pages > 0 ? bits[(int)(b * written)..(int)((b + 1) * written)] : null);
            }

            at.Checked(0, at.At);
        }

        private void Elements(ref Cursor at, long first, long count)
        {
            for (var i = 0L; i < count; i++)
            {
                var own = new Cursor(at.Take(element), File, What);
                var address = own.Address();
                var (size, mask) = client == Packed ? (own.Number(Math.Max(0, Math.Min(8, element - File.OffsetSize - 4))), own.UInt32()) : (grid.Bytes, 0u);
                if (address >= 0) Found.Add(new(grid.NumberOf(first + i), address, size, mask));
            }
        }

        private void Fits(long count)
        {
            if (count < 0 || count > File.Length) throw File.Damaged($"{What} claims {count} places, and the file has {File.Length} bytes");
        }
    }
}
