using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Operators;

/// <summary>One application of an operator that is known by name: what it is given, as a fixture of another system writes it down.</summary>
public sealed class OperatorCase
{
    /// <summary>The tensors it is given. Masks are 0 and 1.</summary>
    public required IReadOnlyDictionary<string, Tensor> Inputs { get; init; }

    /// <summary>The whole numbers it is given: labels, places.</summary>
    public IReadOnlyDictionary<string, Indices> Places { get; init; } = new Dictionary<string, Indices>();

    /// <summary>Its attributes that are numbers, true as 1 and false as 0.</summary>
    public IReadOnlyDictionary<string, double> Numbers { get; init; } = new Dictionary<string, double>();

    /// <summary>Its attributes that are text.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();

    /// <summary>Its attributes that are lists of numbers.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Lists { get; init; } = new Dictionary<string, IReadOnlyList<double>>();

    /// <summary>A tensor that has to be given.</summary>
    public Tensor this[string input] => Inputs[input];

    /// <summary>A tensor, if it is given.</summary>
    public Tensor? Find(string input) => Inputs.GetValueOrDefault(input);

    /// <summary>A number, or what it is where it is not given.</summary>
    public float Number(string attribute, double otherwise) => (float)Numbers.GetValueOrDefault(attribute, otherwise);

    /// <summary>A list of numbers that has to be given.</summary>
    public float[] Floats(string attribute) => [.. Lists[attribute].Select(v => (float)v)];

    /// <summary>Whether an attribute is true.</summary>
    public bool Flag(string attribute, bool otherwise = false) => Numbers.GetValueOrDefault(attribute, otherwise ? 1 : 0) != 0;

    /// <summary>Applies the operator, and takes gradients back to some of its inputs.</summary>
    /// <param name="name">A name that <see cref="OperatorTable"/> knows.</param>
    /// <param name="upstream">For each output that gradients come from, the gradient with respect to it; single numbers that are not named count 1.</param>
    /// <param name="wanted">The inputs whose gradients are asked for.</param>
    /// <exception cref="NotSupportedException">There is no such operator.</exception>
    public OperatorResult Run(string name, IReadOnlyDictionary<string, Tensor> upstream, IReadOnlyList<string> wanted) =>
        Run(OperatorTable.Find(name) ?? throw new NotSupportedException($"There is no operator '{name}'. Known are {string.Join(", ", OperatorTable.Names)}."), upstream, wanted);

    /// <summary>Applies an operator of the caller's, and takes gradients back to some of its inputs.</summary>
    /// <param name="apply">The operator.</param>
    /// <param name="upstream">For each output that gradients come from, the gradient with respect to it; single numbers that are not named count 1.</param>
    /// <param name="wanted">The inputs whose gradients are asked for.</param>
    /// <exception cref="ShapeException">Gradients are asked for, and nothing says from where.</exception>
    public OperatorResult Run(Operator apply, IReadOnlyDictionary<string, Tensor> upstream, IReadOnlyList<string> wanted)
    {
        using var tape = new Tape();
        foreach (var input in wanted) tape.Watch(Inputs[input]);

        var outputs = apply(this);
        if (wanted.Count == 0) return new(outputs, new Dictionary<string, Tensor>());

        Tensor? sum = null;
        foreach (var (output, value) in outputs)
        {
            var part = upstream.TryGetValue(output, out var g) ? (g * value).Sum() : value.Rank == 0 ? value : null;
            if (part is not null) sum = sum is null ? part : sum + part;
        }

        if (sum is null) throw new ShapeException($"No output is a single number or has an upstream gradient. Give one for {string.Join(", ", outputs.Keys)}.");
        Tensor[] at = [.. wanted.Select(input => Inputs[input])];
        var gradients = tape.Gradient(sum, at);
        return new(outputs, wanted.Zip(gradients).ToDictionary(pair => pair.First, pair => pair.Second));
    }
}
