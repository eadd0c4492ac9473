namespace Sintropia.Tensors.Losses;

/// <summary>−y·ln σ(x) − (1 − y)·ln(1 − σ(x)) for logits x, as ln(1 + eˣ) − x·y: nothing overflows.</summary>
public static class BinaryCrossEntropy
{
    /// <summary>Of each element.</summary>
    /// <param name="logits">Before the sigmoid.</param>
    /// <param name="targets">From 0 to 1.</param>
    public static Tensor Elements(Tensor logits, Tensor targets) => logits.Softplus() - logits * targets;

    /// <summary>Over all elements.</summary>
    /// <inheritdoc cref="Elements" path="/param"/>
    public static Tensor Mean(Tensor logits, Tensor targets) => Elements(logits, targets).Mean();
}
