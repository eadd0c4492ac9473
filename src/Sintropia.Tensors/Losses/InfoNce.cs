using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Losses;

/// <summary>Each row of one view has to find its own row of the other view among all of them, by cosine.</summary>
/// <remarks>van den Oord, Li and Vinyals 2018, arXiv:1807.03748.</remarks>
public static class InfoNce
{
    /// <summary>Mean over rows of the cross-entropy of cosines over a temperature.</summary>
    /// <param name="x">[samples, width].</param>
    /// <param name="y">[samples, width]; row i belongs to row i.</param>
    /// <param name="temperature">Above 0; smaller is stricter.</param>
    public static Tensor Of(Tensor x, Tensor y, float temperature = 0.07f)
    {
        if (x.Rank != 2 || x.Shape != y.Shape) throw ShapeException.Misfit("InfoNce", x.Shape, y.Shape, "both are [samples, width] of the same samples.");
        var logits = x.Normalize().MatMul(y.Normalize().Transpose()) / temperature;
        return CrossEntropy.Mean(logits, new([x.Shape[0]], [.. Enumerable.Range(0, x.Shape[0])]));
    }
}
