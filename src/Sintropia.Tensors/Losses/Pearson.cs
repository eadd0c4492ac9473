namespace Sintropia.Tensors.Losses;

/// <summary>Pearson's correlation, as something to maximise.</summary>
public static class Pearson
{
    /// <summary>Of each pair of rows, from −1 to 1; 0 where a row is constant.</summary>
    /// <param name="x">[…, samples].</param>
    /// <param name="y">[…, samples].</param>
    /// <param name="epsilon">The least product of norms.</param>
    public static Tensor Rows(Tensor x, Tensor y, float epsilon = 1e-12f)
    {
        Tensor a = x - x.Mean(-1, keep: true), b = y - y.Mean(-1, keep: true);
        return (a * b).Sum(-1) / (a.Norm(-1) * b.Norm(-1)).Clamp(epsilon);
    }
}
