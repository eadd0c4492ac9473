using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Sintropia.Sweeps.Execution;

/// <summary>The points that are done, a line each, in the order in which they were. A line counts if it is whole, so whenever the process dies, what stands in it is done and nothing else is.</summary>
internal sealed class SweepJournal : IDisposable
{
    public const string FileName = "journal.jsonl";

    private static readonly JsonSerializerOptions Spelling = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private static readonly TimeSpan s_between = TimeSpan.FromSeconds(1);

    private readonly FileStream _stream;
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private long _flushed;

    private SweepJournal(FileStream stream, TimeProvider time) => (_stream, _time, _flushed) = (stream, time, time.GetTimestamp());

    /// <summary>What was done before.</summary>
    public Dictionary<int, PointResult> Done { get; } = [];

    /// <summary>Opens the journal of a folder, and cuts off what is not whole. Others may read it meanwhile.</summary>
    public static SweepJournal Open(string folder, TimeProvider time)
    {
        var stream = new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 1);
        try
        {
            var journal = new SweepJournal(stream, time);
            journal.Load();
            return journal;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Writes down a point. From here on it is done, also if the process dies; it is brought to the disk once a second.</summary>
    public void Add(PointResult result)
    {
        var text = JsonSerializer.Serialize(result, Spelling);
        var line = Encoding.UTF8.GetBytes($"{Sum(text)} {text}\n");
        lock (_gate)
        {
            Done[result.Point] = result;
            _stream.Write(line);
            var durable = _time.GetElapsedTime(_flushed) >= s_between;
            _stream.Flush(durable);
            if (durable) _flushed = _time.GetTimestamp();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _stream.Flush(flushToDisk: true);
            _stream.Dispose();
        }
    }

    private void Load()
    {
        var bytes = new byte[_stream.Length];
        _stream.ReadExactly(bytes);
        var whole = 0;
        for (int end; (end = Array.IndexOf(bytes, (byte)'\n', whole)) >= 0; whole = end + 1)
        {
            if (Read(Encoding.UTF8.GetString(bytes, whole, end - whole)) is not { } result) break; // what follows a torn line was written after a loss of power, and is done again
            Done[result.Point] = result;
        }

        _stream.SetLength(whole);
        _stream.Position = whole;
    }

    private static PointResult? Read(string line)
    {
        if (line.Length < 18 || line[16] != ' ' || line[..16] != Sum(line[17..])) return null;
        return JsonSerializer.Deserialize<PointResult>(line.AsSpan(17), Spelling);
    }

    private static string Sum(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
