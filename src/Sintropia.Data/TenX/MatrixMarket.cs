using System.Buffers.Text;
using System.Text;
using Sintropia.Data.Matrices;
using Sintropia.Data.Packed;

namespace Sintropia.Data.TenX;

/// <summary>Matrix Market files of coordinates, as 10x writes them: genes × cells, counted from 1. https://math.nist.gov/MatrixMarket/formats.html</summary>
public static class MatrixMarket
{
    private const int Begin = 1 << 16;

    /// <summary>Reads a file, packed with gzip or not, and turns it: [cells, genes]. Entries of one place are added.</summary>
    /// <exception cref="DataFileException">It is no such file, or damaged.</exception>
    public static SparseMatrix Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var blocks = new BlockReader(path);
        return new Reading(path, PackedFile.Length(path)).All(blocks);
    }

    /// <summary>Writes [cells, genes] as genes × cells, packed with gzip where the name ends in .gz; whole numbers as such.</summary>
    /// <exception cref="DataFileException">It cannot be written.</exception>
    public static void Write(string path, CellMatrix matrix)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(matrix);
        var sparse = matrix as SparseMatrix ?? SparseMatrix.FromDense(matrix.Rows, matrix.Columns, ((DenseMatrix)matrix).Values);
        var whole = Array.TrueForAll(sparse.Values, static value => value == MathF.Truncate(value) && Math.Abs(value) < int.MaxValue);
        PackedFile.Write(path, stream =>
        {
            stream.Write(Encoding.ASCII.GetBytes($"%%MatrixMarket matrix coordinate {(whole ? "integer" : "real")} general\n%genes x cells\n{sparse.Columns} {sparse.Rows} {sparse.Values.Length}\n"));
            var buffer = new byte[1 << 16];
            var at = 0;
            for (var row = 0; row < sparse.Rows; row++)
                for (var i = sparse.RowStarts[row]; i < sparse.RowStarts[row + 1]; i++)
                {
                    if (buffer.Length - at < 64) Flush();
                    Put(sparse.ColumnIndices[i] + 1, (byte)' ');
                    Put(row + 1, (byte)' ');
                    if (whole) Put((int)sparse.Values[i], (byte)'\n');
                    else PutReal(sparse.Values[i]);
                }

            Flush();

            void Put(int number, byte end)
            {
                Utf8Formatter.TryFormat(number, buffer.AsSpan(at), out var length);
                at += length;
                buffer[at++] = end;
            }

            void PutReal(float number)
            {
                Utf8Formatter.TryFormat(number, buffer.AsSpan(at), out var length);
                at += length;
                buffer[at++] = (byte)'\n';
            }

            void Flush()
            {
                stream.Write(buffer, 0, at);
                at = 0;
            }
        });
    }

    /// <summary>What has been read of a file so far.</summary>
    private sealed class Reading(string path, long length)
    {
        private int[] _genes = [], _cells = [];
        private float[] _values = [];
        private int _count, _line, _allGenes = -1, _allCells;
        private long _claimed;
        private bool _pattern, _ordered = true, _headed;
        private int _lastCell, _lastGene = -1;

        public SparseMatrix All(BlockReader blocks)
        {
            for (var block = blocks.Next(); block.Length > 0; block = blocks.Next())
            {
                while (_allGenes < 0 && block.Length > 0) block = block[Header(block)..];
                if (block.Length > 0) Entries(block);
            }

            if (_allGenes < 0) throw Wrong("It ends before it says how large the matrix is.");
            if (_count != _claimed) throw new DataFileException(path, null, $"It says that it has {_claimed} entries, and has {_count}.", "The file is cut short or damaged; get it again.");
            return Built();
        }

        private int Header(ReadOnlySpan<byte> block)
        {
            var end = block.IndexOf((byte)'\n') + 1;
            var line = Encoding.UTF8.GetString(block[..end]).Trim();
            _line++;
            if (!_headed)
            {
                var words = line.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (words is not ["%%matrixmarket", "matrix", "coordinate", "integer" or "real" or "pattern", "general"])
                    throw new DataFileException(path, "line 1", $"'{DataFileException.Shown(line)}' does not begin a Matrix Market file of coordinates.", "It begins with: %%MatrixMarket matrix coordinate integer general (or real, or pattern).");
                (_headed, _pattern) = (true, words[3] == "pattern");
            }
            else if (line.Length > 0 && line[0] != '%')
            {
                var sizes = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
                if (sizes.Length != 3 || !int.TryParse(sizes[0], out _allGenes) || !int.TryParse(sizes[1], out _allCells) || !long.TryParse(sizes[2], out _claimed) || _allGenes < 0 || _allCells < 0 || _claimed < 0 || _claimed > Array.MaxLength)
                    throw Wrong($"'{DataFileException.Shown(line)}' is not the size of a matrix: rows, columns and number of entries, each less than 2³¹.");
                var room = (int)Math.Min(_claimed, Math.Max(Begin, length));
                (_genes, _cells, _values) = (new int[room], new int[room], new float[room]);
            }

            return end;
        }

        private void Entries(ReadOnlySpan<byte> block)
        {
            var at = 0;
            while (at < block.Length)
            {
                _line++;
                at = SkipBlanks(block, at);
                if (block[at] == '\n')
                {
                    at++;
                    continue;
                }

                if (_count == _claimed) throw Wrong($"It says that it has {_claimed} entries, and has more.");
                if (_count == _values.Length) Grow();
                at = Number(block, at, _allGenes, "gene", out var gene);
                at = Number(block, SkipBlanks(block, at), _allCells, "cell", out var cell);
                var value = 1f;
                if (!_pattern) at = Value(block, SkipBlanks(block, at), out value);
                at = SkipBlanks(block, at);
                if (block[at] != '\n') throw Wrong("An entry has more than a row, a column and a value.");
                at++;
                _ordered &= cell > _lastCell || (cell == _lastCell && gene > _lastGene);
                (_lastCell, _lastGene) = (cell, gene);
                (_genes[_count], _cells[_count], _values[_count++]) = (gene, cell, value);
            }
        }

        // Each block ends with the end of a line, so that there is always a next byte.
        private static int SkipBlanks(ReadOnlySpan<byte> block, int at)
        {
            while (block[at] is (byte)' ' or (byte)'\t' or (byte)'\r') at++;
            return at;
        }

        private int Number(ReadOnlySpan<byte> block, int at, int most, string what, out int place)
        {
            var number = 0L;
            var begin = at;
            for (; (uint)(block[at] - '0') <= 9; at++) number = Math.Min(number * 10 + (block[at] - '0'), int.MaxValue);
            if (at == begin) throw Wrong($"'{Shown(block, begin)}' is no number of a {what}.");
            if (number < 1 || number > most) throw Wrong($"There is no {what} {number}: they go from 1 to {most}.");
            place = (int)number - 1;
            return at;
        }

        private int Value(ReadOnlySpan<byte> block, int at, out float value)
        {
            var (number, begin) = (0, at);
            for (; (uint)(block[at] - '0') <= 9 && at - begin < 8; at++) number = number * 10 + (block[at] - '0');
            value = number;
            if (at > begin && block[at] is (byte)'\n' or (byte)' ' or (byte)'\r' && number < 1 << 24) return at;
            if (!Utf8Parser.TryParse(block[begin..], out double real, out var length) || length == 0) throw Wrong($"'{Shown(block, begin)}' is no number.");
            value = (float)real;
            return begin + length;
        }

        private SparseMatrix Built()
        {
            var starts = new long[_allCells + 1];
            for (var i = 0; i < _count; i++) starts[_cells[i] + 1]++;
            for (var cell = 0; cell < _allCells; cell++) starts[cell + 1] += starts[cell];
            if (_ordered) return SparseMatrix.Trusted(_allCells, _allGenes, starts, _genes.Length == _count ? _genes : _genes[.._count], _values.Length == _count ? _values : _values[.._count]);
            var (next, genes, values) = (starts[..^1], new int[_count], new float[_count]);
            for (var i = 0; i < _count; i++)
            {
                var to = next[_cells[i]]++;
                (genes[to], values[to]) = (_genes[i], _values[i]);
            }

            var (kept, columns, summed) = RowOrder.Kept(starts, genes, values);
            return SparseMatrix.Trusted(_allCells, _allGenes, kept, columns, summed);
        }

        private void Grow()
        {
            var room = (int)Math.Min(_claimed, Math.Max(Begin, 2L * _values.Length));
            Array.Resize(ref _genes, room);
            Array.Resize(ref _cells, room);
            Array.Resize(ref _values, room);
        }

        private DataFileException Wrong(string problem) => new(path, $"line {_line}", problem, "The file is damaged, or not of this format; get it again.");

        private static string Shown(ReadOnlySpan<byte> block, int at)
        {
            var line = block[at..];
            return DataFileException.Shown(Encoding.UTF8.GetString(line[..Math.Min(40, line.IndexOf((byte)'\n'))]));
        }
    }
}
