using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.OpenApi;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Web.Cells;
using Sintropia.Web.Charts;
using Sintropia.Web.Events;
using Sintropia.Web.Expression;
using Sintropia.Web.Predictors;
using Sintropia.Web.Problems;
using Sintropia.Web.Results;
using Sintropia.Web.Runs;
using Sintropia.Web.Scenarios;
using Sintropia.Web.Security;

namespace Sintropia.Web.Hosting;

/// <summary>Puts the API and the page into a host that has an <see cref="IRuns"/>.</summary>
public static class SintropiaWeb
{
    /// <summary>Adds what the API needs, but the runs.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="web">Checked options.</param>
    public static IServiceCollection AddSintropiaWeb(this IServiceCollection services, WebOptions web)
    {
        services.AddSingleton(web).AddSingleton(new Tokens(web.Secret)).AddSingleton<PageFiles>().AddSingleton<RunFeeds>().AddSingleton<CellPlanes>().AddSingleton<Thoughts>().AddSingleton<IPredictorLoad, LocalPredictorLoad>();
        services.AddSingleton(TimeProvider.System);
        services.ConfigureHttpJsonOptions(o => Spelling.Of(o.SerializerOptions));
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true); // so that one place says what was wrong
        services.AddRateLimiter(o => Limits.Add(o, web));
        services.AddOpenApi("v1", o => o.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Sintropia", Version = RunExecution.Version, Description = "Simulates populations of living cells under interventions: submit a scenario, watch its run, read what came out. JSON is spelt in lower snake case; problems follow RFC 9457 and say what to do." };
            document.Servers = [];
            return Task.CompletedTask;
        }));
        return services;
    }

    /// <summary>Limits what a server takes from the outside.</summary>
    public static void Limit(KestrelServerOptions kestrel, WebOptions web)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = (long)web.MaxBodyMegabytes << 20;
        kestrel.Limits.MaxConcurrentConnections = web.MostWatchers + 1000;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 << 10;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(20);
        kestrel.Limits.Http2.MaxStreamsPerConnection = 100;
    }

    /// <summary>Listens where the options say.</summary>
    public static void Listen(KestrelServerOptions kestrel, WebOptions web)
    {
        if (web.Address == "*") kestrel.ListenAnyIP(web.Port);
        else kestrel.Listen(web.Address == "localhost" ? IPAddress.Loopback : IPAddress.Parse(web.Address), web.Port);
    }

    /// <summary>Maps the API and the page.</summary>
    /// <param name="app">The host.</param>
    /// <param name="port">The port that they are served at, where the host listens at others too, such as one for health; null for all.</param>
    public static void MapSintropiaWeb(this WebApplication app, int? port = null)
    {
        var (web, tokens) = (app.Services.GetRequiredService<WebOptions>(), app.Services.GetRequiredService<Tokens>());
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Sintropia.Web");
        var time = app.Services.GetRequiredService<TimeProvider>();
        var here = web.IsLoopback && !tokens.Asked;
        app.Use(async (context, next) =>
        {
            if (port is { } only && context.Connection.LocalPort != only)
            {
                if (context.Request.Path.StartsWithSegments("/healthz")) await next(context);
                else context.Response.StatusCode = StatusCodes.Status404NotFound; // without a token, so without an API
                return;
            }

            SecurityHeaders.Add(context.Response);
            await ProblemWriter.Guard(context, async inner =>
            {
                if (inner.Request.Path.StartsWithSegments("/api"))
                {
                    inner.Response.Headers.CacheControl = "no-store";
                    Doorkeeper.Check(inner.Request, here);
                    tokens.Check(inner.Request, time.GetUtcNow());
                }

                await next(inner);
                if (inner.Response is { HasStarted: false, ContentLength: null, ContentType: null, StatusCode: >= 400 } response && !HttpMethods.IsHead(inner.Request.Method)) await ProblemWriter.Write(inner, Bare(response.StatusCode));
            }, log);
        });
        app.UseRouting();
        app.UseRateLimiter();

        var api = app.MapGroup(Paths.Api);
        ServerEndpoints.Map(api);
        ScenarioEndpoints.Map(api);
        RunEndpoints.Map(api);
        EventEndpoints.Map(api);
        ResultEndpoints.Map(api);
        ChartEndpoints.Map(api);
        CellEndpoints.Map(api);
        CellEvents.Map(api);
        CellInterventions.Map(api);
        ExpressionEndpoints.Map(api);
        ModelEndpoints.Map(api);
        app.MapOpenApi("/api/{documentName}/openapi.json");
        PageFiles.Map(app, app.Services.GetRequiredService<PageFiles>());
    }

    /// <summary>Maps <see cref="Paths.Live"/> and <see cref="Paths.Ready"/>, for hosts that answer probes at the same port.</summary>
    public static void MapSintropiaHealth(this WebApplication app)
    {
        app.MapGet(Paths.Live, () => TypedResults.Text("live")).ExcludeFromDescription();
        app.MapGet(Paths.Ready, async Task<IResult> (IRuns runs, IHostApplicationLifetime host, CancellationToken cancellation) =>
        {
            if (host.ApplicationStopping.IsCancellationRequested) return TypedResults.Text("stopping", statusCode: StatusCodes.Status503ServiceUnavailable);
            await runs.List(cancellation);
            return TypedResults.Text("ready");
        }).ExcludeFromDescription();
    }

    private static ApiProblem Bare(int status) => status switch
    {
        StatusCodes.Status404NotFound => new(status, "unknown-address", $"There is nothing at this address. GET {Paths.OpenApi} lists what there is."),
        StatusCodes.Status405MethodNotAllowed => new(status, "method", $"This address answers to other methods; the header Allow and {Paths.OpenApi} say which."),
        StatusCodes.Status415UnsupportedMediaType => new(status, "media-type", "A body of this content type is not understood here. Send application/json."),
        StatusCodes.Status416RangeNotSatisfiable => new(status, "range", "The file ends before the range that was asked for. Ask without a range to have it whole."),
        _ => new(status, "refused", $"The request was refused. GET {Paths.OpenApi} says what each address takes."),
    };
}
