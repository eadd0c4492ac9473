using System.Collections.Immutable;
using Sintropia.Biology.Names;
using Sintropia.Tensors;
using Sintropia.Tensors.Shapes;
using Sintropia.Weights;

namespace Sintropia.Predictors.Perturbations;

/// <summary>A vector for each perturbation that a model knows: one-hot, or features from a file. Perturbations joined by '+' add up; the control adds nothing.</summary>
public sealed class PerturbationVectors
{
    private readonly Dictionary<string, float[]> _vectors;

    private PerturbationVectors(IReadOnlyList<string> names, Dictionary<string, float[]> vectors, string control)
    {
        (Names, _vectors, Control, Width) = ([.. names], vectors, control, vectors[names[0]].Length);
    }

    /// <summary>All perturbations, in the order of the table.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>What is written where nothing is done. Its vector is its row in the table, or zeros where it has none.</summary>
    public string Control { get; }

    /// <summary>Length of a vector.</summary>
    public int Width { get; }

    /// <summary>Vectors of a single 1, at the perturbation's place; as STATE does, the control is one of them.</summary>
    /// <param name="names">Perturbations, the control among them if it is to have a place.</param>
    /// <param name="control">The control.</param>
    public static PerturbationVectors OneHot(IReadOnlyList<string> names, string control)
    {
        ArgumentNullException.ThrowIfNull(names);
        return From(names, Tensor.From([names.Count, names.Count], [.. Enumerable.Range(0, names.Count * names.Count).Select(i => i % (names.Count + 1) == 0 ? 1f : 0)]), control);
    }

    /// <summary>Vectors of a table.</summary>
    /// <param name="names">Perturbations; different.</param>
    /// <param name="vectors">[perturbations, width].</param>
    /// <param name="control">The control.</param>
    /// <exception cref="ArgumentException">A name comes twice, or there is none.</exception>
    public static PerturbationVectors From(IReadOnlyList<string> names, Tensor vectors, string control)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(vectors);
        if (names.Count == 0) throw new ArgumentException("There are no perturbations. Give at least one.", nameof(names));
        if (vectors.Rank != 2 || vectors.Shape[0] != names.Count) throw ShapeException.Unfit("PerturbationVectors", vectors.Shape, $"{names.Count} perturbations have one row each.");
        var rows = new Dictionary<string, float[]>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
            if (!rows.TryAdd(names[i], vectors.At(0, i).ToArray()))
                throw new ArgumentException($"The perturbation '{names[i]}' has two vectors. Give each perturbation one.", nameof(names));
        return new(names, rows, control);
    }

    /// <summary>Vectors of a file: safetensors with a tensor [width] by each perturbation's name, or text with a name and its numbers per line, separated by tabs or commas.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="control">The control.</param>
    /// <exception cref="PerturbationFileException">A line is not understood, a name comes twice, or lengths differ.</exception>
    /// <exception cref="WeightsException">A safetensors file is damaged.</exception>
    public static PerturbationVectors Read(string path, string control)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var rows = path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase) ? VectorFile.OfTensors(path) : VectorFile.OfText(path);
        var vectors = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (var (name, vector) in rows)
        {
            if (vector.Length != rows[0].Vector.Length) throw new PerturbationFileException($"{path}: '{name}' has {vector.Length} numbers and '{rows[0].Name}' has {rows[0].Vector.Length}. Give vectors of one length.");
            if (!vectors.TryAdd(name, vector)) throw new PerturbationFileException($"{path}: '{name}' comes twice. Give each perturbation one vector.");
        }

        return rows.Count > 0 ? new([.. rows.Select(r => r.Name)], vectors, control) : throw new PerturbationFileException($"{path}: it holds no vectors. Give a name and its numbers per line.");
    }

    /// <summary>The vectors of some perturbations; [perturbations, width].</summary>
    /// <param name="perturbations">Names of the table, or several joined by '+'.</param>
    /// <exception cref="UnknownPerturbationException">One is not in the table.</exception>
    public Tensor Of(params ReadOnlySpan<string> perturbations)
    {
        var values = new float[perturbations.Length * Width];
        for (var i = 0; i < perturbations.Length; i++) Vector(perturbations[i]).CopyTo(values, i * Width);
        return Tensor.From([perturbations.Length, Width], values);
    }

    /// <summary>Whether <see cref="Of"/> would answer.</summary>
    public bool Knows(string perturbation)
    {
        ArgumentNullException.ThrowIfNull(perturbation);
        return _vectors.ContainsKey(perturbation) || perturbation.Split('+').All(part => _vectors.ContainsKey(part) || part == Control);
    }

    private float[] Vector(string perturbation)
    {
        if (_vectors.TryGetValue(perturbation, out var known)) return known;
        var sum = new float[Width];
        foreach (var part in perturbation.Split('+'))
        {
            if (part == Control && perturbation != part) continue; // "A+control" is A
            if (_vectors.TryGetValue(part, out var vector))
                for (var i = 0; i < sum.Length; i++) sum[i] += vector[i];
            else if (part != Control) throw Unknown(perturbation, part);
        }

        return sum;
    }

    private UnknownPerturbationException Unknown(string perturbation, string part)
    {
        var near = new List<string>();
        while (near.Count < 3 && NearestName.To(part, _vectors.Keys.Except(near)) is { } name) near.Add(name);
        var whole = part == perturbation ? "" : $" of '{perturbation}'";
        return new(part, $"There is no vector of the perturbation '{part}'{whole}. {(near.Count > 0 ? $"The nearest of the {Names.Length} that there are: {string.Join(", ", near)}." : $"There are {Names.Length}, none of them near.")} Correct the name, or use a model that knows it.");
    }
}
