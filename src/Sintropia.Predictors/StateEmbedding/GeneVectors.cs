using System.Collections.Immutable;
using Sintropia.Predictors.Perturbations;
using Sintropia.Tensors;
using Sintropia.Tensors.Shapes;
using Sintropia.Weights;

namespace Sintropia.Predictors.StateEmbedding;

/// <summary>A vector for each gene, as a protein language model gives them.</summary>
public sealed class GeneVectors
{
    private readonly Dictionary<string, int> _rows;

    /// <param name="names">Symbols or identifiers; different.</param>
    /// <param name="vectors">[genes, width].</param>
    /// <exception cref="ArgumentException">A name comes twice, or there are as many rows as names.</exception>
    public GeneVectors(IReadOnlyList<string> names, Tensor vectors)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(vectors);
        if (vectors.Rank != 2 || vectors.Shape[0] != names.Count) throw ShapeException.Unfit("GeneVectors", vectors.Shape, $"{names.Count} genes have one row each.");
        (Names, Vectors, _rows) = ([.. names], vectors, new(names.Count, StringComparer.Ordinal));
        for (var i = 0; i < names.Count; i++)
            if (!_rows.TryAdd(names[i], i))
                throw new ArgumentException($"The gene '{names[i]}' has two vectors. Give each gene one.", nameof(names));
    }

    /// <summary>Genes in the order of rows.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>[genes, width]</summary>
    public Tensor Vectors { get; }

    /// <summary>Vectors of a file: safetensors or what torch.save wrote, with a tensor [width] by each gene's name; or text with a name and its numbers per line.</summary>
    /// <param name="path">Where it is.</param>
    /// <exception cref="PerturbationFileException">A line is not understood, a name comes twice, or lengths differ.</exception>
    /// <exception cref="WeightsException">A file of tensors is damaged.</exception>
    public static GeneVectors Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var rows = Path.GetExtension(path).ToUpperInvariant() is ".TSV" or ".CSV" or ".TXT" ? VectorFile.OfText(path) : VectorFile.OfTensors(path);
        if (rows.Count == 0) throw new PerturbationFileException($"{path}: it holds no vectors. Give each gene one.");
        var width = rows[0].Vector.Length;
        var values = new float[rows.Count * (long)width];
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Vector.Length != width) throw new PerturbationFileException($"{path}: '{rows[i].Name}' has {rows[i].Vector.Length} numbers and '{rows[0].Name}' has {width}. Give vectors of one length.");
            rows[i].Vector.CopyTo(values.AsSpan(i * width, width));
        }

        return new([.. rows.Select(r => r.Name)], Tensor.From([rows.Count, width], values));
    }

    /// <summary>The row of a gene, or −1.</summary>
    public int Find(string gene) => _rows.GetValueOrDefault(gene, -1);
}
