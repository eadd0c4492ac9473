using System.Buffers.Binary;
using Azure;
using Azure.Storage.Blobs.Specialized;

namespace Sintropia.Runs.AzureBlob;

/// <summary>
/// Writes a blob, which is there with all its bytes once this is closed, and not before. A small one is sent in one request. Every request may be repeated after an answer was lost: blocks have names of this writer's own,
/// and nothing is made conditional, where a repetition would meet itself and take that for another.
/// </summary>
/// <param name="blob">Where to.</param>
/// <param name="explain">Makes an error of the client one of a file.</param>
internal sealed class BlobWriting(BlockBlobClient blob, Func<Exception, IOException> explain) : Stream
{
    private const int BlockBytes = 8 << 20;

    private readonly byte[] _writer = Guid.NewGuid().ToByteArray();
    private readonly List<string> _blocks = [];
    private readonly MemoryStream _block = new();
    private bool _closed;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !_closed;

    public override long Length => (_blocks.Count * (long)BlockBytes) + _block.Length;

    public override long Position
    {
        get => Length;
        set => throw new NotSupportedException("A checkpoint is written from front to back.");
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            if (_block.Length == BlockBytes) Send();
            var fits = Math.Min(buffer.Length, BlockBytes - (int)_block.Length);
            _block.Write(buffer[..fits]);
            buffer = buffer[fits..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Nothing: the blob is made when this is closed.</summary>
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
            if (_blocks.Count == 0)
            {
                Explained(() => blob.Upload(Rewound()));
            }
            else
            {
                Send();
                Explained(() => blob.CommitBlockList(_blocks));
            }
        }

        base.Dispose(disposing);
    }

    private void Send()
    {
        Span<byte> name = stackalloc byte[20]; // of one length, as the service wants it
        _writer.CopyTo(name);
        BinaryPrimitives.WriteInt32BigEndian(name[16..], _blocks.Count);
        var id = Convert.ToBase64String(name);
        Explained(() => blob.StageBlock(id, Rewound()));
        _blocks.Add(id);
        _block.SetLength(0);
    }

    private MemoryStream Rewound()
    {
        _block.Position = 0;
        return _block;
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
