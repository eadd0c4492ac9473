using System.Diagnostics.Tracing;

namespace Sintropia.Telemetry;

/// <summary>Hears what the exporter complains of, which it tells nobody else. One sentence is enough: it tries again and again.</summary>
internal sealed class ExportTroubles : EventListener
{
    private const string Exporter = "OpenTelemetry-Exporter-OpenTelemetryProtocol";

    private readonly Uri? _collector;
    private readonly Action<string>? _trouble;
    private int _told;

    public ExportTroubles(Uri collector, Action<string> trouble)
    {
        (_collector, _trouble) = (collector, trouble);
        foreach (var source in EventSource.GetSources()) Hear(source); // those that were made while the fields were not set
    }

    protected override void OnEventSourceCreated(EventSource eventSource) => Hear(eventSource);

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (_trouble is null || Interlocked.Exchange(ref _told, 1) != 0) return;
        // The last it says is the exception, of which the message in the first line is enough.
        var what = eventData.Payload?.LastOrDefault()?.ToString()?.Split('\n')[0].Trim() ?? eventData.Message ?? eventData.EventName;
        _trouble($"The collector at {_collector} does not take what it is sent ({what?[(what.IndexOf("Exception: ", StringComparison.Ordinal) is var at and >= 0 ? at + 11 : 0)..]}). Check its address and whether it speaks OTLP over gRPC or HTTP; what it measures of the run is lost, and the run is not affected.");
    }

    private void Hear(EventSource source)
    {
        if (source.Name == Exporter) EnableEvents(source, EventLevel.Warning);
    }
}
