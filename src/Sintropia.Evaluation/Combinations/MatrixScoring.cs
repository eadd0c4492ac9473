using Sintropia.Evaluation.DoseResponse;

namespace Sintropia.Evaluation.Combinations;

/// <summary>Expected and measured effects of one matrix, and the curves they rest on; kept as starting points for its resamples.</summary>
internal sealed class MatrixScoring
{
    private const int LeastDoses = 3;

    private MatrixScoring() { }

    public DoseResponseFit? FitA { get; private init; }

    public DoseResponseFit? FitB { get; private init; }

    public IReadOnlyList<CombinationCell> Cells { get; private set; } = [];

    public double Noise { get; private init; }

    private double[]? ParametersA { get; init; }

    private double[]? ParametersB { get; init; }

    private Dictionary<(bool OfA, double Dose), double[]> Conditional { get; } = [];

    /// <param name="matrix">Effects.</param>
    /// <param name="curves">Kind of curve over viabilities.</param>
    /// <param name="near">The scoring of the measured matrix, where this is a resample of it.</param>
    public static MatrixScoring Of(EffectMatrix matrix, DoseResponseOptions curves, MatrixScoring? near)
    {
        var (curveA, parametersA, squaresA) = Alone(matrix.AloneA, curves, near?.ParametersA);
        var (curveB, parametersB, squaresB) = Alone(matrix.AloneB, curves, near?.ParametersB);
        var both = parametersA is not null && parametersB is not null;
        var left = (parametersA is null ? 0 : matrix.AloneA.Count - curves.FreeParameters) + (parametersB is null ? 0 : matrix.AloneB.Count - curves.FreeParameters);
        var scoring = new MatrixScoring
        {
            ParametersA = parametersA, ParametersB = parametersB, Noise = left > 0 ? Math.Sqrt((squaresA + squaresB) / left) : double.NaN,
            FitA = near is null && parametersA is not null ? DoseResponseFit.Of(matrix.AloneA, curves) : null,
            FitB = near is null && parametersB is not null ? DoseResponseFit.Of(matrix.AloneB, curves) : null,
        };
        var fitted = both ? scoring.Through(matrix, curveA, curveB, near) : [];
        scoring.Cells = [.. matrix.Pairs.Select(pair => Cell(matrix, pair, curveA, curveB, both, fitted.GetValueOrDefault((pair.DoseA, pair.DoseB), double.NaN)))];
        return scoring;
    }

    private static CombinationCell Cell(EffectMatrix matrix, (double DoseA, double DoseB, double Effect, int Replicates) pair, HillCurve a, HillCurve b, bool both, double fitted)
    {
        double aloneA = matrix.MeanA.GetValueOrDefault(pair.DoseA, double.NaN), aloneB = matrix.MeanB.GetValueOrDefault(pair.DoseB, double.NaN);
        return new(pair.DoseA, pair.DoseB, pair.Effect, pair.Replicates, aloneA, aloneB,
            HighestSingleAgent.Expected(aloneA, aloneB), BlissIndependence.Expected(aloneA, aloneB),
            both ? LoeweAdditivity.Expected(a, pair.DoseA, b, pair.DoseB) : double.NaN,
            both ? ZeroInteractionPotency.Expected(a.At(pair.DoseA), b.At(pair.DoseB)) : double.NaN, fitted,
            both ? CombinationIndex.Of(a, pair.DoseA, b, pair.DoseB, pair.Effect) : double.NaN);
    }

    /// <summary>The curve of effects of a drug alone.</summary>
    private static (HillCurve Curve, double[]? Parameters, double Squares) Alone(IReadOnlyList<DosePoint> viabilities, DoseResponseOptions curves, double[]? near)
    {
        if (viabilities.Select(p => p.Dose).Distinct().Count() < LeastDoses) return (default, null, 0);
        var fitting = new HillFitting([.. viabilities.Select(p => p.Dose)], [.. viabilities.Select(p => p.Response)], curves);
        var found = near is null ? fitting.Fit() : fitting.FitNear(near);
        var curve = HillFitting.Curve(found.At);
        return (new(1 - curve.Zero, 1 - curve.Infinite, curve.HalfDose, curve.Slope), found.At, found.Squares);
    }

    /// <summary>ZIP's two families of curves through the combinations, averaged.</summary>
    private Dictionary<(double, double), double> Through(EffectMatrix matrix, HillCurve a, HillCurve b, MatrixScoring? near)
    {
        var sums = matrix.Pairs.ToDictionary(p => (p.DoseA, p.DoseB), _ => 0.0);
        foreach (var row in matrix.Pairs.GroupBy(p => p.DoseB))
            foreach (var (pair, value) in row.Zip(Shifted([.. row.Select(p => p.DoseA)], [.. row.Select(p => p.Effect)], b.At(row.Key), (true, row.Key), near))) sums[(pair.DoseA, pair.DoseB)] += value / 2;
        foreach (var column in matrix.Pairs.GroupBy(p => p.DoseA))
            foreach (var (pair, value) in column.Zip(Shifted([.. column.Select(p => p.DoseB)], [.. column.Select(p => p.Effect)], a.At(column.Key), (false, column.Key), near))) sums[(pair.DoseA, pair.DoseB)] += value / 2;
        return sums;
    }

    private double[] Shifted(double[] doses, double[] effects, double from, (bool, double) which, MatrixScoring? near)
    {
        if (doses.Length < LeastDoses) return effects; // as in the published procedure, too few are taken as measured
        var fitting = new HillFitting(doses, effects, ZeroInteractionPotency.Curve(from));
        var found = near is not null && near.Conditional.TryGetValue(which, out var start) ? fitting.FitNear(start) : fitting.Fit();
        Conditional[which] = found.At;
        return [.. Enumerable.Range(0, doses.Length).Select(i => fitting.Predicted(found.At, i))];
    }
}
