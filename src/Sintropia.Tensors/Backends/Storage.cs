namespace Sintropia.Tensors.Backends;

/// <summary>Where elements lie. A backend owns its kind of storage; tensors look into it through shape, strides and offset.</summary>
/// <param name="backend">Whose it is.</param>
/// <param name="length">How many elements it holds at least.</param>
public abstract class Storage(IBackend backend, int length)
{
    private int _version;

    /// <summary>The backend that computes on it.</summary>
    public IBackend Backend { get; } = backend;

    /// <summary>How many elements it holds.</summary>
    public int Length { get; } = length;

    /// <summary>Rises whenever elements may have changed after they were first written, so that whatever was derived from them (packed weights) is known to be stale.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>Whether a workspace takes it back when its scope ends. Such elements are results of a step, not weights: deriving something lasting from them is waste.</summary>
    public bool IsPooled { get; internal set; }

    /// <summary>Says that elements change.</summary>
    public void Touch() => Interlocked.Increment(ref _version);

    /// <summary>Called when a workspace takes it back: its elements are no longer needed, and the next owner expects nothing of them.</summary>
    public virtual void Recycle()
    {
    }
}
