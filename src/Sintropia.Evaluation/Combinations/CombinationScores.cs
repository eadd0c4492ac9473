using Sintropia.Evaluation.DoseResponse;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Combinations;

/// <summary>Two drugs over a matrix of doses, held against what no interaction would give. What cannot be scored is an outcome with a name, never an exception.</summary>
public sealed record CombinationScores
{
    /// <summary>Why there are no scores at all.</summary>
    public required CombinationFailure Failure { get; init; }

    /// <summary>The failure in words; empty without one.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The response taken as no effect; NaN with a failure.</summary>
    public double Baseline { get; init; } = double.NaN;

    /// <summary>The first drug alone, over viabilities (1 − effect).</summary>
    public DoseResponseFit? CurveA { get; init; }

    /// <summary>The second drug alone.</summary>
    public DoseResponseFit? CurveB { get; init; }

    /// <summary>Measured viabilities of the first drug alone.</summary>
    public IReadOnlyList<DosePoint> AloneA { get; init; } = [];

    /// <summary>Measured viabilities of the second drug alone.</summary>
    public IReadOnlyList<DosePoint> AloneB { get; init; } = [];

    /// <summary>Pairs of doses, by the first and then the second.</summary>
    public IReadOnlyList<CombinationCell> Cells { get; init; } = [];

    /// <summary>One score a model, in the order of <see cref="ReferenceModel"/>.</summary>
    public IReadOnlyList<SynergyScore> Scores { get; init; } = [];

    /// <summary>Median of the combination index over pairs that have one.</summary>
    public double MedianIndex { get; init; } = double.NaN;

    /// <summary>Standard deviation of wells about the curves of the single drugs, which noise is drawn with where there are no replicates; NaN where nothing tells.</summary>
    public double Noise { get; init; } = double.NaN;

    /// <summary>Responses left out because they, or a dose, are not numbers that can be.</summary>
    public int LeftOut { get; init; }

    /// <summary>The score under a model.</summary>
    public SynergyScore this[ReferenceModel model] => Scores[(int)model];

    /// <summary>Scores a matrix.</summary>
    /// <param name="wells">Its wells in any order: with both drugs, with one, with none; pairs of doses may repeat, and may be missing.</param>
    /// <param name="options">How; null for the defaults.</param>
    public static CombinationScores Of(IEnumerable<CombinationWell> wells, CombinationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(wells);
        options ??= new();
        var all = wells.ToArray();
        var usable = all.Where(w => double.IsFinite(w.Response) && w.DoseA >= 0 && w.DoseB >= 0 && double.IsFinite(w.DoseA) && double.IsFinite(w.DoseB)).ToArray();
        var leftOut = all.Length - usable.Length;
        var (baseline, failure, reason) = MatrixBaseline.Of(usable, options);
        if (failure != CombinationFailure.None) return new() { Failure = failure, Reason = reason, LeftOut = leftOut, Baseline = baseline };

        var matrix = new EffectMatrix([.. usable.Select(w => w with { Response = w.Response / baseline })]);
        if (matrix.Pairs.Count == 0) return new() { Failure = CombinationFailure.NoCombinations, Reason = "No well holds both drugs and a finite response.", LeftOut = leftOut, Baseline = baseline };
        var scored = MatrixScoring.Of(matrix, options.Curves, near: null);
        var intervals = options.Resamples > 0 ? MatrixBootstrap.Means(matrix, scored, options) : null;
        return new()
        {
            Failure = CombinationFailure.None, Baseline = baseline, LeftOut = leftOut, CurveA = scored.FitA, CurveB = scored.FitB, AloneA = matrix.AloneA, AloneB = matrix.AloneB, Cells = scored.Cells, Noise = scored.Noise,
            MedianIndex = OrderStatistics.Quantile(scored.Cells.Select(c => c.Index), 0.5),
            Scores = [.. Enum.GetValues<ReferenceModel>().Select(model => Score(model, scored, intervals?[(int)model], options.Confidence))],
        };
    }

    private static SynergyScore Score(ReferenceModel model, MatrixScoring scored, double[]? resampled, double confidence)
    {
        var values = scored.Cells.Select(c => c.Excess(model)).Where(v => !double.IsNaN(v)).ToArray();
        if (values.Length == 0) return new(model, new(double.NaN, double.NaN, double.NaN), double.NaN, double.NaN, 0, model is ReferenceModel.Hsa or ReferenceModel.Bliss ? CombinationFailure.NoSingleDrugs : CombinationFailure.TooFewDoses);
        var mean = resampled is null ? new(values.Average(), double.NaN, double.NaN) : HillBootstrap.Interval(values.Average(), resampled, confidence);
        return new(model, mean, values.Max(), values.Min(), values.Length, CombinationFailure.None);
    }
}
