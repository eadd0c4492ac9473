namespace Sintropia.Tensors;

/// <summary>From Begin to Dispose, results on this thread live in a workspace.</summary>
public readonly struct WorkspaceScope : IDisposable
{
    private readonly Workspace _workspace;
    private readonly int _depth;

    internal WorkspaceScope(Workspace workspace, int depth) => (_workspace, _depth) = (workspace, depth);

    /// <summary>Lets a result outlive this scope: it goes to the scope around it, or, from the outermost, to whoever holds it.</summary>
    /// <returns>The same tensor.</returns>
    /// <exception cref="InvalidOperationException">This is not the innermost scope.</exception>
    public Tensor Keep(Tensor tensor)
    {
        _workspace.Keep(_depth, tensor);
        return tensor;
    }

    /// <summary>Takes everything back that was made in this scope and not kept.</summary>
    public void Dispose() => _workspace.End(_depth);
}
