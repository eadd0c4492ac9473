using Sintropia.Biology.Numerics;
using Sintropia.Data.Matrices;

namespace Sintropia.Data.Preprocessing;

/// <summary>Finds genes that differ between cells by more than chance: those that embeddings and predictors are worth being built on.</summary>
/// <remarks>As scanpy's <c>highly_variable_genes</c> without batches; the first genes of equal rank go first for <see cref="VariabilityFlavour.SeuratV3"/>.</remarks>
public static class VariableGenes
{
    private const int TopOfV3 = 2000;
    private const double MedianDeviationOfNormal = 0.6744897501960817; // the upper quartile of a standard normal

    /// <summary>Measures all genes and chooses.</summary>
    /// <param name="matrix">[cells, genes]: log-normalised, or counts for <see cref="VariabilityFlavour.SeuratV3"/>.</param>
    /// <param name="options">How; null for scanpy's defaults.</param>
    /// <exception cref="ArgumentException">There are fewer than two cells or no genes, values are not what the flavour needs, or an option is out of range.</exception>
    public static GeneVariability Find(CellMatrix matrix, VariableGeneOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        options ??= new();
        if (matrix.Rows < 2 || matrix.Columns < 1) throw new ArgumentException($"{matrix.Rows} cells and {matrix.Columns} genes have no variability. Give at least 2 cells and a gene.", nameof(matrix));
        if (options.Top is < 1) throw new ArgumentException($"{options.Top} genes cannot be chosen. Give at least 1, or leave it out.", nameof(options));
        if (options.Bins < 1) throw new ArgumentException($"Genes cannot fall into {options.Bins} ranges. Give at least 1.", nameof(options));
        if (options.Flavour == VariabilityFlavour.SeuratV3) return StandardisedVariances.Find(matrix, options.Top ?? TopOfV3, options.Span);

        MatrixValues.CheckFinite(matrix, "measure variability");
        return options.Flavour == VariabilityFlavour.Seurat ? Seurat(matrix, options) : CellRanger(matrix, options);
    }

    private static GeneVariability Seurat(CellMatrix matrix, VariableGeneOptions options)
    {
        var (means, variances) = ColumnMoments.Of(LogTransform.Expm1(matrix, options.LogBase));
        var (logMeans, dispersions) = (new double[means.Length], new double[means.Length]);
        for (var g = 0; g < means.Length; g++)
        {
            var mean = means[g] == 0 ? 1e-12 : means[g];
            var ratio = variances[g] / mean;
            dispersions[g] = ratio == 0 ? double.NaN : Elementary.Log(ratio);
            logMeans[g] = Elementary.Log1p(mean);
        }

        var bins = EqualRanges(logMeans, options.Bins);
        var standardised = Standardised(dispersions, bins, options.Bins, static members =>
        {
            var mean = members.Average();
            if (members.Count < 2) return (0, mean); // a gene alone in its range counts as one deviation from none
            var squares = 0.0;
            foreach (var m in members) squares += (m - mean) * (m - mean);
            return (mean, Math.Sqrt(squares / (members.Count - 1)));
        });
        return new(logMeans, dispersions, standardised, Choose(logMeans, standardised, options));
    }

    private static GeneVariability CellRanger(CellMatrix matrix, VariableGeneOptions options)
    {
        var (means, variances) = ColumnMoments.Of(matrix);
        var dispersions = new double[means.Length];
        for (var g = 0; g < means.Length; g++)
        {
            if (means[g] == 0) means[g] = 1e-12;
            dispersions[g] = variances[g] / means[g];
        }

        var bins = Quantiles(means);
        var standardised = Standardised(dispersions, bins, 20, static members =>
        {
            var median = Median(members);
            return (median, Median([.. members.Select(m => Math.Abs(m - median))]) / MedianDeviationOfNormal);
        });
        return new(means, dispersions, standardised, Choose(means, standardised, options));
    }

    /// <summary>Against the centre and spread of the range that each gene falls into.</summary>
    private static double[] Standardised(double[] dispersions, int[] bins, int count, Func<List<double>, (double Centre, double Spread)> measure)
    {
        var members = new List<double>[count];
        for (var b = 0; b < count; b++) members[b] = [];
        for (var g = 0; g < bins.Length; g++)
            if (bins[g] >= 0 && !double.IsNaN(dispersions[g]))
                members[bins[g]].Add(dispersions[g]);
        var measured = Array.ConvertAll(members, m => m.Count == 0 ? (double.NaN, double.NaN) : measure(m));
        var standardised = new double[dispersions.Length];
        for (var g = 0; g < standardised.Length; g++)
        {
            var (centre, spread) = bins[g] < 0 ? (double.NaN, double.NaN) : measured[bins[g]];
            standardised[g] = (dispersions[g] - centre) / spread;
        }

        return standardised;
    }

    /// <summary>Ranges of equal width, open below and closed above, the lowest a thousandth wider: pandas' <c>cut</c>.</summary>
    private static int[] EqualRanges(double[] values, int count)
    {
        var (low, high) = (values.Min(), values.Max());
        var edges = new double[count + 1];
        if (low == high)
        {
            low -= low != 0 ? 0.001 * Math.Abs(low) : 0.001;
            high += high != 0 ? 0.001 * Math.Abs(high) : 0.001;
            Spread(edges, low, high);
        }
        else
        {
            Spread(edges, low, high);
            edges[0] -= (high - low) * 0.001;
        }

        return Array.ConvertAll(values, value => FirstAtLeast(edges, value) - 1);

        static void Spread(double[] edges, double low, double high)
        {
            var step = (high - low) / (edges.Length - 1);
            for (var i = 0; i < edges.Length; i++) edges[i] = i * step + low;
            edges[^1] = high;
        }
    }

    /// <summary>Ranges between the 10th, 15th, … 100th percentile of the means, and beyond.</summary>
    private static int[] Quantiles(double[] means)
    {
        var sorted = (double[])means.Clone();
        Array.Sort(sorted);
        var edges = new double[21];
        (edges[0], edges[20]) = (double.NegativeInfinity, double.PositiveInfinity);
        for (var i = 0; i < 19; i++)
        {
            var at = (10 + 5 * i) / 100.0 * (sorted.Length - 1);
            var below = (int)Math.Floor(at);
            var share = at - below;
            var (a, b) = (sorted[below], sorted[Math.Min(below + 1, sorted.Length - 1)]);
            edges[i + 1] = share >= 0.5 ? b - (b - a) * (1 - share) : a + (b - a) * share; // as numpy interpolates
            if (edges[i + 1] == edges[i]) throw new ArgumentException($"The means of genes have too many equal values for this flavour: {10 + 5 * i} % of them are at most {edges[i + 1]}. Leave out genes that no cell expresses, or use another flavour.");
        }

        return Array.ConvertAll(means, mean => FirstAtLeast(edges, mean) - 1);
    }

    private static int FirstAtLeast(double[] edges, double value)
    {
        int low = 0, high = edges.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (edges[middle] < value) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static double Median(List<double> values)
    {
        values = [.. values.Order()];
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    private static bool[] Choose(double[] means, double[] standardised, VariableGeneOptions options)
    {
        if (options.Top is not { } top)
        {
            return [.. means.Zip(standardised, (mean, spread) =>
            {
                var number = double.IsNaN(spread) ? 0 : spread;
                return mean > options.MinMean && mean < options.MaxMean && number > options.MinDispersion && number < options.MaxDispersion;
            })];
        }

        var known = Array.FindAll(standardised, s => !double.IsNaN(s));
        if (known.Length == 0) return new bool[means.Length];
        Array.Sort(known);
        var least = known[^Math.Min(top, known.Length)];
        return Array.ConvertAll(standardised, s => s >= least);
    }
}
