using System.Runtime.InteropServices;
using Sintropia.Tensors.Backends;

namespace Sintropia.Tensors.TorchSharp;

/// <summary>Computes with libtorch, on the processor or a CUDA device. Its numbers agree with the managed backend's to the last bits, not in them; the README says what is promised.</summary>
/// <remarks>Torch's settings (threads, TF32, deterministic algorithms, default type) are the program's and stay as they are.</remarks>
public sealed partial class TorchBackend : IBackend
{
    // A span has no more bytes than an Int32 counts.
    private const int MostTogether = 1 << 28;

    /// <summary>A backend on a device.</summary>
    /// <exception cref="InvalidOperationException">libtorch does not load, or there is no such device; the message says what to do.</exception>
    public TorchBackend(TorchDevice device)
    {
        var resolved = Libtorch.Resolve(device);
        Name = $"torch {resolved}";
        Device = resolved.IsCuda ? new(global::TorchSharp.DeviceType.CUDA, resolved.Index) : new(global::TorchSharp.DeviceType.CPU);
    }

    /// <summary>Whether libtorch loads here at all, so that there can be a backend on <c>auto</c>.</summary>
    public static bool IsAvailable => Libtorch.Loads;

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Where it computes.</summary>
    public Torch.Device Device { get; }

    /// <inheritdoc/>
    public Storage Allocate(int length) => new TorchStorage(this, length);

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<float> values, Tensor destination)
    {
        if (values.IsEmpty) return;

        using var scope = Torch.NewDisposeScope();
        var staged = Torch.empty(values.Length, ScalarType.Float32, Torch.CPU);
        for (var from = 0; from < values.Length; from += MostTogether)
            if (values[from..Math.Min(values.Length, from + MostTogether)] is var part)
                part.CopyTo(Bytes<float>(staged, from, part.Length));
        Of(destination).copy_(staged.reshape(Extents(destination)));
    }

    /// <inheritdoc/>
    public void Read(Tensor source, Span<float> values)
    {
        if (values.IsEmpty) return;

        using var scope = Torch.NewDisposeScope();
        var staged = Of(source).contiguous().cpu().reshape(values.Length);
        for (var from = 0; from < values.Length; from += MostTogether)
            if (values[from..Math.Min(values.Length, from + MostTogether)] is var part)
                Bytes<float>(staged, from, part.Length).CopyTo(part);
    }

    /// <inheritdoc/>
    public void Fill(Tensor destination, float value)
    {
        using var scope = Torch.NewDisposeScope();
        Of(destination).fill_(value);
    }

    /// <inheritdoc/>
    public void Copy(Tensor source, Tensor destination)
    {
        using var scope = Torch.NewDisposeScope();
        Of(destination).copy_(Of(source));
    }

    /// <inheritdoc/>
    public void AddScaled(Tensor destination, Tensor source, float scale)
    {
        using var scope = Torch.NewDisposeScope();
        Of(destination).add_(Of(source), scale);
    }

    // A look at the elements of one of our tensors; writing to it writes to them.
    private static Native Of(Tensor x) => ((TorchStorage)x.Storage).Elements.as_strided(Extents(x), Steps(x), x.Offset);

    // Puts what was computed where the result lies: by taking it over where nothing is there yet, else by copying.
    private static void Give(Tensor result, Native computed)
    {
        var storage = (TorchStorage)result.Storage;
        if (storage.IsEmpty && result.IsContiguous && result.Offset == 0 && computed.is_contiguous() && computed.storage_offset() == 0) storage.Adopt(computed);
        else Of(result).copy_(computed.reshape(Extents(result)));
    }

    private static long[] Extents(Tensor x)
    {
        var extents = new long[x.Rank];
        for (var axis = 0; axis < x.Rank; axis++) extents[axis] = x.Shape[axis];
        return extents;
    }

    private static long[] Steps(Tensor x)
    {
        var steps = new long[x.Rank];
        for (var axis = 0; axis < x.Rank; axis++) steps[axis] = x.Strides[axis];
        return steps;
    }

    // Whole numbers, as torch wants places. They are copied each time: two Indices may share their values, and the version of one says nothing of the other.
    private Native Places(ReadOnlySpan<int> values)
    {
        var staged = Torch.empty(values.Length, ScalarType.Int32, Torch.CPU);
        if (values.Length > 0) values.CopyTo(Bytes<int>(staged, 0, values.Length));
        return staged.to(ScalarType.Int64, Device);
    }

    private static void Answer(Native places, Indices result)
    {
        if (result.Count == 0) return;
        var staged = places.to_type(ScalarType.Int32).contiguous().cpu().reshape(result.Count);
        Bytes<int>(staged, 0, result.Count).CopyTo(result.Span);
    }

    // Of a row of elements on the processor, which the caller keeps while the span is used.
    private static Span<T> Bytes<T>(Native row, int from, int count) where T : unmanaged => MemoryMarshal.Cast<byte, T>(row.narrow(0, from, count).bytes);
}
