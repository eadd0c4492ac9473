using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Gradients;

/// <summary>Writes down what is done with the tensors it watches, on the thread that opened it, and walks back over it for gradients. Without a tape nothing is written and nothing kept.</summary>
/// <remarks>
/// <code>
/// using var tape = new Tape();
/// tape.Watch(weights);
/// var loss = network(x).MeanSquaredError(y);
/// var gradient = tape.Gradient(loss, weights);
/// </code>
/// Watching is known to the tape alone: other threads may use the same tensors, with tapes of their own or without. Tapes nest; only the innermost writes. A tape may be asked for gradients more than once.
/// Gradients are numbers, not recorded themselves.
/// </remarks>
public sealed class Tape : IDisposable
{
    [ThreadStatic]
    private static Tape? _current;

    private readonly Dictionary<Tensor, int> _watched = new(ReferenceEqualityComparer.Instance);
    private readonly List<Step> _steps = [];
    private readonly Tape? _outer;
    private int _nodes;
    private bool _torn, _closed;

    /// <summary>Opens a tape on this thread; dispose it to close it.</summary>
    public Tape()
    {
        _outer = _current;
        _current = this;
    }

    /// <summary>The tape that operations on this thread are written on, if any.</summary>
    public static Tape? Current => _current;

    /// <summary>How many operations are written down.</summary>
    public int Length => _steps.Count;

    /// <summary>From now on, writes down what is done with a tensor.</summary>
    public void Watch(Tensor tensor)
    {
        if (NodeOf(tensor) < 0) _watched.Add(tensor, _nodes++);
    }

    /// <summary>From now on, writes down what is done with these tensors.</summary>
    public void Watch(IEnumerable<Tensor> tensors)
    {
        foreach (var tensor in tensors) Watch(tensor);
    }

    /// <summary>The gradient of a single number with respect to a tensor: zeros if the number does not depend on it. It shares no storage with anything else.</summary>
    /// <exception cref="InvalidOperationException">The tape neither watched the tensor nor saw it made, or what it wrote down has changed or is gone.</exception>
    /// <exception cref="ShapeException"><paramref name="of"/> is not a single number.</exception>
    public Tensor Gradient(Tensor of, Tensor at) => Gradient(of, new ReadOnlySpan<Tensor>(in at))[0];

    /// <summary>The gradients of a single number with respect to several tensors, in their order: zeros where it does not depend on one.</summary>
    /// <inheritdoc cref="Gradient(Tensor, Tensor)" path="/exception"/>
    public Tensor[] Gradient(Tensor of, ReadOnlySpan<Tensor> at)
    {
        if (of.Count != 1) throw ShapeException.Unfit("Gradient", of.Shape, "gradients are those of a single number. Reduce it with Sum or Mean, or give a seed of its shape.");
        return Gradient(of, Tensor.Ones(of.Shape, of.Backend), at);
    }

    /// <summary>The gradients of Σ seed·of with respect to several tensors: what a vector–Jacobian product is.</summary>
    /// <inheritdoc cref="Gradient(Tensor, Tensor)" path="/exception"/>
    public Tensor[] Gradient(Tensor of, Tensor seed, ReadOnlySpan<Tensor> at)
    {
        if (of.Shape != seed.Shape) throw ShapeException.Misfit("Gradient", of.Shape, seed.Shape, "the seed weighs each element of the result. Give it the result's shape.");

        var sweep = Walk(of, seed);
        var gradients = new Tensor[at.Length];
        for (var i = 0; i < at.Length; i++)
        {
            var node = NodeOf(at[i]);
            if (node < 0) throw new InvalidOperationException($"The gradient with respect to a {at[i].Shape} was asked for that the tape does not know. Watch it before the computation begins.");
            gradients[i] = sweep?[node] ?? Tensor.Zeros(at[i].Shape, at[i].Backend);
        }

        Separate(gradients, seed);
        return gradients;
    }

    /// <summary>Whether a gradient can reach a result from what is watched: for rules that a caller may skip.</summary>
    public bool Knows(Tensor tensor) => NodeOf(tensor) >= 0;

    /// <summary>Closes the tape.</summary>
    public void Dispose()
    {
        if (_closed) return;
        if (_current != this) throw new InvalidOperationException("A tape is closed that is not the innermost on its thread. Close tapes in the reverse order of their openings; a using statement does.");

        _current = _outer;
        _closed = true;
        foreach (var step in _steps)
            if (step.Result.Tape == this)
                step.Result.Forget();
        _steps.Clear();
        _watched.Clear();
    }

    internal static bool Tracks(Tensor a) => _current is { } tape && tape.NodeOf(a) >= 0;

    internal static bool Tracks(Tensor a, Tensor? b) => _current is { } tape && (tape.NodeOf(a) >= 0 || (b is not null && tape.NodeOf(b) >= 0));

    internal static bool Tracks(Tensor a, Tensor? b, Tensor? c) =>
        _current is { } tape && (tape.NodeOf(a) >= 0 || (b is not null && tape.NodeOf(b) >= 0) || (c is not null && tape.NodeOf(c) >= 0));

    internal static Tensor Write(Step step) => _current!.Append(step);

    /// <summary>Told by a workspace whose scope ends: results that were written down in it are gone.</summary>
    internal void Tear(int lengthAtBegin)
    {
        if (_steps.Count > lengthAtBegin) _torn = true;
    }

    private Tensor Append(Step step)
    {
        step.NodeA = NodeOf(step.A);
        if (step.B is not null) step.NodeB = NodeOf(step.B);
        if (step.C is not null) step.NodeC = NodeOf(step.C);
        if (step.D is not null) step.NodeD = NodeOf(step.D);
        step.Node = _nodes++;
        step.Result.WrittenOn(this, step.Node);
        _steps.Add(step);
        return step.Result;
    }

    // Rules pass gradients on as they are where they can; but whoever asked may change one in place, as clipping does, and then it has to be the only one.
    private static void Separate(Tensor[] gradients, Tensor seed)
    {
        var seen = new HashSet<Storage>(ReferenceEqualityComparer.Instance) { seed.Storage };
        for (var i = 0; i < gradients.Length; i++)
        {
            ref var gradient = ref gradients[i];
            if (seen.Add(gradient.Storage) && gradient.IsContiguous) continue;

            var copy = Tensor.Empty(gradient.Shape, gradient.Backend);
            copy.Backend.Copy(gradient, copy);
            seen.Add(copy.Storage);
            gradient = copy;
        }
    }

    private Sweep? Walk(Tensor of, Tensor seed)
    {
        if (_closed) throw new InvalidOperationException("The tape is closed. Ask for gradients before it is disposed.");
        if (_torn) throw new InvalidOperationException("A workspace scope that began after this tape has ended, and took results with it that the tape needs. Open the tape inside the scope, or end the scope after asking.");

        var from = NodeOf(of);
        if (from < 0) return null; // it depends on nothing that is watched

        // Rules compute with the same operations; none of it is written down.
        var current = _current;
        _current = null;
        try
        {
            var sweep = new Sweep(_nodes);
            sweep.Seed(from, seed);
            for (var i = _steps.Count - 1; i >= 0; i--)
                if (sweep[_steps[i].Node] is { } gradient)
                {
                    _steps[i].CheckInputs();
                    _steps[i].Rule(new Backward(sweep, _steps[i], gradient));
                }

            return sweep;
        }
        finally
        {
            _current = current;
        }
    }

    private int NodeOf(Tensor tensor)
    {
        if (ReferenceEquals(tensor.Tape, this)) return tensor.Node;
        return _watched.Count > 0 && _watched.TryGetValue(tensor, out var node) ? node : -1;
    }
}
