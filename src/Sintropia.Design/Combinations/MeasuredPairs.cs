using Sintropia.Evaluation.Assays;
using Sintropia.Evaluation.Combinations;

namespace Sintropia.Design.Combinations;

/// <summary>A matrix of two drugs of which single drugs are measured, and pairs of doses may be.</summary>
public sealed class MeasuredPairs
{
    private MeasuredPairs(CombinationMatrix matrix, double[] dosesA, double[] dosesB, double[] aloneA, double[] aloneB, double[][] effects) =>
        (Matrix, DosesA, DosesB, AloneA, AloneB, Effects) = (matrix, dosesA, dosesB, aloneA, aloneB, effects);

    /// <summary>Its names and wells.</summary>
    public CombinationMatrix Matrix { get; }

    /// <summary>Doses of the first drug that were measured alone, rising.</summary>
    public IReadOnlyList<double> DosesA { get; }

    /// <summary>Doses of the second drug that were measured alone.</summary>
    public IReadOnlyList<double> DosesB { get; }

    /// <summary>What the first drug does alone, a share of 1; shape [doses].</summary>
    public IReadOnlyList<double> AloneA { get; }

    /// <summary>What the second drug does alone.</summary>
    public IReadOnlyList<double> AloneB { get; }

    /// <summary>What both do together, NaN where that was not measured; shape [doses of A][doses of B].</summary>
    public IReadOnlyList<IReadOnlyList<double>> Effects { get; }

    /// <summary>Pairs of doses.</summary>
    public int Places => DosesA.Count * DosesB.Count;

    /// <summary>The matrix; null where its single drugs or its baseline are missing.</summary>
    /// <param name="matrix">Wells.</param>
    /// <param name="baseline">What no effect is.</param>
    public static MeasuredPairs? Of(CombinationMatrix matrix, BaselineRule baseline)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var alone = matrix.Wells.Where(w => (w.DoseA == 0 || w.DoseB == 0) && double.IsFinite(w.Response)).ToArray();
        // Wells of pairs play no part in a baseline, and what is not measured yet must not.
        var scores = CombinationScores.Of(alone, new() { Baseline = baseline });
        if (scores.Failure != CombinationFailure.NoCombinations || !(scores.Baseline > 0)) return null;
        var a = alone.Where(w => w is { DoseA: > 0, DoseB: 0 }).GroupBy(w => w.DoseA).OrderBy(g => g.Key).Select(g => (Dose: g.Key, Effect: 1 - g.Average(w => w.Response) / scores.Baseline)).ToArray();
        var b = alone.Where(w => w is { DoseB: > 0, DoseA: 0 }).GroupBy(w => w.DoseB).OrderBy(g => g.Key).Select(g => (Dose: g.Key, Effect: 1 - g.Average(w => w.Response) / scores.Baseline)).ToArray();
        if (a.Length == 0 || b.Length == 0) return null;
        var both = matrix.Wells.Where(w => w is { DoseA: > 0, DoseB: > 0 } && double.IsFinite(w.Response)).GroupBy(w => (w.DoseA, w.DoseB)).ToDictionary(g => g.Key, g => 1 - g.Average(w => w.Response) / scores.Baseline);
        return new(matrix, [.. a.Select(x => x.Dose)], [.. b.Select(x => x.Dose)], [.. a.Select(x => x.Effect)], [.. b.Select(x => x.Effect)], [.. a.Select(x => b.Select(y => both.GetValueOrDefault((x.Dose, y.Dose), double.NaN)).ToArray())]);
    }

    /// <summary>Places of the doses of a pair.</summary>
    public (int A, int B) Pair(int place) => (place / DosesB.Count, place % DosesB.Count);

    /// <summary>What independence makes one expect of a pair.</summary>
    public double Bliss(int place) => BlissIndependence.Expected(AloneA[Pair(place).A], AloneB[Pair(place).B]);

    /// <summary>What was measured of a pair less what independence makes one expect; NaN where it was not measured.</summary>
    public double Excess(int place) => Effects[Pair(place).A][Pair(place).B] - Bliss(place);

    /// <summary>Mean excess over measured pairs; NaN without any.</summary>
    public double MeanExcess => Enumerable.Range(0, Places).Select(Excess).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Where a pair lies: its doses' places among those of each drug, from 0 to 1, and what each does alone.</summary>
    public double[] Features(int place)
    {
        var (a, b) = Pair(place);
        return [DosesA.Count > 1 ? a / (DosesA.Count - 1.0) : 0, DosesB.Count > 1 ? b / (DosesB.Count - 1.0) : 0, Math.Clamp(AloneA[a], -0.5, 1), Math.Clamp(AloneB[b], -0.5, 1)];
    }
}
