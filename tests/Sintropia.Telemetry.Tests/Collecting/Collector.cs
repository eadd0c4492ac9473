using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Sintropia.Telemetry.Tests.Wire;

namespace Sintropia.Telemetry.Tests.Collecting;

/// <summary>Takes OTLP as protobuf over HTTP, as a collector does, and keeps what it was sent.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Span> _spans = [];
    private readonly ConcurrentQueue<Point> _points = [];

    private Collector(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public IReadOnlyList<Span> Spans => [.. _spans];

    /// <summary>Points in the order in which they came: of one that was sent several times the last counts.</summary>
    public IReadOnlyList<Point> Points => [.. _points];

    public string Service { get; private set; } = "";

    public static async Task<Collector> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var collector = new Collector(app);
        app.MapPost("/v1/traces", request => collector.Take(request, collector.TakeSpans));
        app.MapPost("/v1/metrics", request => collector.Take(request, collector.TakePoints));
        await app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Take(HttpContext context, Action<Message> take)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (context.Request.ContentType != "application/x-protobuf") throw new InvalidDataException($"A body of the type {context.Request.ContentType}.");
        take(Message.Read(body.ToArray()));
        context.Response.ContentType = "application/x-protobuf"; // an empty answer: all was taken
    }

    private void TakeSpans(Message request)
    {
        foreach (var resource in request.All(1))
        {
            Service = (string)resource.One(1)!.Attributes(1)["service.name"];
            foreach (var scope in resource.All(2))
                foreach (var span in scope.All(2))
                    _spans.Enqueue(new(Convert.ToHexString(span.Bytes(1)), Convert.ToHexString(span.Bytes(2)), Convert.ToHexString(span.Bytes(4)), span.Text(5), scope.One(1)!.Text(1), span.Number(7), span.Number(8), span.Attributes(9), (int)(span.One(15)?.Number(3) ?? 0)));
        }
    }

    private void TakePoints(Message request)
    {
        foreach (var metric in request.All(1).SelectMany(r => r.All(2)).SelectMany(s => s.All(2)))
        {
            var (name, unit) = (metric.Text(1), metric.Text(3));
            foreach (var point in metric.All(5).SelectMany(g => g.All(1))) _points.Enqueue(new(name, "gauge", unit, point.Attributes(7), Number(point)));
            foreach (var sum in metric.All(7))
                foreach (var point in sum.All(1)) _points.Enqueue(new(name, sum.Number(3) != 0 ? "counter" : "gauge", unit, point.Attributes(7), Number(point)));
            foreach (var point in metric.All(9).SelectMany(h => h.All(1))) _points.Enqueue(new(name, "histogram", unit, point.Attributes(9), point.Number(4)));
        }
    }

    private static double Number(Message point) => point.Has(6) ? (long)point.Number(6) : BitConverter.UInt64BitsToDouble(point.Number(4));
}
