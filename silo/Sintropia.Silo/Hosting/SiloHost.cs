using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Sintropia.Grains;
using Sintropia.Grains.Organisms;
using Sintropia.Grains.Predictors;
using Sintropia.Grains.Runs;
using Sintropia.Reports;
using Sintropia.Runs.Port;
using Sintropia.Silo.Options;
using Sintropia.Telemetry;
using Sintropia.Web.Hosting;
using SiloOptions = Sintropia.Silo.Options.SiloOptions;

namespace Sintropia.Silo.Hosting;

/// <summary>Composes a silo from its options. It decides nothing else.</summary>
public static class SiloHost
{
    /// <summary>Builds the host.</summary>
    /// <param name="args">The command line; <c>--Silo:Roles=cells</c> as well as the environment variable <c>Silo__Roles=cells</c>.</param>
    /// <exception cref="OptionsValidationException">The options cannot be.</exception>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Services.AddSiloOptions();
        var (silo, storage, predictor, telemetry) = Read(builder);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(silo.DrainSeconds + 30));
        var web = silo.Roles.HasFlag(SiloRoles.Gateway) ? GatewaySettings.Read(builder.Configuration, silo) : null;
        builder.WebHost.ConfigureKestrel(o =>
        {
            o.ListenAnyIP(silo.HealthPort);
            if (web is null) return;
            SintropiaWeb.Limit(o, web);
            SintropiaWeb.Listen(o, web);
        });
        if (web is not null) builder.Services.AddSintropiaWeb(web).AddSingleton<IRuns>(services => new GrainRuns(services.GetRequiredService<IGrainFactory>(), new RunSettings())).AddSingleton<IPredictorLoad, GrainPredictorLoad>();
        builder.Logging.AddSimpleConsole(o => o.SingleLine = true);
        // One line per activation when a silo is lost would be a million of them.
        builder.Logging.AddFilter("Orleans.Runtime.GrainDirectory", LogLevel.Error).AddFilter("Orleans", LogLevel.Warning);

        builder.UseOrleans(orleans => Configure(orleans, silo, storage, predictor, telemetry));
        builder.Services.AddSingleton<SiloHealth>().AddHostedService<Drain>(); // after the silo, so that it is stopped before it
        Telemetry.Add(builder.Services, telemetry);

        var app = builder.Build();
        var health = app.Services.GetRequiredService<SiloHealth>();
        app.MapGet(HealthPaths.Live, () => Results.Ok("live"));
        app.MapGet(HealthPaths.Startup, () => health.HasStarted ? Results.Ok("started") : Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
        app.MapGet(HealthPaths.Ready, () => health.IsReady ? Results.Ok("ready") : Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
        if (web is not null) app.MapSintropiaWeb(silo.ApiPort);
        return app;
    }

    private static void Configure(ISiloBuilder orleans, SiloOptions silo, StorageOptions storage, PredictorOptions predictor, TelemetryOptions telemetry)
    {
        orleans.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (silo.ClusterId, silo.ServiceId));
        orleans.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromMinutes(2)); // a tick of a full silo may take long; whoever is gone is found by membership
        Clusters.Join(orleans, silo);
        Stores.Keep(orleans, silo, storage);
        orleans.AddSintropia(new RunStorage(Path.Combine(storage.DataFolder, "runs"), Stores.Checkpoints(storage), folder => RunReport.Write(folder)), new BatchOptions
        {
            Host = PredictorPlacement.Hosts(silo, predictor), MaxBatch = predictor.MaxBatch, Linger = predictor.Linger, Queue = predictor.Queue,
        });
        if (telemetry is { OtlpEndpoint: not null, Traces: TraceDetail.Niches }) orleans.AddActivityPropagation(); // every call between grains passes through it, also where nobody collects traces
        if (!silo.Roles.HasFlag(SiloRoles.Cells)) orleans.HostNoCells();
    }

    /// <summary>What is composed depends on the options, so they are read before the host that checks them starts; wrong ones stop here with the same words.</summary>
    private static (SiloOptions Silo, StorageOptions Storage, PredictorOptions Predictor, TelemetryOptions Telemetry) Read(WebApplicationBuilder builder)
    {
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(builder.Configuration).AddSiloOptions().BuildServiceProvider();
        return (Of<SiloOptions>(), Of<StorageOptions>(), Of<PredictorOptions>(), Of<TelemetryOptions>());

        TOptions Of<TOptions>() where TOptions : class => services.GetRequiredService<IOptions<TOptions>>().Value;
    }
}
