using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors;

/// <summary>float32 numbers in a shape: a view into storage that a backend owns. What is done with it is recorded when a tape watches it, and made in a workspace when one is open.</summary>
/// <remarks>
/// NaN and infinities propagate as IEEE 754 says; nothing is clamped silently. The operations stand in the files Tensor.*.cs.
/// </remarks>
public sealed partial class Tensor
{
    private Storage? _storage;
    private Shape _shape;
    private Strides _strides;

    internal Tensor(Storage storage, in Shape shape, in Strides strides, int offset) => Become(storage, shape, strides, offset);

    /// <summary>The extents.</summary>
    public ref readonly Shape Shape => ref _shape;

    /// <summary>How many elements apart neighbours lie in storage, per axis.</summary>
    public ref readonly Strides Strides => ref _strides;

    /// <summary>Where in storage the first element lies.</summary>
    public int Offset { get; private set; }

    /// <summary>How many axes there are.</summary>
    public int Rank => _shape.Rank;

    /// <summary>How many elements there are.</summary>
    public int Count => _shape.Count;

    /// <summary>Whether the elements lie without gaps, last axis fastest.</summary>
    public bool IsContiguous { get; private set; }

    /// <summary>Where the elements lie.</summary>
    /// <exception cref="InvalidOperationException">The workspace scope in which the tensor was made has ended.</exception>
    public Storage Storage => _storage ?? throw new InvalidOperationException(
        "This tensor was made inside a workspace scope that has ended, and its room has been given back. Keep it with WorkspaceScope.Keep, or copy what you need before the scope ends.");

    /// <summary>What computes on it.</summary>
    public IBackend Backend => Storage.Backend;

    /// <summary>The tape on which its making is written, and its number there; for results only, watched tensors are known to the tape itself.</summary>
    internal Gradients.Tape? Tape { get; private set; }

    internal int Node { get; private set; }

    /// <summary>The elements of a contiguous tensor on the managed backend, to read.</summary>
    /// <exception cref="InvalidOperationException">The elements have gaps, or lie with another backend.</exception>
    public ReadOnlySpan<float> Values => Elements();

    /// <summary>The elements of a contiguous tensor on the managed backend, to write. Ask for it at each change: asking tells the storage that its elements change, and packed weights become stale.</summary>
    /// <exception cref="InvalidOperationException">The elements have gaps, or lie with another backend.</exception>
    public Span<float> Span
    {
        get
        {
            Storage.Touch();
            return Elements();
        }
    }

    /// <summary>The one element of a tensor that has one.</summary>
    /// <exception cref="ShapeException">There are more or fewer.</exception>
    public float Value
    {
        get
        {
            if (Count != 1) throw ShapeException.Unfit("Value", _shape, $"it holds {Count} numbers, not one. Reduce it first, or use Values or ToArray.");
            var value = 0f;
            Backend.Read(this, new Span<float>(ref value));
            return value;
        }
    }

    /// <summary>The elements, copied from wherever they lie, in row-major order.</summary>
    public float[] ToArray()
    {
        var values = new float[Count];
        Backend.Read(this, values);
        return values;
    }

    /// <summary>Copies the elements out, in row-major order.</summary>
    /// <exception cref="ShapeException">The span has another length.</exception>
    public void CopyTo(Span<float> values)
    {
        if (values.Length != Count) throw ShapeException.Unfit("CopyTo", _shape, $"the destination has room for {values.Length} numbers, not {Count}. Give a span of that length.");
        Backend.Read(this, values);
    }

    /// <summary>Overwrites the elements, in row-major order, also those of a view.</summary>
    /// <exception cref="ShapeException">The span has another length.</exception>
    public void CopyFrom(ReadOnlySpan<float> values)
    {
        if (values.Length != Count) throw ShapeException.Unfit("CopyFrom", _shape, $"{values.Length} numbers were given for {Count} places. Give one per place.");
        Storage.Touch();
        Backend.Write(values, this);
    }

    /// <summary>What it is, not what is in it.</summary>
    public override string ToString() => _storage is null ? "tensor of a scope that has ended" : $"tensor {_shape} on {Backend.Name}";

    internal void Become(Storage storage, in Shape shape, in Strides strides, int offset)
    {
        _storage = storage;
        _shape = shape;
        _strides = strides;
        Offset = offset;
        IsContiguous = strides.AreContiguous(shape);
        Tape = null;
    }

    internal void Release() => (_storage, Tape) = (null, null);

    internal void WrittenOn(Gradients.Tape tape, int node) => (Tape, Node) = (tape, node);

    internal void Forget() => Tape = null;

    /// <summary>As <see cref="Span"/>, for the backend that knows what it does.</summary>
    internal Span<float> Elements()
    {
        if (Storage is not ManagedStorage managed) throw new InvalidOperationException($"The elements of this tensor lie with {Backend.Name}, not in managed memory. Use ToArray or CopyTo.");
        if (!IsContiguous) throw new InvalidOperationException($"This {_shape} is a view with gaps (strides {_strides}). Call Contiguous first, or use ToArray or CopyTo.");
        return managed.Elements.Slice(Offset, Count);
    }
}
