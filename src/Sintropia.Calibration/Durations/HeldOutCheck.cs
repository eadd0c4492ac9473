using Sintropia.Evaluation.Lineages;
using Sintropia.Evaluation.Statistics;
using Sintropia.Evaluation.Survival;
using Sintropia.Scenarios.Films;

namespace Sintropia.Calibration.Durations;

/// <summary>A calibration on one half of the lineages, simulated and filmed as they were, against the half that had no part in it.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Distance">Largest distance of the survival curves of culture and held-out half.</param>
/// <param name="Band">95 % quantile of the distance of the two halves, both resampled by whole lineages: what chance allows.</param>
/// <param name="Sisters">Correlation of sisters in the culture; NaN where there are none.</param>
/// <param name="HeldOut">The same in the held-out half, with its 95 % interval.</param>
/// <param name="Inside">Share of times at which the culture's curve lies in the pointwise 95 % band of the held-out half resampled.</param>
/// <param name="TrainingInside">The same of the training half's own curve: what a perfect copy of it would come to.</param>
/// <param name="TrainingSisters">Correlation of sisters in the training half.</param>
public sealed record HeldOutCheck(string Phase, double Distance, double Band, double Sisters, Interval HeldOut, double Inside, double TrainingInside, double TrainingSisters)
{
    private const int Families = 2000;
    private const int FewestPairs = 10;

    /// <summary>Whether the durations look like those held out.</summary>
    public bool DurationsAgree => Distance <= Band;

    /// <summary>Whether sisters are as alike; null where the held-out half has too few to say.</summary>
    public bool? SistersAgree => double.IsNaN(HeldOut.Estimate) || double.IsNaN(Sisters) ? null : HeldOut.Contains(Sisters);

    /// <summary>Splits, calibrates, simulates, films and compares.</summary>
    /// <param name="table">Recorded lineages.</param>
    /// <param name="options">How to calibrate; its seed splits and resamples.</param>
    /// <param name="replicates">Resamples of each half.</param>
    /// <param name="threads">Threads of the culture; nothing depends on how many.</param>
    public static IReadOnlyList<HeldOutCheck> Of(LineageTable table, DurationOptions options, int replicates = 500, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        var (training, heldOut) = LineageBootstrap.Split(table.Lineages, options.Seed);
        var learned = new LineageTable(training);
        var calibration = DurationCalibration.Of(learned, options with { Resamples = 0 });
        var film = Film.Of(table, options.FrameHours);
        var growth = Math.Exp(Math.Max(0, Biology.Cycle.StableGrowth.Of(calibration.CellType("culture")).Rate) * film.Hours);
        var culture = film.Of(calibration.CellType("culture"), (int)Math.Clamp(200_000 / growth, 200, Families), options.Seed ^ 0x4845_4C44);
        return [.. calibration.Phases.Select(p => Compare(p.Phase, culture.Lineages, training, heldOut, options.Seed, replicates))];
    }

    private static HeldOutCheck Compare(string phase, IReadOnlyList<Lineage> culture, IReadOnlyList<Lineage> training, IReadOnlyList<Lineage> heldOut, ulong seed, int replicates)
    {
        var model = Curve(culture, phase)!;
        var record = Curve(heldOut, phase)!;
        var band = OrderStatistics.Quantile([.. LineageBootstrap.Between(training, heldOut, (a, b) => Curve(a, phase) is { } x && Curve(b, phase) is { } y ? x.Distance(y) : double.NaN, seed, replicates).Where(double.IsFinite)], 0.95);
        var times = record.Steps.Where(s => s.Events > 0).Select(s => s.Hours).ToArray();
        var curves = new List<KaplanMeier>();
        _ = LineageBootstrap.Replicates(heldOut, again =>
        {
            if (Curve(again, phase) is { } curve) curves.Add(curve);
            return curves.Count;
        }, seed + 1, Math.Min(replicates, 200));
        var band95 = times.Select(t => curves.Select(c => c.Survival(t)).ToArray()).Select(at => (Low: OrderStatistics.Quantile(at, 0.025), High: OrderStatistics.Quantile(at, 0.975))).ToArray();
        double Within(KaplanMeier? curve) => curve is null || times.Length == 0 ? double.NaN : times.Zip(band95, (t, b) => curve.Survival(t) >= b.Low && curve.Survival(t) <= b.High ? 1.0 : 0).Average();
        var pairs = FamilyCorrelation.Sisters(heldOut, c => c.Completed(phase)).Pairs;
        var held = pairs >= FewestPairs ? LineageBootstrap.Interval(heldOut, h => FamilyCorrelation.Sisters(h, c => c.Completed(phase)).NormalScore, seed, replicates) : new(double.NaN, double.NaN, double.NaN);
        return new(phase, model.Distance(record), band, FamilyCorrelation.Sisters(culture, c => c.Completed(phase)).NormalScore, held, Within(model), Within(Curve(training, phase)),
            FamilyCorrelation.Sisters(training, c => c.Completed(phase)).NormalScore);
    }

    private static KaplanMeier? Curve(IReadOnlyList<Lineage> lineages, string phase)
    {
        var durations = LineageTable.DurationsOf(lineages, phase).ToArray();
        return durations.Length > 0 ? KaplanMeier.Of(durations) : null;
    }
}
