using System.Globalization;
using Sintropia.Evaluation.Lineages;
using Sintropia.Evaluation.Statistics;
using Sintropia.Evaluation.Survival;

namespace Sintropia.Scenarios.Tests.Films;

/// <summary>A simulated culture against lineages not used to build it, in one phase.</summary>
/// <param name="Split">Seed of the split into training and held-out lineages.</param>
/// <param name="Phase">The phase.</param>
/// <param name="Distance">Largest distance of the survival curves of culture and held-out half.</param>
/// <param name="ToTraining">The same to the training half.</param>
/// <param name="TrainingToHeldOut">The same of the two halves.</param>
/// <param name="Resampled">95 % quantile of the distance of the two halves, both resampled.</param>
/// <param name="Halved">95 % quantile of the distance of two random halves.</param>
/// <param name="Sisters">Correlation of sisters in the culture.</param>
/// <param name="TrainingSisters">The same in the training half.</param>
/// <param name="HeldOut">The same in the held-out half, with its interval.</param>
/// <param name="HalvedSisters">95 % quantile of the difference of that correlation between two random halves.</param>
internal sealed record Comparison(
    ulong Split, string Phase, double Distance, double ToTraining, double TrainingToHeldOut, double Resampled, double Halved, double Sisters, double TrainingSisters, Interval HeldOut, double HalvedSisters)
{
    private const ulong HalvingSeed = 7;

    /// <summary>G1, and S, G2 and M together, which the film does not tell apart.</summary>
    public static readonly string[] Phases = ["G1", "S"];

    /// <summary>What two random halves of the lineages differ by in each phase: 95 % quantiles of the distance, and of the difference of sisters' correlations.</summary>
    public static IReadOnlyList<(double Distance, double Sisters)> Halvings(FilmedLineages filmed, int replicates) =>
    [
        .. Phases.Select(phase => (
            OrderStatistics.Quantile(LineageBootstrap.Halves(filmed.Table.Lineages, (a, b) => DistanceOf(a, b, phase), HalvingSeed, replicates), 0.95),
            OrderStatistics.Quantile(LineageBootstrap.Halves(filmed.Table.Lineages, (a, b) => Math.Abs(SistersOf(a, phase) - SistersOf(b, phase)), HalvingSeed, replicates), 0.95))),
    ];

    /// <summary>Builds a culture on a random half of the lineages, and holds it against the other half.</summary>
    public static IReadOnlyList<Comparison> Of(FilmedLineages filmed, ulong split, IReadOnlyList<(double Distance, double Sisters)> halvings, int replicates)
    {
        var (training, heldOut) = LineageBootstrap.Split(filmed.Table.Lineages, split);
        var culture = filmed.Culture(training, "inherit: true").Lineages;
        return
        [
            .. Phases.Select((phase, i) => new Comparison(
                split, phase, DistanceOf(culture, heldOut, phase), DistanceOf(culture, training, phase), DistanceOf(training, heldOut, phase),
                OrderStatistics.Quantile(LineageBootstrap.Between(training, heldOut, (a, b) => DistanceOf(a, b, phase), split, replicates), 0.95), halvings[i].Distance,
                SistersOf(culture, phase), SistersOf(training, phase), LineageBootstrap.Interval(heldOut, h => SistersOf(h, phase), split, replicates), halvings[i].Sisters)),
        ];
    }

    /// <summary>sup |S₁ − S₂| of the survival curves of a phase.</summary>
    public static double DistanceOf(IReadOnlyList<Lineage> a, IReadOnlyList<Lineage> b, string phase) =>
        KaplanMeier.Of(LineageTable.DurationsOf(a, phase)).Distance(KaplanMeier.Of(LineageTable.DurationsOf(b, phase)));

    /// <summary>Normal-score correlation of sisters that both completed a phase.</summary>
    public static double SistersOf(IReadOnlyList<Lineage> lineages, string phase) => FamilyCorrelation.Sisters(lineages, c => c.Completed(phase)).NormalScore;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"split {Split} {Phase}: distance {Distance:0.000} (to training {ToTraining:0.000}, training to held out {TrainingToHeldOut:0.000}; resampled {Resampled:0.000}, halves {Halved:0.000}); sisters {Sisters:0.000} (training {TrainingSisters:0.000}, held out {HeldOut.Estimate:0.000} [{HeldOut.Low:0.000}, {HeldOut.High:0.000}], halves ±{HalvedSisters:0.000})");
}
