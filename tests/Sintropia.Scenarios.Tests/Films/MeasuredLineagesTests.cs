using System.Globalization;
using Sintropia.Evaluation.Lineages;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Scenarios.Tests.Films;

/// <summary>A culture built on one half of the filmed lineages looks like the other half.</summary>
public sealed class MeasuredLineagesTests(ITestOutputHelper output)
{
    private const int Replicates = 1000;
    private static readonly string[] Phases = ["G1", "S"];

    [Fact(Explicit = true)] // by hand: the figures of docs/measured-lineages.md
    public void Figures_over_random_splits()
    {
        var filmed = FilmedLineages.Read();
        string N(double x) => x.ToString("0.000", CultureInfo.InvariantCulture);
        int inBetween = 0, inHalves = 0, all = 0;
        var limits = Phases.Select(phase => OrderStatistics.Quantile(LineageBootstrap.Halves(filmed.Table.Lineages, (a, b) => FilmedLineages.Distance(a, b, phase), 7, Replicates), 0.95)).ToArray();
        var differences = Phases.Select(phase => OrderStatistics.Quantile(LineageBootstrap.Halves(filmed.Table.Lineages, (a, b) => Math.Abs(FilmedLineages.Sisters(a, phase) - FilmedLineages.Sisters(b, phase)), 7, Replicates), 0.95)).ToArray();
        for (ulong split = 1; split <= 10; split++)
        {
            var (training, heldOut) = LineageBootstrap.Split(filmed.Table.Lineages, split);
            var clock = System.Diagnostics.Stopwatch.StartNew();
            var culture = filmed.Culture(training, out var scenario).Lineages;
            var ms = clock.ElapsedMilliseconds;
            foreach (var a in scenario.Assumptions.Where(a => a.What.StartsWith("correlation", StringComparison.Ordinal))) output.WriteLine($"   {a.Subject} {a.What} {a.Value} ({a.Note})");
            foreach (var (i, phase) in Phases.Index())
            {
                var d = FilmedLineages.Distance(culture, heldOut, phase);
                var band = OrderStatistics.Quantile(LineageBootstrap.Between(training, heldOut, (a, b) => FilmedLineages.Distance(a, b, phase), split, Replicates), 0.95);
                var r = FilmedLineages.Sisters(culture, phase);
                var interval = LineageBootstrap.Interval(heldOut, h => FilmedLineages.Sisters(h, phase), split, Replicates);
                all += 2;
                if (d <= band) inBetween++;
                if (d <= limits[i]) inHalves++;
                if (interval.Contains(r)) inBetween++;
                if (Math.Abs(r - interval.Estimate) <= differences[i]) inHalves++;
                output.WriteLine($"{split} {phase}: KM {N(d)} (train-held {N(FilmedLineages.Distance(training, heldOut, phase))}, culture-train {N(FilmedLineages.Distance(culture, training, phase))}; between {N(band)}, halves {N(limits[i])}); sisters {N(r)} train {N(FilmedLineages.Sisters(training, phase))} held {N(interval.Estimate)} [{N(interval.Low)}, {N(interval.High)}] halves ±{N(differences[i])}; {ms} ms");
            }
        }

        output.WriteLine($"{inBetween} of {all} inside resampled bands, {inHalves} inside halves");
    }
}
