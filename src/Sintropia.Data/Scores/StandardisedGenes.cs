using Sintropia.Data.Genes;
using Sintropia.Data.Matrices;
using Sintropia.Data.Preprocessing;

namespace Sintropia.Data.Scores;

/// <summary>Genes brought to mean 0 and variance 1 by what training cells have; genes that do not vary there are left out.</summary>
internal sealed class StandardisedGenes
{
    private const int MostGenes = 4000;

    private readonly double[] _means, _scales;

    private StandardisedGenes(GenePanel panel, double[] means, double[] scales)
    {
        (Panel, _means, _scales) = (panel, means, scales);
    }

    public GenePanel Panel { get; }

    public int Count => _means.Length;

    public static StandardisedGenes Of(CellMatrix matrix, GenePanel panel, int[] rows)
    {
        if (matrix.Columns != panel.Count) throw new ArgumentException($"The matrix has {matrix.Columns} columns and the panel {panel.Count} genes. Give the panel of this matrix.", nameof(panel));
        if (panel.Count > MostGenes) throw new ArgumentException($"{panel.Count} genes are too many to learn phases from; {MostGenes} are the most. Choose genes of the cycle, or variable ones.", nameof(panel));
        MatrixValues.CheckFinite(matrix, "learn");
        var (means, variances) = ColumnMoments.Of(matrix.SelectRows(rows));
        int[] varying = [.. Enumerable.Range(0, panel.Count).Where(g => variances[g] > 1e-12)];
        if (varying.Length == 0) throw new ArgumentException($"No gene varies among the {rows.Length} cells to learn from. Give cells that differ.", nameof(matrix));
        return new(new(varying.Select(g => panel.Names[g])), Array.ConvertAll(varying, g => means[g]), Array.ConvertAll(varying, g => Math.Sqrt(variances[g])));
    }

    /// <summary>Standardised values of some cells, [cells, genes].</summary>
    public double[] Values(CellMatrix matrix, GenePanel panel, int[] rows)
    {
        if (matrix.Columns != panel.Count) throw new ArgumentException($"The matrix has {matrix.Columns} columns and the panel {panel.Count} genes. Give the panel of this matrix.", nameof(panel));
        MatrixValues.CheckFinite(matrix, "tell phases");
        var places = new int[Count];
        for (var g = 0; g < Count; g++)
        {
            places[g] = panel.Find(Panel.Names[g]);
            if (places[g] < 0) throw new ArgumentException($"{panel.Lacks(Panel.Names[g])} It was learned from; give a matrix that has all {Count} genes.", nameof(panel));
        }

        var (values, row) = (new double[rows.Length * Count], new float[matrix.Columns]);
        for (var i = 0; i < rows.Length; i++)
        {
            matrix.CopyRow(rows[i], row);
            for (var g = 0; g < Count; g++) values[i * Count + g] = (row[places[g]] - _means[g]) / _scales[g];
        }

        return values;
    }
}
