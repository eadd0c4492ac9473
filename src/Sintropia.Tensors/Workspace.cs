using System.Numerics;
using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors;

/// <summary>Where results live for a while. Between Begin and the end of the scope, operations on this thread take tensors and buffers from here, and the end takes them all back, so that the same work done again allocates nothing.</summary>
/// <remarks>
/// One thread at a time uses a workspace; each thread may have its own. Scopes nest: an inner one ends early what a layer no longer needs, and <see cref="WorkspaceScope.Keep(Tensor)"/> hands a result to the outer one.
/// A tensor must not be used after its scope: its room may already hold something else. A strict workspace never uses room twice, so that such a use fails for certain; tests run with one.
/// </remarks>
/// <param name="strict">Whether to forget what is given back instead of using it again.</param>
public sealed class Workspace(bool strict = false)
{
    // Sizes are rounded up to eight steps per doubling: at most an eighth is wasted, and slightly different batches share buffers.
    private const int StepsPerDoubling = 8, Classes = 32 * StepsPerDoubling;

    [ThreadStatic]
    private static Workspace? _current;

    private readonly Dictionary<IBackend, Stack<Storage>?[]> _buffers = [];
    private readonly Stack<Tensor> _idle = new();
    private readonly Stack<Indices> _idleIndices = new();
    private readonly List<Storage> _storages = [];
    private readonly List<Tensor> _tensors = [];
    private readonly List<Indices> _indices = [];
    private readonly List<Mark> _marks = [];
    private Workspace? _outer;

    /// <summary>The workspace that operations on this thread use now, if any.</summary>
    public static Workspace? Current => _current;

    /// <summary>Opens a scope on this thread; dispose it to end it. Scopes end in the reverse order of their beginnings.</summary>
    /// <exception cref="InvalidOperationException">Another workspace was opened inside this one, or another thread is using it.</exception>
    public WorkspaceScope Begin()
    {
        if (_marks.Count == 0)
        {
            _outer = _current;
            _current = this;
        }
        else if (_current != this)
            throw new InvalidOperationException("This workspace is open on another thread, or outside another workspace on this one. Give each thread its own, and end inner scopes first.");

        _marks.Add(new(_tensors.Count, _storages.Count, _indices.Count, Tape.Current, Tape.Current?.Length ?? 0));
        return new(this, _marks.Count);
    }

    /// <summary>A fresh tensor, in the open scope if there is one.</summary>
    internal static Tensor Make(IBackend backend, in Shape shape)
    {
        if (_current is not { } workspace) return new(backend.Allocate(shape.Count), shape, Strides.Of(shape), 0);
        return workspace.Wrap(workspace.Take(backend, shape.Count), shape, Strides.Of(shape), 0);
    }

    /// <summary>A view, in the open scope if there is one.</summary>
    internal static Tensor Alias(Storage storage, in Shape shape, in Strides strides, int offset) =>
        _current is { } workspace ? workspace.Wrap(storage, shape, strides, offset) : new(storage, shape, strides, offset);

    /// <summary>Fresh indices, in the open scope if there is one.</summary>
    internal static Indices MakeIndices(in Shape shape)
    {
        if (_current is not { } workspace) return new(shape);

        if (!workspace._idleIndices.TryPop(out var indices)) indices = new(shape);
        indices.Become(shape);
        workspace._indices.Add(indices);
        return indices;
    }

    internal void End(int depth)
    {
        if (depth != _marks.Count || _current != this)
            throw new InvalidOperationException("A workspace scope ends that is not the innermost on its thread. End scopes in the reverse order of their beginnings; a using statement does.");

        var mark = _marks[^1];
        _marks.RemoveAt(_marks.Count - 1);
        mark.Tape?.Tear(mark.Written);
        for (var i = mark.Tensors; i < _tensors.Count; i++) GiveBack(_tensors[i]);
        for (var i = mark.Storages; i < _storages.Count; i++) GiveBack(_storages[i]);
        for (var i = mark.Indices; i < _indices.Count; i++)
            if (!strict)
                _idleIndices.Push(_indices[i]);
        _tensors.RemoveRange(mark.Tensors, _tensors.Count - mark.Tensors);
        _storages.RemoveRange(mark.Storages, _storages.Count - mark.Storages);
        _indices.RemoveRange(mark.Indices, _indices.Count - mark.Indices);
        if (_marks.Count > 0) return;

        _current = _outer;
        _outer = null;
    }

    /// <summary>Hands a tensor and its storage from the innermost scope to the one around it; out of the workspace if there is none.</summary>
    internal void Keep(int depth, Tensor tensor)
    {
        if (depth != _marks.Count) throw new InvalidOperationException("Only the innermost scope can keep a tensor. Keep it before an inner scope begins, or after it ended.");

        var mark = _marks[^1];
        if (Promote(_tensors, tensor, mark.Tensors)) mark = mark with { Tensors = mark.Tensors + 1 };
        if (Promote(_storages, tensor.Storage, mark.Storages)) mark = mark with { Storages = mark.Storages + 1 };
        _marks[^1] = mark;
        if (_marks.Count > 1) return;

        // Nobody is left to take them back.
        if (mark.Tensors > 0) _tensors.RemoveAt(0);
        if (mark.Storages > 0)
        {
            _storages[0].IsPooled = false;
            _storages.RemoveAt(0);
        }

        _marks[^1] = mark with { Tensors = 0, Storages = 0 };
    }

    // Moves an entry made since a mark to the mark.
    private static bool Promote<T>(List<T> entries, T entry, int mark) where T : class
    {
        for (var i = entries.Count - 1; i >= mark; i--)
            if (ReferenceEquals(entries[i], entry))
            {
                (entries[mark], entries[i]) = (entries[i], entries[mark]);
                return true;
            }

        return false;
    }

    private Tensor Wrap(Storage storage, in Shape shape, in Strides strides, int offset)
    {
        if (_idle.TryPop(out var tensor)) tensor.Become(storage, shape, strides, offset);
        else tensor = new(storage, shape, strides, offset);
        _tensors.Add(tensor);
        return tensor;
    }

    private Storage Take(IBackend backend, int length)
    {
        var size = SizeClass(length);
        var storage = Shelf(backend, size).TryPop(out var idle) ? idle : backend.Allocate(SizeOf(size));
        storage.IsPooled = true;
        _storages.Add(storage);
        return storage;
    }

    private Stack<Storage> Shelf(IBackend backend, int size)
    {
        if (!_buffers.TryGetValue(backend, out var shelves)) _buffers.Add(backend, shelves = new Stack<Storage>?[Classes]);
        return shelves[size] ??= new();
    }

    private void GiveBack(Tensor tensor)
    {
        tensor.Release();
        if (!strict) _idle.Push(tensor);
    }

    private void GiveBack(Storage storage)
    {
        storage.Touch();
        storage.Recycle();
        if (!strict) Shelf(storage.Backend, SizeClass(storage.Length)).Push(storage);
    }

    internal static int SizeClass(int length)
    {
        if (length <= StepsPerDoubling) return Math.Max(0, length);
        var log = BitOperations.Log2((uint)length - 1); // length − 1 has its leading bit here
        var step = ((length - 1) >> (log - 3)) & (StepsPerDoubling - 1);
        return ((log - 2) * StepsPerDoubling) + step + 1;
    }

    internal static int SizeOf(int size)
    {
        if (size <= StepsPerDoubling) return size;
        var log = ((size - 1) / StepsPerDoubling) + 2;
        var step = (size - 1) % StepsPerDoubling;
        return (int)Math.Min(Array.MaxLength, (long)(StepsPerDoubling + step + 1) << (log - 3));
    }

    private readonly record struct Mark(int Tensors, int Storages, int Indices, Tape? Tape, int Written);
}
