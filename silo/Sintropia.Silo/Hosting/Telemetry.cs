using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Sintropia.Silo.Options;

namespace Sintropia.Silo.Hosting;

/// <summary>Sends traces and metrics to a collector, if there is one.</summary>
internal static class Telemetry
{
    private static readonly string[] Sources = ["Sintropia.*", "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application"];

    private static readonly string[] Meters = ["Sintropia.*", "Microsoft.Orleans", "System.Runtime"];

    public static void Add(IServiceCollection services, TelemetryOptions options)
    {
        if (options.OtlpEndpoint is not { } endpoint) return;
        var resource = ResourceBuilder.CreateDefault().AddService("sintropia-silo");
        // Made with the container and flushed with it.
        services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).AddOtlpExporter(o => o.Endpoint = endpoint).Build());
        services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter(o => o.Endpoint = endpoint).Build());
        services.AddHostedService<Sending>();
    }

    /// <summary>Makes both when the host starts: nobody else asks for them.</summary>
    private sealed class Sending(TracerProvider traces, MeterProvider metrics) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.Run(() => traces.ForceFlush(5000) & metrics.ForceFlush(5000), cancellationToken);
    }
}
