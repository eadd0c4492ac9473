using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Sintropia.Web.Hosting;

namespace Sintropia.Web.Events;

/// <summary>Writes server-sent events to one reader; who takes them too slowly loses the connection, and can come back.</summary>
internal sealed class EventWriter(HttpContext context, WebOptions web, TimeProvider time, CancellationToken leaving)
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    /// <summary>What is to be written next.</summary>
    public IBufferWriter<byte> Buffer => _buffer;

    private static ReadOnlySpan<byte> Beginning => "retry: 2000\n\n"u8;

    /// <summary>Begins the stream.</summary>
    public void Begin()
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        _buffer.Write(Beginning);
    }

    /// <summary>Adds an event without an id: it holds all that a reader needs.</summary>
    public void Tell<TData>(string kind, TData data)
    {
        _buffer.Write(Encoding.UTF8.GetBytes($"event: {kind}\ndata: "));
        _buffer.Write(JsonSerializer.SerializeToUtf8Bytes(data, Spelling.Json));
        _buffer.Write("\n\n"u8);
    }

    /// <summary>Waits for news, with a sign of life if there is none for long.</summary>
    public async Task Wait(Task news)
    {
        try
        {
            await news.WaitAsync(web.Heartbeat, time, leaving);
        }
        catch (TimeoutException)
        {
            _buffer.Write(":\n\n"u8);
        }
    }

    /// <summary>Sends what there is.</summary>
    public async Task Send()
    {
        if (_buffer.WrittenCount == 0) return;
        var written = context.Response.BodyWriter.WriteAsync(_buffer.WrittenMemory, leaving);
        try
        {
            if (written.IsCompleted) await written; // a reader who keeps up costs no timer
            else await written.AsTask().WaitAsync(web.ReaderPatience, time, leaving);
            _buffer.ResetWrittenCount();
        }
        catch (TimeoutException slow)
        {
            context.Abort();
            throw new OperationCanceledException("The reader did not take what was sent.", slow);
        }
    }
}
