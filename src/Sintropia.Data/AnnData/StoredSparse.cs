using Sintropia.Data.Matrices;
using Sintropia.Data.Stored;
using System.Numerics;

namespace Sintropia.Data.AnnData;

/// <summary>A sparse matrix in a file, by rows or by columns. Places and starts are checked before anything is read by them.</summary>
internal abstract class StoredSparse : StoredMatrix
{
    private protected const int AtOnce = 1 << 20;

    private readonly StoredDataset _starts;
    private readonly int _lines;
    private long[]? _startsRead;

    private protected StoredSparse(string name, StoredGroup group, bool byRows)
        : base(name, group, Shape(group)[0], Shape(group)[1])
    {
        (_starts, Places, Values) = (group.Dataset("indptr"), group.Dataset("indices"), group.Dataset("data"));
        _lines = byRows ? Rows : Columns;
        if (_starts.Extents is not [var starts] || starts != _lines + 1L) throw _starts.Wrong($"It has the shape [{string.Join(", ", _starts.Extents)}], where {_lines + 1L} starts are needed for {_lines} {(byRows ? "rows" : "columns")}.", Damaged);
        if (Places.Extents.Length != 1 || Values.Extents.Length != 1 || Places.Count != Values.Count) throw group.Wrong($"It has {Places.Count} indices and {Values.Count} values.", Damaged);
        if (!Values.Elements.AreNumbers) throw Values.Wrong($"Its elements are {Values.Elements.Name}, and a matrix has numbers.", Damaged);
    }

    public override string ElementType => Values.Elements.Name;

    public override long StoredValues => Values.Count;

    private protected const string Damaged = "The file is damaged, or not of a layout that is known; get it again.";

    /// <summary>Column of each value where it is kept by rows, row where by columns.</summary>
    private protected StoredDataset Places { get; }

    private protected StoredDataset Values { get; }

    /// <summary>Where each row, or column, begins.</summary>
    private protected long[] Starts => _startsRead ??= ReadStarts();

    private protected override CellMatrix Range(int first, int count)
    {
        var (starts, columns, values, rounded) = Sparse<float>(first, count);
        return SparseMatrix.Trusted(count, Columns, starts, columns, values, rounded);
    }

    private protected override double[] Doubles(int first, int count)
    {
        var dense = Dense<double>(count);
        var (starts, columns, values, _) = Sparse<double>(first, count);
        for (var row = 0; row < count; row++)
            for (var i = starts[row]; i < starts[row + 1]; i++)
                dense[row * Columns + columns[i]] = values[i];
        return dense;
    }

    /// <summary>Rows that follow each other, columns increasing within each.</summary>
    private protected abstract (long[] Starts, int[] Columns, T[] Values, long Rounded) Sparse<T>(int first, int count) where T : unmanaged, INumber<T>;

    private protected int Whole(long count) => count <= Array.MaxLength ? (int)count : throw Node.Wrong($"{count} values are more than an array can hold.", "Read blocks of rows.");

    /// <summary>Reads places and checks each.</summary>
    private protected void ReadPlaces(long first, Span<int> places, int limit)
    {
        Places.Read(first, places);
        var outside = places.IndexOfAnyExceptInRange(0, limit - 1);
        if (outside >= 0) throw Places.Wrong($"Element {first + outside} is {places[outside]}, and there are {limit} {(limit == Columns ? "columns" : "rows")}.", Damaged);
    }

    private long[] ReadStarts()
    {
        var starts = new long[_lines + 1];
        _starts.Read(0, starts.AsSpan());
        if (starts[0] != 0 || starts[^1] != Values.Count) throw _starts.Wrong($"It goes from {starts[0]} to {starts[^1]}, and there are {Values.Count} values.", Damaged);
        for (var line = 0; line < _lines; line++)
            if (starts[line + 1] < starts[line])
                throw _starts.Wrong($"It decreases from {starts[line]} to {starts[line + 1]} at {line}.", Damaged);
        return starts;
    }

    private static long[] Shape(StoredGroup group) => (group.Integers("shape") ?? group.Integers("h5sparse_shape")) is [_, _] shape ? shape
        : throw group.Wrong("It does not say its shape.", Damaged);
}
