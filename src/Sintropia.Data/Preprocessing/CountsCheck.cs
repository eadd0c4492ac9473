using System.Globalization;
using Sintropia.Biology.Numerics;
using Sintropia.Data.Matrices;

namespace Sintropia.Data.Preprocessing;

/// <summary>Says what the numbers of a matrix are, and why one may think so.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="LogBase">The base of the logarithms, e, 2 or 10, where there are any.</param>
/// <param name="Target">The sum that cells were brought to; null where sums differ, as when genes were left out afterwards.</param>
/// <param name="Why">What was seen, for a person.</param>
public sealed record CountsCheck(ValueKind Kind, double? LogBase, double? Target, string Why)
{
    private const int Looked = 500; // cells, evenly over the matrix
    private const double SameSum = 1e-3, Whole = 1e-2, MostlyWhole = 0.99;
    private const int FewValues = 5; // of a cell, below which multiples say nothing
    private const int MostOfLeast = 3; // molecules that the least value of a cell may stand for
    private const double FarTimes = 50; // so far from the least, every number is near a multiple

    private static readonly (string Name, double? Base)[] s_scales = [("", null), ("natural", Math.E), ("base 2", 2), ("base 10", 10)];

    /// <summary>Looks at up to 500 cells, evenly over the matrix, and at all values for signs and fractions.</summary>
    /// <param name="matrix">[cells, genes].</param>
    public static CountsCheck Of(CellMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var (any, whole, least, most, strange) = Range(matrix);
        if (strange is { } where) return new(ValueKind.Unknown, null, null, $"There is a value that is not finite, {where}.");
        if (!any) return new(ValueKind.Empty, null, null, "All values are zero.");
        if (least < 0) return new(ValueKind.Scaled, null, null, Text($"There are negative values, down to {least}."));
        if (whole) return new(ValueKind.Counts, null, null, Text($"All values are whole numbers, up to {most}."));

        var rows = Rows(matrix);
        foreach (var (name, logBase) in s_scales)
        {
            if (SumOf(rows, logBase) is { } sum) return Told(name, logBase, sum, Text($"The sums of cells are all {sum:G6}"));
        }

        // Genes may have been left out since, and sums differ then; but what was one molecule still divides the rest of its cell.
        foreach (var (name, logBase) in s_scales)
        {
            if (ShareOfMultiples(rows, logBase) is { } share && share >= MostlyWhole) return Told(name, logBase, null, Text($"In {share:P1} of cases a value is a multiple of the least of its cell, or of a half or third of that"));
        }

        return new(ValueKind.Unknown, null, null, Text($"Values have fractions and are from {least} to {most}; neither are the sums of cells equal, nor values multiples of one molecule, logged or not."));
    }

    private static CountsCheck Told(string name, double? logBase, double? target, string seen) => logBase is null
        ? new(ValueKind.Normalised, null, target, $"{seen}.")
        : new(ValueKind.LogNormalised, logBase, target, $"{seen} once the logarithm ({name}) is undone.");

    private static (bool Any, bool Whole, float Least, float Most, string? Strange) Range(CellMatrix matrix)
    {
        var (any, whole, least, most, strange) = (false, true, 0f, 0f, (string?)null);
        MatrixValues.EachRow(matrix, (row, columns, values) =>
        {
            for (var i = 0; i < values.Length; i++)
            {
                var value = values[i];
                if (!float.IsFinite(value)) strange ??= Text($"{value} of cell {row}, gene {columns[i]} (from 0)");
                any |= value != 0;
                whole &= MathF.Floor(value) == value;
                (least, most) = (MathF.Min(least, value), MathF.Max(most, value));
            }
        });
        return (any, whole, least, most, strange);
    }

    /// <summary>The values that are not zero of some cells that have any.</summary>
    private static List<float[]> Rows(CellMatrix matrix)
    {
        var rows = new List<float[]>();
        var row = new float[matrix.Columns];
        var step = Math.Max(1, matrix.Rows / Looked);
        for (var r = 0; r < matrix.Rows; r += step)
        {
            matrix.CopyRow(r, row);
            if (Array.FindAll(row, v => v != 0) is { Length: > 0 } filled) rows.Add(filled);
        }

        return rows;
    }

    private static double? SumOf(List<float[]> rows, double? logBase)
    {
        if (rows.Count < 2) return null;
        double[] sums = [.. rows.Select(row => row.Sum(v => Undone(v, logBase)))];
        Array.Sort(sums);
        var median = sums[sums.Length / 2];
        return double.IsFinite(median) && sums[^1] - sums[0] <= SameSum * median ? median : null;
    }

    private static double? ShareOfMultiples(List<float[]> rows, double? logBase)
    {
        long looked = 0, whole = 0;
        foreach (var row in rows)
        {
            if (row.Length < FewValues) continue;
            var values = Array.ConvertAll(row, v => Undone(v, logBase));
            var one = values.Min();
            double[] times = [.. values.Select(v => v / one).Where(t => t <= FarTimes)];
            looked += times.Length;
            whole += Enumerable.Range(1, MostOfLeast).Max(least => times.Count(t => Math.Abs(t * least - Math.Round(t * least)) <= Whole));
        }

        return looked >= FewValues ? (double)whole / looked : null;
    }

    private static double Undone(double value, double? logBase) => logBase is { } b ? Elementary.Expm1(value * Elementary.Log(b)) : value;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
