using System.Collections.Concurrent;

namespace Sintropia.Data.Packed;

/// <summary>Reads a stream in blocks that end with whole lines, on a thread of its own: the next blocks are unpacked while one is understood.</summary>
internal sealed class BlockReader : IDisposable
{
    private const int Size = 1 << 18, Room = 1 << 12, Ahead = 6;

    private readonly BlockingCollection<(byte[] Bytes, int Length)> _ready = new(Ahead);
    private readonly ConcurrentQueue<byte[]> _free = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private readonly Stream _stream;
    private readonly string _path;
    private readonly byte[] _rest = new byte[Room];
    private byte[]? _current;
    private DataFileException? _damage;
    private int _restLength;

    public BlockReader(string path)
    {
        _path = path;
        _stream = PackedFile.Open(path);
        _thread = new(Read) { IsBackground = true, Name = "unpacking" };
        _thread.Start();
    }

    /// <summary>The next whole lines; empty at the end. They stay until the next call. A last line without an end gets one.</summary>
    public ReadOnlySpan<byte> Next()
    {
        if (_current is not null) _free.Enqueue(_current);
        _current = null;
        while (_ready.TryTake(out var block, Timeout.Infinite))
        {
            // What was left of the last block goes into the room before this one.
            var begin = Room - _restLength;
            _rest.AsSpan(0, _restLength).CopyTo(block.Bytes.AsSpan(begin));
            var all = block.Bytes.AsSpan(begin, _restLength + block.Length);
            var end = all.LastIndexOf((byte)'\n') + 1;
            if (all.Length - end > Room) throw new DataFileException(_path, null, $"It has a line of more than {Room} bytes.", "It is no text of the kind that belongs here.");
            all[end..].CopyTo(_rest);
            _restLength = all.Length - end;
            _current = block.Bytes;
            if (end > 0) return all[..end];
            _free.Enqueue(block.Bytes);
            _current = null;
        }

        if (_damage is not null) throw _damage;

        if (_restLength == 0) return [];
        if (_restLength == Room) throw new DataFileException(_path, null, $"It has a line of more than {Room - 1} bytes.", "It is no text of the kind that belongs here.");
        _rest[_restLength] = (byte)'\n';
        var last = _rest.AsSpan(0, _restLength + 1);
        _restLength = 0;
        return last;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _stream.Dispose();
        _stop.Dispose();
        _ready.Dispose();
    }

    private void Read()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                var bytes = _free.TryDequeue(out var used) ? used : new byte[Room + Size];
                var length = _stream.ReadAtLeast(bytes.AsSpan(Room), Size, throwOnEndOfStream: false);
                if (length > 0) _ready.Add((bytes, length), _stop.Token);
                if (length < Size) break;
            }
        }
        catch (Exception damaged) when (damaged is IOException or InvalidDataException)
        {
            _damage = PackedFile.Damaged(_path, damaged);
        }
        catch (OperationCanceledException)
        {
            // Nobody wants the rest.
        }
        finally
        {
            _ready.CompleteAdding();
        }
    }
}
