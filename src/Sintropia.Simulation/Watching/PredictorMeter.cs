using System.Diagnostics.Metrics;

namespace Sintropia.Simulation.Watching;

/// <summary>What predictors are asked, measured by the meter <c>Sintropia.Predictors</c> wherever they are asked: in this process, or on a machine of a cluster.</summary>
public static class PredictorMeter
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Sintropia.Predictors";

    private static readonly InstrumentAdvice<double> InSeconds = new() { HistogramBucketBoundaries = [1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1, 3, 10] };

    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<int> Sizes = Meter.CreateHistogram("sintropia.predictor.batch.size", "{cell}", "Cells in a batch", tags: null, new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384] });
    private static readonly Histogram<double> Durations = Meter.CreateHistogram("sintropia.predictor.batch.duration", "s", "Time that a batch takes", tags: null, InSeconds);
    private static readonly Histogram<double> Waits = Meter.CreateHistogram("sintropia.predictor.wait.duration", "s", "Time that the first question of a batch has waited when the batch leaves", tags: null, InSeconds);
    private static readonly UpDownCounter<int> Queue = Meter.CreateUpDownCounter<int>("sintropia.predictor.queue", "{cell}", "Cells that wait for a predictor");

    /// <summary>Whether somebody wants to know how long batches take and wait.</summary>
    public static bool IsHeard => Durations.Enabled || Waits.Enabled;

    /// <summary>A batch is asked.</summary>
    /// <param name="cells">Cells in it.</param>
    public static void Asked(int cells) => Sizes.Record(cells);

    /// <summary>The first question of a batch has waited.</summary>
    public static void Waited(TimeSpan time) => Waits.Record(time.TotalSeconds);

    /// <summary>A batch is answered.</summary>
    public static void Answered(TimeSpan time) => Durations.Record(time.TotalSeconds);

    /// <summary>Cells begin to wait, or, below nought, wait no more.</summary>
    public static void Queued(int cells) => Queue.Add(cells);
}
