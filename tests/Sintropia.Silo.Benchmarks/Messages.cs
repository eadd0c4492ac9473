using System.Diagnostics.Metrics;

namespace Sintropia.Silo.Benchmarks;

/// <summary>Counts the messages between grains of this process, as Orleans counts them anyway.</summary>
internal sealed class Messages : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _sent;

    public Messages()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "orleans-messaging-sent-local") listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, sent, _, _) => _sent += sent);
        _listener.Start();
    }

    /// <summary>Messages so far.</summary>
    public long Sent
    {
        get
        {
            _sent = 0;
            _listener.RecordObservableInstruments();
            return _sent;
        }
    }

    public void Dispose() => _listener.Dispose();
}
