using Sintropia.Data.Matrices;
using Sintropia.Data.Preprocessing;

namespace Sintropia.Data.Projections;

/// <summary>The directions along which cells differ most.</summary>
/// <remarks>Genes are centred and not scaled, as scanpy's <c>pca</c> does. Of the two signs of a component that one is taken that makes its loading of greatest size positive (the first of equals), so results are the same each time.</remarks>
public sealed class PrincipalComponents
{
    private PrincipalComponents(double[] means, double[] loadings, double[] scores, double[] variances, double total, int genes)
    {
        (Means, Loadings, Scores, Variances, TotalVariance, Genes) = (means, loadings, scores, variances, total, genes);
    }

    /// <summary>How many components there are.</summary>
    public int Count => Variances.Length;

    /// <summary>How many genes they are made of.</summary>
    public int Genes { get; }

    /// <summary>The mean of each gene, [genes].</summary>
    public double[] Means { get; }

    /// <summary>The weight of each gene in each component, [components, genes]; rows are orthogonal and have length one. scanpy's <c>varm['PCs']</c>, transposed.</summary>
    public double[] Loadings { get; }

    /// <summary>Each cell on each component, [cells, components]; scanpy's <c>obsm['X_pca']</c>.</summary>
    public double[] Scores { get; }

    /// <summary>The variance of cells along each component (over n − 1), greatest first.</summary>
    public double[] Variances { get; }

    /// <summary>The variance of all genes together.</summary>
    public double TotalVariance { get; }

    /// <summary>The share of the variance that each component explains; 0 where nothing varies.</summary>
    public double[] Explained => Array.ConvertAll(Variances, v => TotalVariance > 0 ? v / TotalVariance : 0);

    /// <summary>Finds the components of a matrix.</summary>
    /// <param name="matrix">[cells, genes], log-normalised as a rule; a sparse one stays sparse.</param>
    /// <param name="options">How; null for 50.</param>
    /// <exception cref="ArgumentException">There are fewer than 2 cells or no genes, a value is not finite, or an option is out of range.</exception>
    public static PrincipalComponents Of(CellMatrix matrix, PrincipalComponentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        options ??= new();
        if (matrix.Rows < 2 || matrix.Columns < 1) throw new ArgumentException($"{matrix.Rows} cells and {matrix.Columns} genes have no components. Give at least 2 cells and a gene.", nameof(matrix));
        if (options.Count < 1) throw new ArgumentException($"{options.Count} components cannot be found. Ask for at least 1.", nameof(options));
        if (!(options.Tolerance > 0)) throw new ArgumentException($"A tolerance of {options.Tolerance} is never met. Give a small positive one.", nameof(options));
        MatrixValues.CheckFinite(matrix, "find components");

        var (means, variances) = ColumnMoments.Of(matrix);
        var count = Math.Min(options.Count, Math.Min(matrix.Rows - 1, matrix.Columns));
        var centred = new CentredMatrix(matrix, means);
        var loadings = Math.Min(matrix.Rows, matrix.Columns) <= Math.Max(options.ExactUpTo, count) ? ExactComponents.Of(centred, count) : LanczosComponents.Of(centred, count, options);
        for (var k = 0; k < count; k++) Orient(loadings.AsSpan(k * matrix.Columns, matrix.Columns));

        var (scores, spread) = (new double[matrix.Rows * count], new double[count]);
        var (loading, along) = (new double[matrix.Columns], new double[matrix.Rows]);
        for (var k = 0; k < count; k++)
        {
            loadings.AsSpan(k * matrix.Columns, matrix.Columns).CopyTo(loading);
            centred.Times(loading, along);
            for (var cell = 0; cell < along.Length; cell++)
            {
                scores[cell * count + k] = along[cell];
                spread[k] += along[cell] * along[cell];
            }

            spread[k] /= matrix.Rows - 1;
        }

        return new(means, loadings, scores, spread, variances.Sum(), matrix.Columns);
    }

    /// <summary>Cells that took no part, on the same components; [cells, components].</summary>
    /// <param name="matrix">[cells, genes], of the same genes in the same order.</param>
    /// <exception cref="ArgumentException">There are other genes, or a value is not finite.</exception>
    public double[] Project(CellMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.Columns != Genes) throw new ArgumentException($"The matrix has {matrix.Columns} genes, and the components were found over {Genes}. Align its columns with their panel first.", nameof(matrix));
        MatrixValues.CheckFinite(matrix, "project");
        var centred = new CentredMatrix(matrix, Means);
        var (scores, loading, along) = (new double[matrix.Rows * Count], new double[Genes], new double[matrix.Rows]);
        for (var k = 0; k < Count; k++)
        {
            Loadings.AsSpan(k * Genes, Genes).CopyTo(loading);
            centred.Times(loading, along);
            for (var cell = 0; cell < along.Length; cell++) scores[cell * Count + k] = along[cell];
        }

        return scores;
    }

    private static void Orient(Span<double> loading)
    {
        var greatest = 0;
        for (var g = 1; g < loading.Length; g++)
            if (Math.Abs(loading[g]) > Math.Abs(loading[greatest]))
                greatest = g;
        if (loading[greatest] >= 0) return;
        for (var g = 0; g < loading.Length; g++) loading[g] = -loading[g];
    }
}
