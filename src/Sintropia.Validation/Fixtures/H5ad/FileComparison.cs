using System.Text.Json;
using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;

namespace Sintropia.Validation.Fixtures.H5ad;

/// <summary>Compares a file as it is read with what it is expected to hold.</summary>
internal sealed class FileComparison(AnnDataFile file, JsonElement expected)
{
    private readonly List<string> _differences = [];

    public List<string> Differences()
    {
        Same("n_obs", expected.GetProperty("n_obs").GetInt32(), file.Cells);
        Same("n_vars", expected.GetProperty("n_vars").GetInt32(), file.Genes);
        TableComparison.Compare("obs", file.Obs.Read(), expected.GetProperty("obs"), _differences);
        TableComparison.Compare("var", file.Var.Read(), expected.GetProperty("var"), _differences);
        if (expected.GetProperty("X").ValueKind == JsonValueKind.Null) Same("X", true, file.X is null);
        else Matrix("X", file.Matrix(), expected.GetProperty("X"));
        Matrices("layers", file.Layers);
        Matrices("obsp", file.Obsp);
        Matrices("varp", file.Varp);
        Beside("obsm", file.ObsmNames, file.ReadObsm);
        Beside("varm", file.VarmNames, file.ReadVarm);
        AnnotationComparison.Compare("uns", file.ReadUns(), expected.GetProperty("uns"), _differences);
        if (expected.TryGetProperty("raw", out var raw))
        {
            Matrix("raw/X", file.RawX!, raw.GetProperty("X"));
            TableComparison.Compare("raw/var", file.RawVar!.Read(), raw.GetProperty("var"), _differences);
        }

        return _differences;
    }

    private void Matrices(string place, IReadOnlyDictionary<string, StoredMatrix> matrices)
    {
        var wanted = expected.GetProperty(place);
        Same(place, string.Join(',', wanted.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal)), string.Join(',', matrices.Keys.Order(StringComparer.Ordinal)));
        foreach (var (name, matrix) in matrices)
            if (wanted.TryGetProperty(name, out var own))
                Matrix($"{place}/{name}", matrix, own);
    }

    private void Beside(string place, IReadOnlyList<string> names, Func<string, Annotation> read)
    {
        var wanted = expected.GetProperty(place);
        Same(place, string.Join(',', wanted.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal)), string.Join(',', names.Order(StringComparer.Ordinal)));
        foreach (var name in names)
            if (wanted.TryGetProperty(name, out var own))
                AnnotationComparison.Matrix($"{place}/{name}", read(name), own, _differences);
    }

    private void Matrix(string name, StoredMatrix matrix, JsonElement wanted)
    {
        Same($"{name} format", wanted.GetProperty("format").GetString(), matrix.Layout switch { StoredLayout.Dense => "dense", StoredLayout.ByRows => "csr", _ => "csc" });
        // The order of bytes in the file is none of the reader's users' business.
        Same($"{name} dtype", wanted.GetProperty("dtype").GetString() is ">f4" ? "float32" : wanted.GetProperty("dtype").GetString(), matrix.ElementType);
        Same($"{name} shape", string.Join(" × ", wanted.GetProperty("shape").EnumerateArray()), $"{matrix.Rows} × {matrix.Columns}");
        if (wanted.TryGetProperty("nnz", out var stored)) Same($"{name} nnz", stored.GetInt64(), matrix.StoredValues);
        var doubles = matrix.ReadDoubles(0, matrix.Rows);
        if (wanted.TryGetProperty("dense", out var dense)) Values.Compare(name, doubles, [.. dense.EnumerateArray().SelectMany(row => row.EnumerateArray())], _differences);
        else Sums(name, doubles, matrix.Columns, wanted);
        Floats(name, matrix, doubles);
    }

    /// <summary>Float, by blocks and by rows that are chosen, has to be double rounded.</summary>
    private void Floats(string name, StoredMatrix matrix, double[] doubles)
    {
        var whole = matrix.Read();
        long inexact = doubles.LongCount(value => !double.IsNaN(value) && (float)value != value);
        if (inexact > 0 != whole.Rounded > 0) _differences.Add($"{name}: {inexact} values do not fit float, and {whole.Rounded} are said to be rounded");
        Rows($"{name} as float", whole, Enumerable.Range(0, matrix.Rows));
        foreach (var block in matrix.Blocks(bytes: 1 << 12)) Rows($"{name} by blocks", block.Values, Enumerable.Range(block.First, block.Values.Rows));
        int[] backwards = [.. Enumerable.Range(0, matrix.Rows).Reverse().Where(row => row % 3 != 1)];
        Rows($"{name} by chosen rows", matrix.ReadRows(backwards), backwards);

        void Rows(string what, CellMatrix read, IEnumerable<int> rows)
        {
            var row = new float[matrix.Columns];
            foreach (var (place, from) in rows.Index())
            {
                read.CopyRow(place, row);
                for (var column = 0; column < row.Length; column++)
                {
                    if (row[column].Equals((float)doubles[(long)from * matrix.Columns + column])) continue;
                    _differences.Add($"{what}[{from}, {column}] is {row[column]:R}");
                    return;
                }
            }
        }
    }

    private void Sums(string name, double[] dense, int columns, JsonElement wanted)
    {
        Same($"{name} nonzero", wanted.GetProperty("nonzero").GetInt64(), dense.LongCount(value => value != 0));
        Values.Near($"{name} sum", dense.Sum(), wanted.GetProperty("sum").GetDouble(), _differences);
        foreach (var (row, sum) in wanted.GetProperty("row_sums").EnumerateArray().Index()) Values.Near($"{name} sum of row {row}", dense.AsSpan(row * columns, columns).ToArray().Sum(), sum.GetDouble(), _differences);
        foreach (var (column, sum) in wanted.GetProperty("col_sums").EnumerateArray().Index()) Values.Near($"{name} sum of column {column}", dense.Where((_, i) => i % columns == column).Sum(), sum.GetDouble(), _differences);
    }

    private void Same<T>(string what, T wanted, T got)
    {
        if (!Equals(wanted, got)) _differences.Add($"{what} is {got}, expected {wanted}");
    }
}
