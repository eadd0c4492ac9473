using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Sintropia.Runs.Port;
using Sintropia.Runs.Queue;

namespace Sintropia.Web.Hosting;

/// <summary>The API and the page over runs of this process: one server, one data folder, nothing else to start.</summary>
public static class LocalWeb
{
    private static readonly TimeSpan Stopping = TimeSpan.FromMinutes(2); // for checkpoints of what is under way

    /// <summary>Builds the host. Runs that wait in the data folder, or were under way when it was left, go on at once.</summary>
    /// <param name="web">Where it listens, and for whom.</param>
    /// <param name="queue">Where runs are kept.</param>
    /// <param name="completed">Given the folder of each run that is complete, to write a report there, for example.</param>
    /// <exception cref="OptionsValidationException">The options cannot be; its failures say what to do.</exception>
    /// <exception cref="IOException">The data folder cannot be used, or another server has it.</exception>
    public static WebApplication Build(WebOptions web, QueueOptions queue, Action<string>? completed = null)
    {
        Check(web);
        Check(queue);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [], ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders().AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical); // why it does not start is thrown, too
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace); // standard output is the host's
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = Stopping);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            SintropiaWeb.Limit(kestrel, web);
            SintropiaWeb.Listen(kestrel, web);
        });
        builder.Services.AddSintropiaWeb(web);
        builder.Services.AddSingleton<IRuns>(services => QueuedRuns.Open(queue, services.GetRequiredService<TimeProvider>(), completed)); // by the container, which closes it
        var app = builder.Build();
        try
        {
            app.Services.GetRequiredService<IRuns>();
            app.MapSintropiaHealth();
            app.MapSintropiaWeb();
            return app;
        }
        catch
        {
            ((IDisposable)app).Dispose();
            throw;
        }
    }

    /// <summary>The address that a started host listens at, by a name that this machine has.</summary>
    public static string AddressOf(WebApplication app) => app.Urls.First().Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("[::]", "localhost", StringComparison.Ordinal);

    private static void Check<TOptions>(TOptions options)
        where TOptions : class
    {
        var wrong = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new(options), wrong, validateAllProperties: true))
            throw new OptionsValidationException("", typeof(TOptions), wrong.Select(w => w.ErrorMessage ?? ""));
    }
}
