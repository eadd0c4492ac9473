using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Sintropia.Tensors;
using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Shapes;
using Sintropia.Weights.Elements;
using Sintropia.Weights.Storage;

namespace Sintropia.Weights;

/// <summary>A named tensor as a file keeps it: a view of the file's bytes, converted when asked for.</summary>
/// <remarks>Elements are counted in row-major order of <see cref="Shape"/>, also where the file keeps them with strides. Views end with the file they come from.</remarks>
public sealed class WeightTensor
{
    private const int ChunkOfBytes = 1 << 16;

    private readonly WeightBytes _bytes;
    private readonly long _start; // byte of element 0
    private readonly long[]? _strides; // in elements; null where contiguous

    internal WeightTensor(string file, string name, ElementType type, ImmutableArray<long> shape, long count, WeightBytes bytes, long start, long[]? strides = null)
    {
        File = file;
        Name = name;
        ElementType = type;
        Shape = shape;
        Count = count;
        _bytes = bytes;
        _start = start;
        _strides = strides;
    }

    /// <summary>The name in the file. In nested containers the keys on the way, joined with '/'.</summary>
    public string Name { get; }

    /// <summary>What its elements are.</summary>
    public ElementType ElementType { get; }

    /// <summary>Its extents; none for a scalar.</summary>
    public ImmutableArray<long> Shape { get; }

    /// <summary>How many elements it has.</summary>
    public long Count { get; }

    /// <summary>Whether elements lie in the file in row-major order without gaps.</summary>
    public bool IsContiguous => _strides is null;

    /// <summary>The file that it comes from, as it was named; "memory" for one that was made here.</summary>
    public string File { get; }

    /// <summary>Its bytes in place.</summary>
    /// <exception cref="WeightsException">It has strides, or more bytes than a span can hold.</exception>
    public ReadOnlySpan<byte> Bytes => _bytes.Slice(_start, Whole(Count * ElementType.Size(), "bytes"));

    /// <summary>Its elements in place, without a copy.</summary>
    /// <exception cref="WeightsException">Elements are not F32, or have strides.</exception>
    public ReadOnlySpan<float> Floats
    {
        get
        {
            if (ElementType != ElementType.F32) throw Wrong($"Elements are {ElementType.Spelling()}, not F32.", "Use ToFloats or CopyTo, which convert.");
            var count = Whole(Count, "elements");
            return MemoryMarshal.CreateReadOnlySpan(in MemoryMarshal.AsRef<float>(Head(count)), count);
        }
    }

    /// <summary>A tensor of values in memory.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">Its elements in row-major order; not copied.</param>
    /// <param name="shape">Its extents; none for a scalar.</param>
    /// <exception cref="WeightsException">Values and shape disagree.</exception>
    public static WeightTensor Of<T>(string name, ReadOnlyMemory<T> values, params ReadOnlySpan<long> shape) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Extent.Count(shape) != values.Length)
            throw new WeightsException("memory", name, $"The shape {Extent.Text(shape)} does not have the {values.Length} elements that are given.", "Give as many values as the product of the extents.");
        return new("memory", name, ElementTypes.Of<T>(), [.. shape], values.Length, new ManagedBytes<T>(values), 0);
    }

    /// <summary>The same elements under another name.</summary>
    public WeightTensor Named(string name) => new(File, name, ElementType, Shape, Count, _bytes, _start, _strides);

    /// <summary>All elements as a tensor to compute with, rounded to the nearest float32.</summary>
    /// <param name="backend">Where it lies; null for the managed one.</param>
    /// <exception cref="WeightsException">It has more axes or elements than a tensor can have.</exception>
    public Tensor ToTensor(IBackend? backend = null) => IsContiguous && ElementType == ElementType.F32 ? Tensor.From(Extents(), Floats, backend) : Tensor.From(Extents(), ToFloats(), backend);

    /// <summary>All elements as whole numbers to choose with: labels, places in a table.</summary>
    /// <exception cref="WeightsException">Elements are floating point numbers or too large, or there are more axes or elements than can be.</exception>
    public Indices ToIndices() => new(Extents(), ToInt32s());

    /// <summary>All elements as float32, rounded to nearest.</summary>
    public float[] ToFloats() => All<float>();

    /// <summary>All elements as float64, rounded to nearest.</summary>
    public double[] ToDoubles() => All<double>();

    /// <summary>All elements as integers of 64 bits.</summary>
    /// <exception cref="WeightsException">Elements are floating point numbers, or too large.</exception>
    public long[] ToInt64s() => All<long>();

    /// <summary>All elements as integers of 32 bits.</summary>
    /// <exception cref="WeightsException">Elements are floating point numbers, or too large.</exception>
    public int[] ToInt32s() => All<int>();

    /// <summary>Copies elements in row-major order as float32, rounded to nearest.</summary>
    /// <param name="first">The first element to copy.</param>
    /// <param name="destination">Gets as many as it is long.</param>
    public void CopyTo(long first, Span<float> destination) => Copy(first, destination);

    /// <summary>Copies elements in row-major order as float64.</summary>
    /// <param name="first">The first element to copy.</param>
    /// <param name="destination">Gets as many as it is long.</param>
    public void CopyTo(long first, Span<double> destination) => Copy(first, destination);

    /// <summary>Copies elements in row-major order as 64-bit integers.</summary>
    /// <param name="first">The first element to copy.</param>
    /// <param name="destination">Gets as many as it is long.</param>
    /// <exception cref="WeightsException">Elements are floating point numbers, or too large.</exception>
    public void CopyTo(long first, Span<long> destination) => Copy(first, destination);

    /// <summary>Copies elements in row-major order as 32-bit integers.</summary>
    /// <param name="first">The first element to copy.</param>
    /// <param name="destination">Gets as many as it is long.</param>
    /// <exception cref="WeightsException">Elements are floating point numbers, or too large.</exception>
    public void CopyTo(long first, Span<int> destination) => Copy(first, destination);

    /// <summary>Copies the bytes of elements in row-major order, as they are.</summary>
    /// <param name="first">The first element to copy.</param>
    /// <param name="destination">Gets as many elements as it has room for; a multiple of the element's size.</param>
    public void CopyBytesTo(long first, Span<byte> destination)
    {
        var size = ElementType.Size();
        Within(first, destination.Length / size);
        if (destination.Length % size != 0) throw Wrong($"{destination.Length} bytes do not hold whole elements of {size} bytes.", "Give a multiple.");
        Raw(first, destination);
    }

    /// <summary>Name, type and shape.</summary>
    public override string ToString() => $"{WeightsException.Shown(Name)} {ElementType.Spelling()} {Extent.Text(Shape.AsSpan())}";

    private Tensors.Shapes.Shape Extents()
    {
        if (Shape.Length > Tensors.Shapes.Shape.MaxRank || Count > Array.MaxLength || Shape.Any(e => e > int.MaxValue)) throw Wrong($"Its shape {Extent.Text(Shape.AsSpan())} is more than a tensor can have.", "Copy parts of it with CopyTo.");
        return new([.. Shape.Select(e => (int)e)]);
    }

    private T[] All<T>() where T : unmanaged
    {
        var all = new T[Whole(Count, "elements", needsRows: false)];
        Copy(0, all.AsSpan());
        return all;
    }

    private void Copy<T>(long first, Span<T> destination) where T : unmanaged
    {
        Within(first, destination.Length);
        var size = ElementType.Size();
        var chunk = _strides is null ? [] : new byte[Math.Min(ChunkOfBytes, destination.Length * (long)size)];
        for (var done = 0; done < destination.Length;)
        {
            var part = destination[done..Math.Min(destination.Length, done + ChunkOfBytes / size)];
            var bytes = part.Length * size;
            ReadOnlySpan<byte> raw;
            if (_strides is null)
            {
                raw = _bytes.Slice(_start + (first + done) * size, bytes);
            }
            else
            {
                Raw(first + done, chunk.AsSpan(0, bytes));
                raw = chunk.AsSpan(0, bytes);
            }

            try
            {
                Conversion.Convert(ElementType, raw, part);
            }
            catch (OverflowException)
            {
                throw Wrong($"Elements {first + done} to {first + done + part.Length - 1} ({ElementType.Spelling()}) hold a number that {typeof(T).Name} cannot.", "Read them as a wider type.");
            }
            catch (NotSupportedException)
            {
                throw Wrong($"Elements are {ElementType.Spelling()}, and indices have to be integers.", "Check that this is the tensor that was meant.");
            }

            done += part.Length;
        }
    }

    private void Raw(long first, Span<byte> destination)
    {
        var size = ElementType.Size();
        if (_strides is null) _bytes.Slice(_start + first * size, destination.Length).CopyTo(destination);
        else Strided.Gather(_bytes, _start, Shape.AsSpan(), _strides, size, first, destination);
    }

    private ReadOnlySpan<byte> Head(int count) => count == 0 ? new byte[sizeof(float)] : HeadOf(count);

    // A span of bytes holds 2 GiB, one of floats 8: its first element is enough to make the latter, once the last one is known to be there.
    private ReadOnlySpan<byte> HeadOf(int count)
    {
        _ = _bytes.Slice(_start + (count - 1L) * sizeof(float), sizeof(float));
        return _bytes.Slice(_start, sizeof(float));
    }

    private int Whole(long count, string what, bool needsRows = true)
    {
        if (needsRows && _strides is not null) throw Wrong("The file keeps it with strides, not row after row.", "Use ToFloats or CopyTo, which bring elements into order.");
        return count <= Array.MaxLength ? (int)count : throw Wrong($"{count} {what} are more than a span can hold.", "Copy parts of it with CopyTo.");
    }

    private void Within(long first, int length)
    {
        if (first < 0 || first > Count - length) throw Wrong($"Elements {first} to {first + length} were asked for, and it has {Count}.", "Ask for a destination of the length of the tensor.");
    }

    private WeightsException Wrong(string problem, string remedy) => new(File, Name, problem, remedy);
}
