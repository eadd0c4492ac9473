using System.Runtime.CompilerServices;
using System.Text;

namespace Sintropia.Client;

/// <summary>Reads server-sent events (WHATWG HTML, 9.2) off a stream.</summary>
internal static class EventStream
{
    /// <summary>One event.</summary>
    internal readonly record struct Message(string? Id, string Kind, string Data);

    /// <param name="stream">The stream.</param>
    /// <param name="silence">How long it may be silent.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">It broke off, or was silent for too long.</exception>
    public static async IAsyncEnumerable<Message> Read(Stream stream, TimeSpan silence, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        string? id = null;
        var (kind, data) = ("message", new StringBuilder());
        while (await Line(reader, silence, cancellation) is { } line)
        {
            if (line.Length == 0)
            {
                if (data.Length > 0) yield return new(id, kind, data.ToString().TrimEnd('\n'));
                (kind, id) = ("message", null);
                data.Clear();
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon == 0) continue; // a heartbeat
            var (field, value) = colon < 0 ? (line, "") : (line[..colon], line[(colon + 1)..].TrimStart(' '));
            if (field == "id") id = value;
            else if (field == "event") kind = value;
            else if (field == "data") data.Append(value).Append('\n');
        }
    }

    private static async Task<string?> Line(StreamReader reader, TimeSpan silence, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(silence);
        try
        {
            return await reader.ReadLineAsync(patience.Token);
        }
        catch (OperationCanceledException silent) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException($"The server was silent for {silence.TotalSeconds:0.#} s.", silent);
        }
    }
}
