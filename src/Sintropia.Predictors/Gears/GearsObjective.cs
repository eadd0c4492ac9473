using Sintropia.Tensors;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.Gears;

/// <summary>What GEARS minimises: |error|^(2 + γ), and how often the direction of a change is wrong, of each perturbation over the genes that it expresses.</summary>
/// <remarks>Roohani, Huang and Leskovec 2023, doi:10.1038/s41587-023-01905-6. Its network is not here; the objective is, so that others can be trained by it.</remarks>
public sealed record GearsObjective
{
    /// <summary>γ. Default: 2.</summary>
    public int Gamma { get; init; } = 2;

    /// <summary>Weight of the squared difference of signs, through which no gradient goes. Default: 1e-3.</summary>
    public float Direction { get; init; } = 1e-3f;

    /// <summary>The mean over perturbations of a batch.</summary>
    /// <param name="predicted">[cells, genes].</param>
    /// <param name="observed">[cells, genes].</param>
    /// <param name="control">Mean of the controls [genes].</param>
    /// <param name="perturbations">Places of the cells of each perturbation, and of the genes that count for it; all genes where the latter are empty.</param>
    /// <returns>A single number.</returns>
    public Tensor Of(Tensor predicted, Tensor observed, Tensor control, IReadOnlyList<(IReadOnlyList<int> Cells, IReadOnlyList<int> Genes)> perturbations)
    {
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(observed);
        ArgumentNullException.ThrowIfNull(control);
        ArgumentNullException.ThrowIfNull(perturbations);
        if (predicted.Rank != 2 || predicted.Shape != observed.Shape || control.Rank != 1 || control.Count != predicted.Shape[1]) throw ShapeException.Misfit("GearsObjective", predicted.Shape, observed.Shape, "both are [cells, genes], and the control [genes].");
        if (perturbations.Count == 0) throw new ArgumentException("A batch without perturbations has no loss. Give at least one.", nameof(perturbations));

        var weights = new float[predicted.Count];
        foreach (var (cells, genes) in perturbations)
        {
            var width = genes.Count == 0 ? control.Count : genes.Count;
            foreach (var cell in cells)
                for (var i = 0; i < width; i++)
                    weights[cell * control.Count + (genes.Count == 0 ? i : genes[i])] = 1f / ((float)cells.Count * width * perturbations.Count);
        }

        var error = predicted - observed;
        var power = error.Square();
        for (var i = 0; i < Gamma / 2; i++) power *= error.Square();
        if (Gamma % 2 == 1) power *= error.Abs();
        var turned = ((observed - control).Sign() - (predicted.Detach() - control).Sign()).Square();
        return ((power + turned * Direction) * Tensor.From(predicted.Shape, weights, predicted.Backend)).Sum();
    }
}
