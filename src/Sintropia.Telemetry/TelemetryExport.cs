using System.ComponentModel.DataAnnotations;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Sintropia.Telemetry;

/// <summary>Sends traces and metrics of this process to a collector until it is disposed, which sends what is left.</summary>
public sealed class TelemetryExport : IDisposable
{
    private const int PatienceMs = 5000; // for what is left at the end: a collector that is gone must not hold a program up for long

    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;
    private readonly ExportTroubles? _troubles;

    private TelemetryExport(TelemetryOptions options, Uri endpoint, string service, IReadOnlyList<string> sources, IReadOnlyList<string> meters, Action<string>? trouble)
    {
        _troubles = trouble is null ? null : new(endpoint, trouble);
        var resource = ResourceBuilder.CreateDefault().AddService(service, serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(3));
        if (options.Traces != TraceDetail.None)
        {
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource([.. Sources(options.Traces), .. sources])
                .AddOtlpExporter(o => Address(o, "v1/traces")).Build();
        }

        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(["Sintropia.*", "System.Runtime", .. meters])
            .AddOtlpExporter((o, reader) =>
            {
                Address(o, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.MetricsEvery.TotalMilliseconds;
            }).Build();

        void Address(OtlpExporterOptions exporter, string path)
        {
            exporter.Protocol = options.Protocol == TelemetryProtocol.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
            exporter.Endpoint = options.Protocol == TelemetryProtocol.Grpc ? endpoint : new(endpoint.AbsoluteUri.TrimEnd('/') + "/" + path);
        }
    }

    /// <summary>Begins to send.</summary>
    /// <param name="options">Where to.</param>
    /// <param name="service">What the collector knows the program by.</param>
    /// <param name="sources">Sources of spans besides the engines'.</param>
    /// <param name="meters">Meters besides the engines' and the runtime's.</param>
    /// <param name="trouble">Told once, in a sentence, if the collector cannot be reached or refuses what it is sent.</param>
    /// <returns>Null where the options name no collector: then nothing is measured either.</returns>
    /// <exception cref="ValidationException">The options cannot be.</exception>
    public static TelemetryExport? Start(TelemetryOptions options, string service, IReadOnlyList<string>? sources = null, IReadOnlyList<string>? meters = null, Action<string>? trouble = null)
    {
        Validator.ValidateObject(options, new(options), validateAllProperties: true);
        return options.OtlpEndpoint is { } endpoint ? new(options, endpoint, service, sources ?? [], meters ?? [], trouble) : null;
    }

    /// <summary>Names of the sources of spans that traces of a detail need.</summary>
    public static IReadOnlyList<string> Sources(TraceDetail detail) => detail switch
    {
        TraceDetail.None => [],
        TraceDetail.Runs => ["Sintropia.Runs"],
        TraceDetail.Ticks => ["Sintropia.Runs", "Sintropia.Simulation"],
        _ => ["Sintropia.*"],
    };

    /// <summary>Sends what is left, for as long as five seconds.</summary>
    public void Dispose()
    {
        _traces?.ForceFlush(PatienceMs);
        _metrics?.ForceFlush(PatienceMs);
        _traces?.Dispose();
        _metrics?.Dispose();
        _troubles?.Dispose();
    }
}
