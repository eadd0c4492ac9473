using Sintropia.Tensors.Backends;

namespace Sintropia.Tensors.TorchSharp;

/// <summary>Elements in a tensor of torch, on whatever device it lies.</summary>
/// <remarks>The tensor comes late: with the first result that is put here, or with the first look at it. It goes when a workspace takes the storage back, so that torch's own allocator gives its memory to the next; one outside any workspace waits for the garbage collector.</remarks>
public sealed class TorchStorage : Storage
{
    private readonly TorchBackend _backend;
    private Native? _elements;

    internal TorchStorage(TorchBackend backend, int length) : base(backend, length) => _backend = backend;

    /// <summary>All elements in a row, float32. It stays the storage's: nobody else disposes it.</summary>
    public Native Elements => _elements ??= Torch.empty(Length, ScalarType.Float32, _backend.Device).DetachFromDisposeScope();

    /// <summary>Whether nothing has been put here yet.</summary>
    internal bool IsEmpty => _elements is null;

    /// <inheritdoc/>
    public override void Recycle()
    {
        _elements?.Dispose();
        _elements = null;
    }

    /// <summary>Takes a tensor over that nobody else looks into, and that lies from the beginning of its memory on without gaps.</summary>
    internal void Adopt(Native elements) => _elements = elements.DetachFromDisposeScope();
}
