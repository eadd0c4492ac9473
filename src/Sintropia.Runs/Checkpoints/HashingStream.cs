using System.Security.Cryptography;

namespace Sintropia.Runs.Checkpoints;

/// <summary>Hashes what is written through it.</summary>
/// <param name="target">Where the bytes go; closed with this.</param>
internal sealed class HashingStream(Stream target) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException("A checkpoint is written from front to back.");
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _hash.AppendData(buffer);
        target.Write(buffer);
        _length += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>The SHA-256 of what was written, hexadecimal.</summary>
    /// <param name="durable">Whether it has to outlive a loss of power. Mostly not: the death of the process loses nothing, and after the loss of power a torn niche is found by its hash and an older checkpoint taken.</param>
    public string Finish(bool durable)
    {
        if (durable && target is FileStream onDisk) onDisk.Flush(flushToDisk: true);
        else target.Flush();
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public override void Flush() => target.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A checkpoint is only written here.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A checkpoint is written from front to back.");

    public override void SetLength(long value) => throw new NotSupportedException("A checkpoint is written from front to back.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            target.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
