using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Sintropia.Reports;
using Sintropia.Runs.Queue;
using Sintropia.Telemetry;
using Sintropia.Web.Hosting;

namespace Sintropia.Gateway;

/// <summary>Composes the server from its settings: <c>gateway.json</c> beside it, environment variables such as <c>Web__Port=8080</c>, and the command line, <c>--Web:Port=8080</c>; later ones win.</summary>
public static class GatewayHost
{
    /// <summary>Builds the host.</summary>
    /// <param name="args">The command line.</param>
    /// <exception cref="OptionsValidationException">The settings cannot be; its failures say what to do.</exception>
    /// <exception cref="IOException">The data folder cannot be used.</exception>
    public static WebApplication Build(string[] args)
    {
        var settings = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("gateway.json", optional: true).AddEnvironmentVariables().AddCommandLine(args).Build();
        var telemetry = Send(Bind<TelemetryOptions>(settings, TelemetryOptions.Section));
        try
        {
            var app = LocalWeb.Build(Bind<WebOptions>(settings, WebOptions.Section), Bind<QueueOptions>(settings, QueueOptions.Section), folder => RunReport.Write(folder));
            app.Lifetime.ApplicationStopped.Register(() => telemetry?.Dispose()); // sends what is left
            return app;
        }
        catch
        {
            telemetry?.Dispose();
            throw;
        }
    }

    private static TelemetryExport? Send(TelemetryOptions options)
    {
        try
        {
            return TelemetryExport.Start(options, "sintropia-gateway", meters: ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"], trouble: Console.Error.WriteLine);
        }
        catch (ValidationException wrong)
        {
            throw new OptionsValidationException("", typeof(TelemetryOptions), [wrong.Message]);
        }
    }

    private static TOptions Bind<TOptions>(IConfiguration settings, string name)
        where TOptions : class, new()
    {
        var section = settings.GetSection(name);
        var known = typeof(TOptions).GetProperties().Where(p => p.CanWrite).Select(p => p.Name).ToList();
        var unknown = section.GetChildren().Select(c => c.Key).Where(key => !known.Contains(key, StringComparer.OrdinalIgnoreCase)).ToList();
        if (unknown.Count > 0) throw new OptionsValidationException("", typeof(TOptions), unknown.Select(key => $"{name}:{key} is no setting. Correct it or leave it out; {name} has {string.Join(", ", known)}."));
        try
        {
            return section.Get<TOptions>(o => o.ErrorOnUnknownConfiguration = true) ?? new();
        }
        catch (InvalidOperationException wrong)
        {
            throw new OptionsValidationException("", typeof(TOptions), [wrong.Message]);
        }
    }
}
