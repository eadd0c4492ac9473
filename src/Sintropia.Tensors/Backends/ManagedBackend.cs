using Sintropia.Tensors.Kernels.Walks;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Backends;

/// <summary>The default backend: managed memory, kernels in C#, a team of threads. Its bits depend on neither batch, threads nor the processor's vectors.</summary>
/// <param name="team">Who computes.</param>
public sealed unsafe partial class ManagedBackend(Team team) : IBackend
{
    private static readonly Lazy<ManagedBackend> s_shared = new(() => new(Team.Shared));

    /// <summary>The one that tensors lie with unless another is named; it computes with <see cref="Team.Shared"/>.</summary>
    public static ManagedBackend Shared => s_shared.Value;

    /// <summary>Who computes.</summary>
    public Team Team { get; } = team;

    /// <inheritdoc/>
    public string Name => "managed";

    /// <inheritdoc/>
    public Storage Allocate(int length) => new ManagedStorage(this, length);

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<float> values, Tensor destination)
    {
        if (destination.IsContiguous)
        {
            values.CopyTo(destination.Elements());
            return;
        }

        var walk = One(destination);
        var to = From(destination);
        for (var from = 0; walk.Next(); from += walk.Length)
            for (var i = 0; i < walk.Length; i++)
                to[walk.At0 + (i * walk.Step0)] = values[from + i];
    }

    /// <inheritdoc/>
    public void Read(Tensor source, Span<float> values)
    {
        if (source.IsContiguous)
        {
            source.Elements().CopyTo(values);
            return;
        }

        var walk = One(source);
        var from = From(source);
        for (var to = 0; walk.Next(); to += walk.Length)
            for (var i = 0; i < walk.Length; i++)
                values[to + i] = from[walk.At0 + (i * walk.Step0)];
    }

    /// <inheritdoc/>
    public void Fill(Tensor destination, float value)
    {
        if (destination.IsContiguous)
        {
            destination.Elements().Fill(value);
            return;
        }

        var walk = One(destination);
        var to = From(destination);
        while (walk.Next())
            for (var i = 0; i < walk.Length; i++)
                to[walk.At0 + (i * walk.Step0)] = value;
    }

    /// <inheritdoc/>
    public void Copy(Tensor source, Tensor destination) => Run(default(Copying), source, destination);

    // From the first element on, whatever follows in storage.
    private static Span<float> From(Tensor tensor) => ((ManagedStorage)tensor.Storage).Elements[tensor.Offset..];

    // The address stays: the arrays of managed storage are pinned for life. Whoever computes with it keeps the tensor alive.
    private static float* Address(Tensor? tensor) => tensor is null ? null : ((ManagedStorage)tensor.Storage).First + tensor.Offset;

    // Memory that is only known by its address stays while its tensor is known here.
    private static void Keep(Tensor? a, Tensor? b, Tensor? c = null, Tensor? d = null, Tensor? e = null, Tensor? f = null, Tensor? g = null, Tensor? h = null)
    {
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(c);
        GC.KeepAlive(d);
        GC.KeepAlive(e);
        GC.KeepAlive(f);
        GC.KeepAlive(g);
        GC.KeepAlive(h);
    }

    private static Walk One(Tensor a) => new(a.Shape, a.Strides, a.Strides, a.Strides, a.Strides);

    private void Run<TSegment>(TSegment segment, Tensor a, Tensor result) where TSegment : struct, ISegment
    {
        WalkJob<TSegment>.Run(Team, new(result.Shape, a.Strides, a.Strides, a.Strides, result.Strides), Address(a), Address(a), Address(a), Address(result), segment);
        Keep(a, result);
    }

    private void Run<TSegment>(TSegment segment, Tensor a, Tensor b, Tensor result) where TSegment : struct, ISegment
    {
        WalkJob<TSegment>.Run(Team, new(result.Shape, a.Strides, b.Strides, b.Strides, result.Strides), Address(a), Address(b), Address(b), Address(result), segment);
        Keep(a, b, result);
    }

    private void Run<TSegment>(TSegment segment, Tensor a, Tensor b, Tensor c, Tensor result) where TSegment : struct, ISegment
    {
        WalkJob<TSegment>.Run(Team, new(result.Shape, a.Strides, b.Strides, c.Strides, result.Strides), Address(a), Address(b), Address(c), Address(result), segment);
        Keep(a, b, c, result);
    }
}
