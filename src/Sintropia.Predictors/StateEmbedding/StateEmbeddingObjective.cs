using Sintropia.Tensors;
using Sintropia.Tensors.Losses;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.StateEmbedding;

/// <summary>What a State Embedding model minimises: how far decoded genes are from a cell's own, cell by cell and, for shared genes, gene by gene.</summary>
/// <remarks>The published loss "tabular" is the energy distance of geomloss; with one sample per cell it is the Euclidean distance, not squared, less the 1e-4 that geomloss holds distances at.</remarks>
public sealed record StateEmbeddingObjective
{
    /// <summary>Weight of the cross-entropy of data sets. Default: 1.</summary>
    public float DatasetWeight { get; init; } = 1;

    /// <summary>Mean log1p count of the expressed genes of each cell: the depth that the decoder is told.</summary>
    /// <param name="targets">[cells, genes].</param>
    /// <returns>[cells]; 0 where no gene is expressed.</returns>
    public static Tensor Depths(Tensor targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        return targets.Sum(1) / targets.GreaterThan(Tensor.Scalar(0)).Sum(1).Clamp(1);
    }

    /// <summary>All terms of the loss of a batch.</summary>
    /// <param name="network">Decodes.</param>
    /// <param name="batch">Cells, genes and targets.</param>
    /// <param name="vectors">Of all genes, [genes, vector width].</param>
    /// <param name="dropout">Of this step; none for no dropout.</param>
    /// <exception cref="ShapeException">Shapes do not fit.</exception>
    public StateEmbeddingLosses Of(StateEmbeddingNetwork network, SentenceBatch batch, Tensor vectors, Tensors.Layers.Dropout? dropout = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Genes.Shape != batch.Targets.Shape || batch.Shared < 0 || batch.Shared > batch.Genes.Shape[1])
            throw ShapeException.Misfit("StateEmbedding", batch.Genes.Shape, batch.Targets.Shape, $"both are [cells, genes], of which {batch.Shared} are shared.");
        var cells = network.Of(batch.Sentences, network.Words(vectors), dropout);
        var asked = network.Genes(vectors).Take(batch.Genes.Reshape([batch.Genes.Count])).Reshape(batch.Genes.Shape[0], batch.Genes.Shape[1], -1);
        var decoded = network.Decode(asked, cells, Depths(batch.Targets));

        var genes = Distance(decoded, batch.Targets);
        var total = genes;
        Tensor? across = null, dataset = null;
        if (batch.Shared > 0) total += across = Distance(Last(decoded, batch.Shared), Last(batch.Targets, batch.Shared));
        if (batch.Datasets is { } labels) total += (dataset = CrossEntropy.Mean(network.Datasets(cells, dropout), labels)) * DatasetWeight;
        return new(total, genes, across, dataset);
    }

    // Each row is a set of one point.
    private static Tensor Distance(Tensor predicted, Tensor observed) => EnergyDistance.Of(predicted.Unsqueeze(1), observed.Unsqueeze(1)).Mean();

    // The shared genes, each with its cells.
    private static Tensor Last(Tensor x, int shared) => x.Slice(1, x.Shape[1] - shared, shared).Transpose().Contiguous();
}
