namespace Sintropia.Tensors.Losses;

/// <summary>|x − y|, averaged; also with a rounded tip.</summary>
public static class AbsoluteError
{
    /// <summary>Over all elements.</summary>
    public static Tensor Mean(Tensor x, Tensor y) => (x - y).Abs().Mean();

    /// <summary>½·d²/β for a difference d below β, |d| − ½·β beyond.</summary>
    /// <param name="x">Predicted.</param>
    /// <param name="y">Actual.</param>
    /// <param name="beta">β &gt; 0: where the parabola ends.</param>
    public static Tensor Smooth(Tensor x, Tensor y, float beta = 1)
    {
        if (!(beta > 0)) throw new ArgumentOutOfRangeException(nameof(beta), beta, $"A tip of width {beta} has no shape. Give a positive width, or use Mean for a sharp tip.");
        var distance = (x - y).Abs();
        var near = distance.Clamp(most: beta); // ½·near²/β + (distance − near) is both branches
        return (near.Square() * (0.5f / beta) + (distance - near)).Mean();
    }
}
