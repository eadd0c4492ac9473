namespace Sintropia.Runs.Results;

/// <summary>A file that grows at its end, and can be cut back to where a checkpoint left it.</summary>
public abstract class GrowingFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _used;

    /// <summary>Opens the file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="length">Bytes to keep; 0 starts anew.</param>
    /// <exception cref="InvalidDataException">The file is shorter than that.</exception>
    protected GrowingFile(string path, long length)
    {
        Name = Path.GetFileName(path);
        _stream = new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 1);
        if (_stream.Length < length)
        {
            var has = _stream.Length;
            _stream.Dispose();
            throw new InvalidDataException($"{path} has {has} bytes, fewer than the {length} that the checkpoint counted: it was changed since. Run the scenario anew into another folder.");
        }

        _stream.SetLength(length);
        _stream.Position = length;
    }

    /// <summary>Its file name.</summary>
    public string Name { get; }

    /// <summary>Bytes so far.</summary>
    public long Length => _stream.Position + _used;

    /// <summary>Room at the end of the buffer, after <see cref="Room"/>.</summary>
    protected Span<byte> Free => _buffer.AsSpan(_used);

    /// <summary>Hands what was added to the system, so that readers of the file see it. It lasts only after <see cref="Flush"/>.</summary>
    public void Show()
    {
        if (_used == 0) return;
        _stream.Write(_buffer, 0, _used);
        _used = 0;
    }

    /// <summary>Brings everything to disk.</summary>
    public void Flush()
    {
        Show();
        _stream.Flush(flushToDisk: true);
    }

    /// <summary>Closes the file without what is neither shown nor flushed: a run that stops there goes on from a checkpoint, which flushes first.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Adds bytes.</summary>
    protected void Raw(ReadOnlySpan<byte> bytes)
    {
        Room(bytes.Length);
        if (bytes.Length > _buffer.Length)
        {
            _stream.Write(bytes);
            return;
        }

        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    /// <summary>Makes room for bytes that are written to <see cref="Free"/>.</summary>
    protected void Room(int bytes)
    {
        if (_buffer.Length - _used < bytes) Show();
    }

    /// <summary>Says how many were.</summary>
    protected void Used(int bytes) => _used += bytes;
}
