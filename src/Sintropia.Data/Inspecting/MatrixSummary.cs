using System.Globalization;
using Sintropia.Data.Matrices;

namespace Sintropia.Data.Inspecting;

/// <summary>What the values of a matrix say of themselves: gathered block by block, so that the matrix may be larger than memory.</summary>
public sealed class MatrixSummary
{
    // Totals of cells that were brought to one total differ by float's rounding only; of counts, by factors.
    private const double SameTotal = 0.01;

    private const double LargestLogarithm = 30;

    private readonly List<double> _totals = [], _totalsOfPowers = [];
    private double[] _geneSums = [], _geneSquares = [];
    private bool _whole = true, _finite = true;

    /// <summary>Number of rows so far.</summary>
    public int Rows => _totals.Count;

    /// <summary>The least value, zeros included; not a number where there is none.</summary>
    public double Least { get; private set; } = double.NaN;

    /// <summary>The greatest value.</summary>
    public double Greatest { get; private set; } = double.NaN;

    /// <summary>How many values are not zero.</summary>
    public long NotZero { get; private set; }

    /// <summary>How many could not be read exactly, because float does not hold them.</summary>
    public long Rounded { get; private set; }

    /// <summary>The sum of each cell: its library size, where values are counts.</summary>
    public IReadOnlyList<double> Totals => _totals;

    /// <summary>What the values are.</summary>
    public ValueKind Kind => Judged().Kind;

    /// <summary>Why, in a sentence.</summary>
    public string Reason => Judged().Reason;

    /// <summary>The quantiles 0, 0.25, 0.5, 0.75 and 1 of the totals of cells; empty without cells.</summary>
    public IReadOnlyList<double> TotalQuantiles
    {
        get
        {
            double[] sorted = [.. _totals.Order()];
            return sorted.Length == 0 ? [] : [.. new[] { 0, 0.25, 0.5, 0.75, 1 }.Select(q => sorted[(int)Math.Round(q * (sorted.Length - 1))])];
        }
    }

    /// <summary>Takes in rows.</summary>
    public void Add(CellMatrix block)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (_geneSums.Length == 0) (_geneSums, _geneSquares) = (new double[block.Columns], new double[block.Columns]);
        Rounded += block.Rounded;
        var dense = block as DenseMatrix;
        for (var row = 0; row < block.Rows; row++)
        {
            var values = dense is null ? ((SparseMatrix)block).ValuesOf(row) : dense.Row(row);
            var columns = dense is null ? ((SparseMatrix)block).ColumnsOf(row) : default;
            var (total, powers) = (0.0, 0.0);
            for (var i = 0; i < values.Length; i++)
            {
                double value = values[i];
                if (value == 0) continue;
                NotZero++;
                total += value;
                powers += Math.Exp(Math.Min(value, LargestLogarithm)) - 1;
                _whole &= value == Math.Truncate(value);
                _finite &= double.IsFinite(value);
                Extend(value);
                var column = dense is null ? columns[i] : i;
                _geneSums[column] += value;
                _geneSquares[column] += value * value;
            }

            if (dense is null ? values.Length < block.Columns : values.Contains(0)) Extend(0);
            _totals.Add(total);
            _totalsOfPowers.Add(powers);
        }
    }

    private void Extend(double value)
    {
        if (!(value >= Least)) Least = double.IsNaN(value) ? Least : value;
        if (!(value <= Greatest)) Greatest = double.IsNaN(value) ? Greatest : value;
    }

    private (ValueKind Kind, string Reason) Judged()
    {
        if (NotZero == 0) return (ValueKind.Nothing, Rows == 0 ? "There are no values." : "All values are zero.");
        if (!_finite) return (ValueKind.Other, "Some values are infinite or not a number.");
        if (Least >= 0 && _whole) return (ValueKind.Counts, $"All values are whole numbers from {Shown(Least)} to {Shown(Greatest)}.");
        if (Least < 0) return Scaled();
        if (Spread(_totals) is var (total, same) && same < SameTotal) return (ValueKind.Normalised, $"Values have fractions, and each cell sums to {Shown(total)}.");
        if (Greatest < LargestLogarithm && Spread(_totalsOfPowers) is var (powers, alike) && alike < SameTotal) return (ValueKind.LogNormalised, $"Values have fractions, and exp(x) - 1 of each cell sums to {Shown(powers)}.");
        return (ValueKind.NotNegative, Greatest < LargestLogarithm
            ? $"Values have fractions and go from {Shown(Least)} to {Shown(Greatest)}: they may be logarithms, of which some genes were left out after normalising."
            : $"Values have fractions and go from {Shown(Least)} to {Shown(Greatest)}, and cells have different totals.");
    }

    private (ValueKind, string) Scaled()
    {
        var (centred, unit) = (0, 0);
        for (var gene = 0; gene < _geneSums.Length; gene++)
        {
            var mean = _geneSums[gene] / Rows;
            var variance = _geneSquares[gene] / Rows - mean * mean;
            if (Math.Abs(mean) < 0.1) centred++;
            if (variance is 0 or > 0.5 and < 1.5) unit++;
        }

        return centred > 0.9 * _geneSums.Length && unit > 0.5 * _geneSums.Length ? (ValueKind.Scaled, "Values are negative and positive, and genes have a mean of about 0 and a variance of about 1.") : (ValueKind.Other, $"Values go from {Shown(Least)} to {Shown(Greatest)}: negative ones are neither counts nor their logarithms.");
    }

    // The median, and how far nine in ten are from it at most.
    private static (double Median, double Spread) Spread(List<double> totals)
    {
        double[] sorted = [.. totals.Where(t => t > 0).Order()];
        if (sorted.Length < 2) return (0, double.PositiveInfinity);
        var median = sorted[sorted.Length / 2];
        return (median, (sorted[(int)(0.95 * (sorted.Length - 1))] - sorted[(int)(0.05 * (sorted.Length - 1))]) / median);
    }

    private static string Shown(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
