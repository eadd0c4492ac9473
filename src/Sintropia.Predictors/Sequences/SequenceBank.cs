using System.Collections.Immutable;
using Sintropia.Biology.Names;
using Sintropia.Predictors.Perturbations;
using Sintropia.Tensors;
using Sintropia.Weights;
using Sintropia.Weights.Safetensors;

namespace Sintropia.Predictors.Sequences;

/// <summary>Vectors of sequences or molecules that a large model gave them elsewhere: DNA by Evo or a nucleotide transformer, proteins by ESM, chemicals by fingerprints. Asked as such a model would be, by name.</summary>
public sealed class SequenceBank
{
    private readonly Dictionary<string, float[]> _vectors;

    private SequenceBank(string source, ImmutableArray<string> names, Dictionary<string, float[]> vectors, IReadOnlyDictionary<string, string> origin) =>
        (Source, Names, _vectors, Origin, Width) = (source, names, vectors, origin, vectors[names[0]].Length);

    /// <summary>The file that it comes from.</summary>
    public string Source { get; }

    /// <summary>What it has vectors of, in the order of the file.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Length of a vector.</summary>
    public int Width { get; }

    /// <summary>What the file says of where vectors come from: model, revision, pooling, licence; empty where it says nothing.</summary>
    public IReadOnlyDictionary<string, string> Origin { get; }

    /// <summary>Reads a bank: safetensors or what torch.save wrote, with a tensor [width] by each name; or text with a name and its numbers per line. `sintropia model convert` makes one of an .h5ad file.</summary>
    /// <param name="path">Where it is.</param>
    /// <exception cref="PerturbationFileException">A line is not understood, a name comes twice, or lengths differ.</exception>
    /// <exception cref="WeightsException">A file of tensors is damaged.</exception>
    public static SequenceBank Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Path.GetExtension(path).ToUpperInvariant() is ".TSV" or ".CSV" or ".TXT") return Of(path, VectorFile.OfText(path), new Dictionary<string, string>());
        using var file = WeightFile.Open(path);
        var origin = new Dictionary<string, string>(file.Metadata, StringComparer.Ordinal);
        return Of(path, VectorFile.OfTensors(path), origin);
    }

    /// <summary>A bank of vectors in memory.</summary>
    /// <param name="source">What it comes from, for messages.</param>
    /// <param name="vectors">By name; different, of one length.</param>
    /// <param name="origin">Where vectors come from.</param>
    /// <exception cref="PerturbationFileException">There is none, a name comes twice, lengths differ, or a number is not finite.</exception>
    public static SequenceBank Of(string source, IReadOnlyList<(string Name, float[] Vector)> vectors, IReadOnlyDictionary<string, string> origin)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        if (vectors.Count == 0) throw new PerturbationFileException($"{source}: it holds no vectors. Give a name and its numbers for each sequence.");
        var byName = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (var (name, vector) in vectors)
        {
            if (vector.Length != vectors[0].Vector.Length) throw new PerturbationFileException($"{source}: '{name}' has {vector.Length} numbers and '{vectors[0].Name}' has {vectors[0].Vector.Length}. Give vectors of one length.");
            if (vector.Length == 0 || vector.Any(v => !float.IsFinite(v))) throw new PerturbationFileException($"{source}: '{name}' has no numbers, or one that is not finite. Compute its vector anew.");
            if (!byName.TryAdd(name, vector)) throw new PerturbationFileException($"{source}: '{name}' comes twice. Give each sequence one vector.");
        }

        return new(source, [.. vectors.Select(v => v.Name)], byName, origin);
    }

    /// <summary>Whether it has a vector.</summary>
    public bool Knows(string name) => _vectors.ContainsKey(name);

    /// <summary>The vector of a sequence.</summary>
    /// <exception cref="UnknownPerturbationException">It has none; the nearest names are told.</exception>
    public float[] Embed(string name) => _vectors.TryGetValue(name, out var vector) ? [.. vector]
        : throw new UnknownPerturbationException(name, $"There is no vector of '{name}' in {Source}.{(NearestName.To(name, Names) is { } near ? $" The nearest: {near}." : "")} Compute it with the model that made the bank{(Origin.TryGetValue("model", out var model) ? $" ({model})" : "")}, and add it.");

    /// <summary>What a variant changes: the vector of the alternative less that of the reference.</summary>
    /// <param name="reference">Name of the reference sequence.</param>
    /// <param name="alternative">Name of the variant's, of the same window.</param>
    /// <exception cref="UnknownPerturbationException">One of them is not there.</exception>
    public float[] Effect(string reference, string alternative)
    {
        float[] from = Embed(reference), to = Embed(alternative);
        for (var i = 0; i < to.Length; i++) to[i] -= from[i];
        return to;
    }

    /// <summary>The bank with each dimension at mean 0 and deviation 1 over the sequences that a model is trained with, and no others; dimensions that do not vary become 0.</summary>
    /// <param name="training">Names of those.</param>
    /// <exception cref="UnknownPerturbationException">One is not there.</exception>
    public SequenceBank Standardised(IReadOnlyList<string> training)
    {
        ArgumentNullException.ThrowIfNull(training);
        if (training.Count < 2) throw new ArgumentException($"Deviations of {training.Count} sequences say nothing. Name two or more that a model is trained with.", nameof(training));
        float[][] rows = [.. training.Select(Embed)];
        var (means, factors) = (new double[Width], new double[Width]);
        for (var d = 0; d < Width; d++)
        {
            means[d] = rows.Average(r => (double)r[d]);
            var variance = rows.Average(r => (r[d] - means[d]) * (r[d] - means[d]));
            factors[d] = variance > 0 ? 1 / Math.Sqrt(variance) : 0;
        }

        return Of(Source, [.. Names.Select(name => (name, _vectors[name].Select((v, d) => (float)((v - means[d]) * factors[d])).ToArray()))], Origin);
    }

    /// <summary>The bank as what a model is told of perturbations.</summary>
    /// <param name="control">What is written where nothing is done.</param>
    public PerturbationVectors ToPerturbations(string control) => PerturbationVectors.From([.. Names], Tensor.From([Names.Length, Width], [.. Names.SelectMany(name => _vectors[name])]), control);

    /// <summary>Writes the bank as safetensors, a tensor by each name.</summary>
    /// <param name="path">Where to.</param>
    public void Save(string path) => SafetensorsWriter.Write(path, Names.Select(name => WeightTensor.Of<float>(name, _vectors[name], Width)), Origin.ToDictionary());
}
