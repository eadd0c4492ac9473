using Sintropia.Tensors;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.VirtualCellLine;

/// <summary>The published baseline: the mean of each gene over the cells that express it.</summary>
public static class NonzeroMeans
{
    /// <summary>μ_g = Σ x over cells with x above 0, over their number.</summary>
    /// <param name="x">[cells, genes].</param>
    /// <returns>[genes]; not a number for a gene that no cell expresses.</returns>
    public static Tensor Of(Tensor x)
    {
        if (x.Rank != 2) throw ShapeException.Unfit("NonzeroMeans", x.Shape, "cells are [cells, genes].");
        var (values, genes) = (x.ToArray(), x.Shape[1]);
        var (sums, counts) = (new double[genes], new int[genes]);
        for (var i = 0; i < values.Length; i++)
        {
            if (!(values[i] > 0)) continue;
            sums[i % genes] += values[i];
            counts[i % genes]++;
        }

        return Tensor.From([genes], sums.Zip(counts, (sum, count) => count == 0 ? float.NaN : (float)(sum / count)).ToArray(), x.Backend);
    }
}
