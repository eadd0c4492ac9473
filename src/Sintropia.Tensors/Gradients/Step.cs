using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Gradients;

/// <summary>One operation on the tape: its result, its inputs, and what its rule needs to know besides.</summary>
internal sealed class Step(Rule rule, Tensor result, Tensor a, Tensor? b = null, Tensor? c = null, Tensor? d = null)
{
    private readonly int _versionA = a.Storage.Version, _versionB = b?.Storage.Version ?? 0, _versionC = c?.Storage.Version ?? 0;

    /// <summary>How a gradient goes back through the operation.</summary>
    public Rule Rule => rule;

    /// <summary>What came out.</summary>
    public Tensor Result => result;

    /// <summary>The number of the result on the tape.</summary>
    public int Node { get; set; }

    /// <summary>Numbers of the inputs, −1 for those that no gradient goes to.</summary>
    public int NodeA { get; set; } = -1;

    /// <inheritdoc cref="NodeA"/>
    public int NodeB { get; set; } = -1;

    /// <inheritdoc cref="NodeA"/>
    public int NodeC { get; set; } = -1;

    /// <inheritdoc cref="NodeA"/>
    public int NodeD { get; set; } = -1;

    /// <summary>The inputs.</summary>
    public Tensor A => a;

    /// <inheritdoc cref="A"/>
    public Tensor B => b!;

    /// <inheritdoc cref="A"/>
    public Tensor? C => c;

    /// <inheritdoc cref="A"/>
    public Tensor? D => d;

    public UnaryOperation Unary { get; init; }

    public Reduction Reduction { get; init; }

    public DistanceKind Distance { get; init; }

    public bool Flag { get; init; }

    public int Axis { get; init; }

    public int Start { get; init; }

    public int Stride { get; init; }

    public float P { get; init; }

    public float Q { get; init; }

    /// <summary>An order of axes.</summary>
    public Shape Order { get; init; }

    public AttentionMask Mask { get; init; }

    public Indices? Places { get; init; }

    /// <summary>What the operation found on its way and the rule needs again.</summary>
    public Tensor Saved { get; init; } = null!;

    /// <inheritdoc cref="Saved"/>
    public Tensor SavedToo { get; init; } = null!;

    /// <summary>Rules read the inputs again, so that they have to be what they were.</summary>
    /// <exception cref="InvalidOperationException">One has been changed in place.</exception>
    public void CheckInputs()
    {
        if (a.Storage.Version == _versionA && (b is null || b.Storage.Version == _versionB) && (c is null || c.Storage.Version == _versionC)) return;

        throw new InvalidOperationException(
            $"The {rule.Method.Name} of a {a.Shape} was written down, and its input has been changed since. Change weights after asking for gradients, and read elements with Values, not Span.");
    }
}
