using Sintropia.Tensors;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.StateEmbedding;

/// <summary>Cells as sentences of genes. The first position is the cell's own: its gene is not looked at, its count is.</summary>
/// <param name="Genes">Rows of the table of genes, [cells, positions].</param>
/// <param name="Counts">Each gene's share of the cell's log expression in percent, [cells, positions].</param>
public sealed record CellSentences(Indices Genes, Tensor Counts)
{
    internal void Check()
    {
        if (Genes.Shape.Rank != 2 || Genes.Shape != Counts.Shape || Genes.Shape[1] < 2)
            throw ShapeException.Misfit("StateEmbedding", Genes.Shape, Counts.Shape, "both are [cells, positions], with two positions or more.");
    }
}
