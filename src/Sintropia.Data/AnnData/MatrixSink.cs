using Sintropia.Data.Hdf5;
using Sintropia.Data.Matrices;

namespace Sintropia.Data.AnnData;

/// <summary>A matrix that is being written by blocks of rows.</summary>
internal abstract class MatrixSink(string name, int columns) : IDisposable
{
    public string Name { get; } = name;

    public int Columns { get; } = columns;

    /// <summary>Begins a matrix of the kind of its first block.</summary>
    public static MatrixSink Create(HdfGroup group, string name, CellMatrix first, HdfPacking packing) =>
        first is SparseMatrix ? new SparseSink(group, name, first.Columns, packing) : new DenseSink(group, name, first.Columns, packing);

    /// <summary>Adds rows.</summary>
    public void Append(CellMatrix block)
    {
        if (block.Columns != Columns) throw new ArgumentException($"{Name}: a block has {block.Columns} columns, and the first had {Columns}.");
        Add(block);
    }

    public abstract void Complete();

    public abstract void Dispose();

    private protected abstract void Add(CellMatrix block);

    private sealed class DenseSink(HdfGroup group, string name, int columns, HdfPacking packing) : MatrixSink(name, columns)
    {
        // Without columns there is nothing that could be in chunks.
        private readonly HdfColumn? _values = columns == 0 ? null : HdfColumn.Create(group, name, HdfTypes.FloatInFile, sizeof(float), [columns], packing).As("array", "0.2.0");
        private int _rows;

        public override void Complete()
        {
            if (_values is not null) return;
            using var empty = group.Write<float>(Name, [], [_rows, 0]).As("array", "0.2.0");
        }

        public override void Dispose() => _values?.Dispose();

        private protected override void Add(CellMatrix block)
        {
            _rows += block.Rows;
            if (_values is null) return;
            if (block is DenseMatrix dense)
            {
                _values.Append<float>(dense.Values, dense.Rows);
                return;
            }

            var row = new float[Columns];
            for (var i = 0; i < block.Rows; i++)
            {
                block.CopyRow(i, row);
                _values.Append<float>(row, 1);
            }
        }
    }

    private sealed class SparseSink : MatrixSink
    {
        private readonly HdfGroup _group;
        private readonly HdfColumn _indices, _values;
        private readonly List<long> _starts = [0];

        public SparseSink(HdfGroup group, string name, int columns, HdfPacking packing)
            : base(name, columns)
        {
            _group = group.Create(name).As("csr_matrix", "0.1.0");
            _indices = HdfColumn.Create(_group, "indices", HdfTypes.Int32InFile, sizeof(int), [], packing);
            _values = HdfColumn.Create(_group, "data", HdfTypes.FloatInFile, sizeof(float), [], packing);
        }

        public override void Complete()
        {
            _group.Say("shape", _starts.Count - 1L, Columns);
            using var starts = _starts[^1] <= int.MaxValue ? _group.Write<int>("indptr", [.. _starts.Select(start => (int)start)], [_starts.Count]) : _group.Write<long>("indptr", [.. _starts], [_starts.Count]);
        }

        public override void Dispose()
        {
            _indices.Dispose();
            _values.Dispose();
            _group.Dispose();
        }

        private protected override void Add(CellMatrix block)
        {
            var sparse = block as SparseMatrix ?? SparseMatrix.FromDense(block.Rows, block.Columns, ((DenseMatrix)block).Values);
            _indices.Append<int>(sparse.ColumnIndices, sparse.ColumnIndices.Length);
            _values.Append<float>(sparse.Values, sparse.Values.Length);
            var before = _starts[^1];
            for (var row = 1; row <= sparse.Rows; row++) _starts.Add(before + sparse.RowStarts[row]);
        }
    }
}
