using Sintropia.Tensors;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.ScGpt;

/// <summary>Cells as sets of genes with values; where the model has a token of the cell it stands first.</summary>
/// <param name="Genes">Tokens, [cells, positions].</param>
/// <param name="Values">Bins or expression, [cells, positions].</param>
/// <param name="Padding">1 where a position is padding, [cells, positions]; none where there is none.</param>
/// <param name="Batches">Label of each cell's batch, [cells], for models that know them.</param>
/// <param name="Flags">1 where a gene is perturbed, 0 where not, 2 for padding, [cells, positions], for models of perturbations.</param>
public sealed record GeneTokens(Indices Genes, Tensor Values, Tensor? Padding = null, Indices? Batches = null, Indices? Flags = null)
{
    internal void Check(ScGptOptions options)
    {
        if (Genes.Shape.Rank != 2 || Genes.Shape != Values.Shape || (Padding is { } padding && padding.Shape != Genes.Shape) || (Flags is { } flags && flags.Shape != Genes.Shape))
            throw ShapeException.Misfit("ScGpt", Genes.Shape, Values.Shape, "genes, values, padding and flags are [cells, positions].");
        if (options.Batches > 0 != Batches is not null || (Batches is { } batches && batches.Shape != new Shape(Genes.Shape[0])))
            throw ShapeException.Unfit("ScGpt", Genes.Shape, options.Batches > 0 ? $"this model knows {options.Batches} batches: give the label of each cell's, [cells]." : "this model knows no batches. Leave labels out.");
        if (options.Perturbs != Flags is not null) throw ShapeException.Unfit("ScGpt", Genes.Shape, options.Perturbs ? "this is a model of perturbations: give flags." : "this is no model of perturbations. Leave flags out.");
    }
}
