using System.Text.Json;
using Sintropia.Data.Genes;
using Sintropia.Data.Matrices;

namespace Sintropia.Data.Tests.Truth;

/// <summary>The inputs of scanpy_restated.py, by the same rule, and what it wrote.</summary>
internal static class Inputs
{
    /// <summary>Whole numbers that look irregular, about half of them zero.</summary>
    public static DenseMatrix Counts(int cells, int genes)
    {
        var values = new float[cells * genes];
        for (var i = 0; i < cells; i++)
        for (var j = 0; j < genes; j++)
        {
            var mixed = (i * 2654435761L + j * 40503L * 7919 + (long)i * j * 97) % 4294967291L;
            values[i * genes + j] = (mixed >> 15) % 7 < 3 ? (mixed >> 7) % (2 + j % 23 + 3 * (j % 5)) : 0;
        }

        return new(cells, genes, values);
    }

    /// <summary>log(1 + count), rounded once.</summary>
    public static DenseMatrix Logs(int cells, int genes)
    {
        var counts = Counts(cells, genes);
        return new(cells, genes, Array.ConvertAll(counts.Values, c => (float)Math.Log(1 + (double)c)));
    }

    public static GenePanel Panel(int genes) => new(Enumerable.Range(0, genes).Select(g => $"g{g}"));

    public static SparseMatrix Sparse(DenseMatrix matrix) => SparseMatrix.FromDense(matrix.Rows, matrix.Columns, matrix.Values);

    public static JsonElement Written(string name)
    {
        using var stream = typeof(Inputs).Assembly.GetManifestResourceStream("truth/" + name)!;
        return JsonDocument.Parse(stream).RootElement;
    }

    public static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(n => n.ValueKind == JsonValueKind.Null ? double.NaN : n.GetDouble())];

    public static int[] Places(JsonElement list) => [.. list.EnumerateArray().Select(n => n.GetInt32())];
}
