using Azure;

namespace Sintropia.Runs.AzureBlob;

/// <summary>Writes a blob, which is there with all its bytes once this is closed. Flushing would make a blob of each part, and is left to the end.</summary>
/// <param name="blob">The client's stream.</param>
/// <param name="explain">Makes an error of the client one of a file.</param>
internal sealed class BlobWriting(Stream blob, Func<Exception, IOException> explain) : Stream
{
    private long _length;
    private bool _closed;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !_closed;

    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException("A checkpoint is written from front to back.");
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var bytes = buffer.ToArray(); // the client's stream takes arrays only
        Explained(() => blob.Write(bytes, 0, bytes.Length));
        _length += bytes.Length;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        Explained(() => blob.Write(buffer, offset, count));
        _length += count;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A checkpoint is only written here.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A checkpoint is written from front to back.");

    public override void SetLength(long value) => throw new NotSupportedException("A checkpoint is written from front to back.");

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_closed)
        {
            _closed = true;
            Explained(blob.Dispose);
        }

        base.Dispose(disposing);
    }

    private void Explained(Action act)
    {
        try
        {
            act();
        }
        catch (Exception failed) when (failed is RequestFailedException or AggregateException)
        {
            throw explain(failed);
        }
    }
}
