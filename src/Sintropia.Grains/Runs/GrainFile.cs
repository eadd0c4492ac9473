namespace Sintropia.Grains.Runs;

/// <summary>A file of a run, read from the cluster piece by piece.</summary>
/// <param name="read">Reads a piece from an offset; empty at the end.</param>
/// <param name="first">Its first piece.</param>
internal sealed class GrainFile(Func<long, CancellationToken, Task<byte[]>> read, byte[] first) : Stream
{
    /// <summary>Bytes of a piece.</summary>
    public const int Piece = 1 << 19;

    private byte[] _piece = first;
    private long _begins, _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("A file of a run that is under way has no length yet. Read to its end.");

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException("Open the file again to read it from the start.");
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position == _begins + _piece.Length)
        {
            if (_piece.Length == 0) return 0;
            (_begins, _piece) = (_position, await read(_position, cancellationToken));
        }

        var count = (int)Math.Min(buffer.Length, _begins + _piece.Length - _position);
        _piece.AsMemory((int)(_position - _begins), count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("Open the file again to read it from the start.");

    public override void SetLength(long value) => throw new NotSupportedException("Results are only read.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Results are only read.");
}
