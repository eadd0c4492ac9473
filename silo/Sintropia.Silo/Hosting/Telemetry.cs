using Sintropia.Telemetry;

namespace Sintropia.Silo.Hosting;

/// <summary>Sends traces and metrics to a collector, if there is one, for as long as the host lives.</summary>
internal static class Telemetry
{
    private static readonly string[] Calls = ["Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application"];

    private static readonly string[] Meters = ["Microsoft.Orleans"];

    public static void Add(IServiceCollection services, TelemetryOptions options)
    {
        if (options.OtlpEndpoint is null) return;
        services.AddSingleton(host =>
        {
            var log = host.GetRequiredService<ILoggerFactory>().CreateLogger("Sintropia.Telemetry");
            return TelemetryExport.Start(options, "sintropia-silo", options.Traces == TraceDetail.Niches ? Calls : [], Meters, trouble => log.LogWarning("{Trouble}", trouble))!;
        });
        services.AddHostedService<Sending>();
    }

    /// <summary>Begins when the host starts: nobody else asks for it. The container disposes of it, which sends what is left.</summary>
    private sealed class Sending(TelemetryExport export) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            GC.KeepAlive(export);
            return Task.CompletedTask;
        }
    }
}
