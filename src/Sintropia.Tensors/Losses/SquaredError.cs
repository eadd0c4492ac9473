namespace Sintropia.Tensors.Losses;

/// <summary>(x − y)², averaged.</summary>
public static class SquaredError
{
    /// <summary>Over all elements.</summary>
    public static Tensor Mean(Tensor x, Tensor y) => (x - y).Square().Mean();

    /// <summary>Σ mask·(x − y)² / Σ mask; 0 where nothing is masked in.</summary>
    /// <param name="x">Predicted.</param>
    /// <param name="y">Actual.</param>
    /// <param name="mask">1 where an element counts, else 0; broadcasts.</param>
    public static Tensor Masked(Tensor x, Tensor y, Tensor mask)
    {
        var difference = x - y;
        var counted = mask.Expand(difference.Shape);
        return (counted * difference.Square()).Sum() / counted.Sum().Clamp(1e-12f);
    }
}
