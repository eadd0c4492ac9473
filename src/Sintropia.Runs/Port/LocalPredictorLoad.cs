using System.Diagnostics.Metrics;
using Sintropia.Simulation.Watching;

namespace Sintropia.Runs.Port;

/// <summary>Counts what predictors of this process are asked, from the first time that somebody wants to know: until then it listens to nothing and costs nothing.</summary>
/// <param name="time">The clock on the wall.</param>
public sealed class LocalPredictorLoad(TimeProvider time) : IPredictorLoad, IDisposable
{
    private const string Sizes = "sintropia.predictor.batch.size", Durations = "sintropia.predictor.batch.duration";

    private readonly Lock _gate = new();
    private MeterListener? _listener;
    private long _began, _batches, _cells, _microseconds;

    /// <inheritdoc/>
    public Task<PredictorLoad> Now(CancellationToken cancellation = default)
    {
        lock (_gate) _listener ??= Listen();
        return Task.FromResult(new PredictorLoad(time.GetElapsedTime(_began).TotalSeconds, Volatile.Read(ref _batches), Volatile.Read(ref _cells), Volatile.Read(ref _microseconds) / 1e6));
    }

    /// <inheritdoc/>
    public void Dispose() => _listener?.Dispose();

    private MeterListener Listen()
    {
        var listener = new MeterListener { InstrumentPublished = (instrument, l) => { if (instrument.Meter.Name == PredictorMeter.Name && instrument.Name is Sizes or Durations) l.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<int>((_, cells, _, _) =>
        {
            Interlocked.Increment(ref _batches);
            Interlocked.Add(ref _cells, cells);
        });
        listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => Interlocked.Add(ref _microseconds, (long)(seconds * 1e6)));
        _began = time.GetTimestamp();
        listener.Start();
        return listener;
    }
}
