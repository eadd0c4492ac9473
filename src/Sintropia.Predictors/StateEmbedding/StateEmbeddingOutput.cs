using Sintropia.Tensors;

namespace Sintropia.Predictors.StateEmbedding;

/// <summary>What a State Embedding model makes of cells.</summary>
/// <param name="Cells">Embeddings of length one, [cells, outputs].</param>
/// <param name="Dataset">What the token of the data set became, [cells, outputs]; none without it.</param>
/// <param name="DatasetNumbers">Ten numbers of it, [cells, 10]; none without it.</param>
public sealed record StateEmbeddingOutput(Tensor Cells, Tensor? Dataset, Tensor? DatasetNumbers)
{
    /// <summary>Both joined, [cells, outputs + 10]: what is published as <c>X_state</c>, and what State Transition takes.</summary>
    public Tensor Joined => DatasetNumbers is null ? Cells : Tensor.Concat(1, Cells, DatasetNumbers);
}
