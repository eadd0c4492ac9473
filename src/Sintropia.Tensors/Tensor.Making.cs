using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors;

public sealed partial class Tensor
{
    /// <summary>These numbers in this shape, last axis fastest.</summary>
    /// <exception cref="ShapeException">There are more or fewer numbers than the shape holds.</exception>
    public static Tensor From(in Shape shape, ReadOnlySpan<float> values, IBackend? backend = null)
    {
        if (values.Length != shape.Count) throw ShapeException.Unfit("From", shape, $"{values.Length} numbers were given for {shape.Count} places. Give one per place.");
        var tensor = Empty(shape, backend);
        tensor.Backend.Write(values, tensor);
        return tensor;
    }

    /// <summary>A list of numbers.</summary>
    public static Tensor Of(params ReadOnlySpan<float> values) => From([values.Length], values);

    /// <summary>A single number.</summary>
    public static Tensor Scalar(float value, IBackend? backend = null) => Full(Shape.Scalar, value, backend);

    /// <summary>All 0.</summary>
    public static Tensor Zeros(in Shape shape, IBackend? backend = null) => Full(shape, 0, backend);

    /// <summary>All 1.</summary>
    public static Tensor Ones(in Shape shape, IBackend? backend = null) => Full(shape, 1, backend);

    /// <summary>All one number.</summary>
    public static Tensor Full(in Shape shape, float value, IBackend? backend = null)
    {
        var tensor = Empty(shape, backend);
        tensor.Backend.Fill(tensor, value);
        return tensor;
    }

    /// <summary>Room whose elements are whatever was there. Write all of them before reading any.</summary>
    public static Tensor Empty(in Shape shape, IBackend? backend = null) => Workspace.Make(backend ?? ManagedBackend.Shared, shape);

    /// <summary>The same numbers on another backend; itself if it is there already. Not recorded on a tape.</summary>
    public Tensor To(IBackend backend)
    {
        if (ReferenceEquals(backend, Backend)) return this;
        return Storage is ManagedStorage && IsContiguous ? From(_shape, Elements(), backend) : From(_shape, ToArray(), backend);
    }

    /// <summary>The same numbers in storage of its own, outside any workspace and off any tape: what is kept.</summary>
    public Tensor Clone()
    {
        var clone = new Tensor(Backend.Allocate(Count), _shape, Strides.Of(_shape), 0);
        Backend.Copy(this, clone);
        return clone;
    }

    /// <summary>An alias that no tape follows: gradients stop here.</summary>
    public Tensor Detach() => Workspace.Alias(Storage, _shape, _strides, Offset);

    private Tensor Result(in Shape shape) => Workspace.Make(Backend, shape);
}
