using Sintropia.Biology.Numerics;
using Sintropia.Data.Matrices;

namespace Sintropia.Data.Preprocessing;

/// <summary>log(1 + x): brings expression on a scale on which differences are ratios. As scanpy's <c>log1p</c>, within a rounding of float.</summary>
public static class LogTransform
{
    /// <summary>The logarithm of one and each value.</summary>
    /// <param name="matrix">Values above −1; normalised counts, as a rule.</param>
    /// <param name="logBase">The base; null for the natural logarithm.</param>
    /// <exception cref="ArgumentException">A value is not above −1, or not finite; or the base is not positive, or 1.</exception>
    public static CellMatrix Log1p(CellMatrix matrix, double? logBase = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var scale = Scale(logBase);
        return MatrixValues.MapRows(matrix, (row, values) =>
        {
            for (var i = 0; i < values.Length; i++)
            {
                if (!(values[i] > -1) || !float.IsFinite(values[i])) throw new ArgumentException($"Cell {row} (from 0): log(1 + {values[i]}) is no number. Give counts or normalised counts; data that have been scaled cannot be logged.", nameof(matrix));
                values[i] = (float)(Elementary.Log1p(values[i]) / scale);
            }
        });
    }

    /// <summary>Undoes <see cref="Log1p"/>.</summary>
    /// <param name="matrix">What it made.</param>
    /// <param name="logBase">The base; null for the natural logarithm.</param>
    public static CellMatrix Expm1(CellMatrix matrix, double? logBase = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var scale = Scale(logBase);
        return MatrixValues.MapRows(matrix, (_, values) =>
        {
            for (var i = 0; i < values.Length; i++) values[i] = (float)Elementary.Expm1(values[i] * scale);
        });
    }

    private static double Scale(double? logBase) => logBase switch
    {
        null => 1,
        > 0 and not 1 and not double.PositiveInfinity => Elementary.Log(logBase.Value),
        _ => throw new ArgumentException($"There are no logarithms of base {logBase}. Give 2 or 10, or leave it out.", nameof(logBase)),
    };
}
