namespace Sintropia.Tensors.Optimisers;

/// <summary>Keeps gradients from being too large.</summary>
public static class GradientClipping
{
    private const float Epsilon = 1e-6f;

    /// <summary>Scales all gradients together so that their common norm is at most a maximum; in place of each in the array, since gradients may share storage.</summary>
    /// <param name="gradients">Replaced where they are scaled.</param>
    /// <param name="most">The largest norm, up to PyTorch's epsilon of 1e-6.</param>
    /// <param name="order">2, 1, or infinity for the largest magnitude.</param>
    /// <returns>The norm before.</returns>
    public static float ByNorm(Span<Tensor> gradients, float most, double order = 2)
    {
        var total = Norm(gradients, order);
        var factor = most / (total + Epsilon);
        if (factor >= 1) return total; // NaN is not: all gradients then become NaN, and are seen

        for (var i = 0; i < gradients.Length; i++) gradients[i] *= factor;
        return total;
    }

    /// <summary>Holds each element between −most and most.</summary>
    /// <param name="gradients">Replaced.</param>
    /// <param name="most">The largest magnitude.</param>
    public static void ByValue(Span<Tensor> gradients, float most)
    {
        for (var i = 0; i < gradients.Length; i++) gradients[i] = gradients[i].Clamp(-most, most);
    }

    /// <summary>The common norm of gradients.</summary>
    /// <param name="gradients">Taken as one long vector.</param>
    /// <param name="order">2, 1, or infinity for the largest magnitude.</param>
    public static float Norm(ReadOnlySpan<Tensor> gradients, double order = 2)
    {
        double total = 0;
        foreach (var gradient in gradients)
        {
            if (gradient.Count == 0) continue;
            var flat = gradient.Contiguous().Reshape(-1);
            double part = order switch
            {
                2 => flat.SumOfSquares(0).Value,
                1 => flat.Abs().Sum().Value,
                double.PositiveInfinity => flat.Abs().Max().Value,
                _ => throw new ArgumentOutOfRangeException(nameof(order), order, $"A norm of order {order} is not known. Use 2, 1 or infinity."),
            };
            total = double.IsPositiveInfinity(order) ? Math.Max(total, part) : total + part;
        }

        return (float)(order == 2 ? Math.Sqrt(total) : total);
    }
}
