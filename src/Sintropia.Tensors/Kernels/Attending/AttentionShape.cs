namespace Sintropia.Tensors.Kernels.Attending;

/// <summary>What attends to what.</summary>
/// <param name="Batches">Sequences.</param>
/// <param name="Heads">Heads of each.</param>
/// <param name="Queries">Rows that ask.</param>
/// <param name="Keys">Rows that are asked.</param>
/// <param name="Width">Length of a query and of a key.</param>
/// <param name="ValueWidth">Length of a value and of a result.</param>
/// <param name="Scale">Factor of the scores, usually 1/√<paramref name="Width"/>.</param>
/// <param name="Causal">Whether query i sees the keys 0 … i only.</param>
public readonly record struct AttentionShape(int Batches, int Heads, int Queries, int Keys, int Width, int ValueWidth, float Scale, bool Causal = false)
{
    /// <summary>Floats of the statistics that the gradient needs: two for each query of each head.</summary>
    public int Statistics => checked(2 * Batches * Heads * Queries);

    internal int Pairs => checked(Batches * Heads);

    internal int Panels => (Queries + Attention.Lanes - 1) / Attention.Lanes;

    internal void Check()
    {
        if (Batches < 0 || Heads < 0 || Queries < 0 || Keys < 0 || Width < 0 || ValueWidth < 0)
            throw new ArgumentException($"attention: {this} has a negative size. Give 0 or more of each.");
    }
}
