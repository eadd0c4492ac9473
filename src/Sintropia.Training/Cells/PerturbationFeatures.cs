using Sintropia.Predictors.Baselines;
using Sintropia.Training.Configuration;

namespace Sintropia.Training.Cells;

/// <summary>Vectors of genes by what is known of them outside the data: sets, regulation, interactions. They say something of genes that nobody perturbed.</summary>
public static class PerturbationFeatures
{
    /// <summary>Principal components of how alike genes are: one block for gene sets and regulation together, one for interactions, each scaled to a mean length of 1.</summary>
    /// <param name="options">Which sources, and how many components of each block.</param>
    /// <param name="genes">Of which vectors are wanted.</param>
    /// <returns>The vectors; null where no source is named.</returns>
    /// <exception cref="TrainingException">A source cannot be read, or knows too few of the genes.</exception>
    public static FeatureTable? Of(VectorOptions options, IReadOnlyList<string> genes)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(genes);
        List<double[][]> knowledge = [.. options.GeneSets.Select(file => GeneSetFeatures.Likeness(file, genes))];
        if (options.Regulons is { } regulons) knowledge.Add(GeneEdges.Likeness(regulons, genes, isDirected: true));
        List<FeatureTable> blocks = [];
        if (knowledge.Count > 0) blocks.Add(Scaled(Mean(knowledge), genes, options.Components));
        if (options.Interactions is { } interactions) blocks.Add(Scaled(GeneEdges.Likeness(interactions, genes, isDirected: false), genes, options.Components));
        return blocks.Count == 0 ? null : new(blocks.Sum(b => b.Width), genes.ToDictionary(g => g, g => blocks.SelectMany(b => b.Vectors[g]).ToArray(), StringComparer.Ordinal));
    }

    /// <summary>The sources by name, for notes.</summary>
    public static IReadOnlyList<string> Sources(VectorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return [.. options.GeneSets.Select(f => $"gene sets of {Path.GetFileName(f)}"), .. options.Regulons is { } r ? new[] { $"regulation of {Path.GetFileName(r.File)}" } : [], .. options.Interactions is { } i ? new[] { $"interactions of {Path.GetFileName(i.File)}" } : []];
    }

    private static double[][] Mean(List<double[][]> sources) => [.. Enumerable.Range(0, sources[0].Length).Select(i => Enumerable.Range(0, sources[0].Length).Select(j => sources.Average(s => s[i][j])).ToArray())];

    // Genes as observations of how alike they are to each: smaller than thousands of sets or edges.
    internal static FeatureTable Scaled(double[][] likeness, IReadOnlyList<string> genes, int components)
    {
        var scores = FeatureTable.Principal(genes, likeness, components);
        var length = scores.Vectors.Values.Average(v => Math.Sqrt(v.Sum(x => x * x)));
        return length > 0 ? scores with { Vectors = scores.Vectors.ToDictionary(v => v.Key, v => v.Value.Select(x => x / length).ToArray(), StringComparer.Ordinal) } : scores;
    }
}
