using System.Collections.Immutable;
using Sintropia.Data.Matrices;

namespace Sintropia.Data.Genes;

/// <summary>How the columns of one panel become those of another, and what is lost on the way.</summary>
public sealed class PanelAlignment
{
    private const int Shown = 10;

    private readonly int[] _places;

    internal PanelAlignment(GenePanel target, GenePanel source, int[] places, IReadOnlyList<(string Wanted, string Found)> renamed)
    {
        (Target, Source, _places, Renamed) = (target, source, places, renamed);
        Missing = [.. Enumerable.Range(0, places.Length).Where(i => places[i] < 0).Select(i => target.Names[i])];
        var used = new bool[source.Count];
        foreach (var place in places)
            if (place >= 0)
                used[place] = true;
        Unused = used.Count(u => !u);
    }

    /// <summary>The panel that is wanted.</summary>
    public GenePanel Target { get; }

    /// <summary>The panel that there is.</summary>
    public GenePanel Source { get; }

    /// <summary>The column of <see cref="Source"/> for each gene of <see cref="Target"/>; −1 where there is none.</summary>
    public ReadOnlySpan<int> Places => _places;

    /// <summary>Genes of the target that the source lacks.</summary>
    public ImmutableArray<string> Missing { get; }

    /// <summary>Genes found under another symbol.</summary>
    public IReadOnlyList<(string Wanted, string Found)> Renamed { get; }

    /// <summary>How many genes of the source the target has no place for.</summary>
    public int Unused { get; }

    /// <summary>What was found and what was not, for a person.</summary>
    public string Report
    {
        get
        {
            var words = $"{Target.Count - Missing.Length} of {Target.Count} genes found";
            if (Renamed.Count > 0) words += $", {Renamed.Count} of them renamed ({Few(Renamed.Select(r => $"{r.Wanted} as {r.Found}"), Renamed.Count)})";
            words += Missing.IsEmpty ? "." : $"; {Missing.Length} missing: {Few(Missing.Select(m => Source.Nearest(m) is { } near ? $"{m} (nearest: {near})" : m), Missing.Length)}.";
            return Unused > 0 ? $"{words} {Unused} of the source's {Source.Count} genes have no place." : words;
        }
    }

    /// <summary>The columns of a matrix of the source panel as those of the target.</summary>
    /// <param name="matrix">[cells, genes of the source].</param>
    /// <param name="missing">What stands in columns that the source lacks; null to refuse them.</param>
    /// <returns>[cells, genes of the target].</returns>
    /// <exception cref="ArgumentException">The matrix has other columns, or genes are missing and no value is given for them.</exception>
    public CellMatrix Apply(CellMatrix matrix, float? missing = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.Columns != Source.Count) throw new ArgumentException($"The matrix has {matrix.Columns} columns and the source panel {Source.Count} genes. Give the matrix that the panel belongs to.", nameof(matrix));
        if (Missing.IsEmpty) return matrix.SelectColumns(_places);
        if (missing is not { } filling) throw new ArgumentException($"{Report} Give a value for missing genes, or leave them out of the panel.", nameof(missing));
        return filling == 0 && matrix is SparseMatrix sparse ? Sparse(sparse) : Dense(matrix, filling);
    }

    private SparseMatrix Sparse(SparseMatrix matrix)
    {
        var targets = new int[matrix.Columns];
        Array.Fill(targets, -1);
        for (var i = 0; i < _places.Length; i++)
            if (_places[i] >= 0)
                targets[_places[i]] = i;

        var starts = new long[matrix.Rows + 1];
        for (var row = 0; row < matrix.Rows; row++)
        {
            starts[row + 1] = starts[row];
            foreach (var column in matrix.ColumnsOf(row))
                if (targets[column] >= 0)
                    starts[row + 1]++;
        }

        var (columns, values) = (new int[starts[^1]], new float[starts[^1]]);
        for (var row = 0; row < matrix.Rows; row++)
        {
            var at = (int)starts[row];
            var from = matrix.ColumnsOf(row);
            var stored = matrix.ValuesOf(row);
            for (var i = 0; i < from.Length; i++)
            {
                if (targets[from[i]] < 0) continue;
                (columns[at], values[at]) = (targets[from[i]], stored[i]);
                at++;
            }

            Array.Sort(columns, values, (int)starts[row], at - (int)starts[row]);
        }

        return new(matrix.Rows, Target.Count, starts, columns, values) { Rounded = matrix.Rounded };
    }

    private DenseMatrix Dense(CellMatrix matrix, float filling)
    {
        var values = new float[checked(matrix.Rows * Target.Count)];
        var row = new float[matrix.Columns];
        for (var r = 0; r < matrix.Rows; r++)
        {
            matrix.CopyRow(r, row);
            var to = values.AsSpan(r * Target.Count, Target.Count);
            for (var i = 0; i < to.Length; i++) to[i] = _places[i] < 0 ? filling : row[_places[i]];
        }

        return new(matrix.Rows, Target.Count, values) { Rounded = matrix.Rounded };
    }

    private static string Few(IEnumerable<string> all, int count) => string.Join(", ", all.Take(Shown)) + (count > Shown ? $" and {count - Shown} more" : "");
}
