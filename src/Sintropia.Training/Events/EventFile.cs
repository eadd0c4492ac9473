using System.Buffers.Binary;
using System.Globalization;

namespace Sintropia.Training.Events;

/// <summary>A file of events that TensorBoard follows while it grows: TFRecords of tensorflow.Event. Each start of a training writes one of its own; TensorBoard joins them, and what a later one says of a step counts.</summary>
public sealed class EventFile : IDisposable
{
    private const string Version = "brain.Event:2", Name = "events.out.tfevents";
    private const int Longest = 1 << 20;

    private readonly FileStream _stream;
    private readonly TimeProvider _time;

    private EventFile(FileStream stream, TimeProvider time) => (_stream, _time) = (stream, time);

    /// <summary>Where it is.</summary>
    public string Path => _stream.Name;

    /// <summary>Begins a file.</summary>
    /// <param name="folder">Made if it is not there.</param>
    /// <param name="time">The clock; events say when they were.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static EventFile Create(string folder, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(time);
        Directory.CreateDirectory(folder);
        var begun = time.GetUtcNow().ToUnixTimeSeconds();
        for (var number = 0; ; number++)
        {
            var path = System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Name}.{begun:0000000000}.sintropia.{number}"));
            if (File.Exists(path)) continue;
            var file = new EventFile(new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read), time);
            file.Write(new(file.Now, 0, [], Version));
            return file;
        }
    }

    /// <summary>Writes values of curves at a step.</summary>
    /// <param name="step">Steps taken.</param>
    /// <param name="scalars">Curves and values.</param>
    public void Add(long step, params ReadOnlySpan<KeyValuePair<string, float>> scalars) => Write(new(Now, step, [.. scalars]));

    /// <summary>The events of a file, up to a last one that is not whole.</summary>
    /// <param name="path">Where it is.</param>
    /// <exception cref="FormatException">A checksum or message is wrong.</exception>
    public static IReadOnlyList<EventRecord> Read(string path)
    {
        ReadOnlySpan<byte> rest = File.ReadAllBytes(path);
        List<EventRecord> events = [];
        while (rest.Length >= 12)
        {
            var length = BinaryPrimitives.ReadUInt64LittleEndian(rest);
            if (BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]) != MaskedChecksum.Of(rest[..8]) || length > Longest) throw new FormatException($"{path}: the length of event {events.Count + 1} is wrong. The file is damaged.");
            if ((ulong)rest.Length < 16 + length) break;
            var message = rest.Slice(12, (int)length);
            if (BinaryPrimitives.ReadUInt32LittleEndian(rest[(12 + (int)length)..]) != MaskedChecksum.Of(message)) throw new FormatException($"{path}: the checksum of event {events.Count + 1} is wrong. The file is damaged.");
            events.Add(EventMessage.Read(message));
            rest = rest[(16 + (int)length)..];
        }

        return events;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private double Now => _time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;

    private void Write(EventRecord record)
    {
        var message = EventMessage.Of(record);
        var bytes = new byte[message.Length + 16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)message.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), MaskedChecksum.Of(bytes.AsSpan(0, 8)));
        message.CopyTo(bytes, 12);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12 + message.Length), MaskedChecksum.Of(message));
        _stream.Write(bytes);
        _stream.Flush();
    }
}
