namespace Sintropia.Tensors.Losses;

/// <summary>−ln softmax(logits) at the label.</summary>
/// <remarks>With label smoothing s and class weights w a row's loss is (1 − s)·w_label·(−ln p_label) + s/classes·Σ w_c·(−ln p_c). Rows with the ignored label count nothing.</remarks>
public static class CrossEntropy
{
    /// <summary>What PyTorch writes for a row that has no label.</summary>
    public const int Ignored = -100;

    /// <summary>The loss of each row.</summary>
    /// <param name="logits">[…, classes].</param>
    /// <param name="labels">One per row.</param>
    /// <param name="weights">[classes], or none for 1. No gradient goes to them.</param>
    /// <param name="smoothing">Share of a label that is spread over all classes, from 0 to 1.</param>
    /// <param name="ignored">The label of rows that count nothing.</param>
    public static Tensor Rows(Tensor logits, Indices labels, Tensor? weights = null, float smoothing = 0, int ignored = Ignored) => logits.CrossEntropy(labels, weights, smoothing, ignored);

    /// <summary>The mean over rows that count, each by the weight of its label. Not a number if no row counts.</summary>
    /// <inheritdoc cref="Rows" path="/param"/>
    public static Tensor Mean(Tensor logits, Indices labels, Tensor? weights = null, float smoothing = 0, int ignored = Ignored)
    {
        var rows = Rows(logits, labels, weights, smoothing, ignored); // which also looks at the labels
        double counted = 0;
        var perClass = weights?.ToArray();
        foreach (var label in labels.Values)
            if (label != ignored)
                counted += perClass is null ? 1 : perClass[label];
        return rows.Sum() / (float)counted;
    }
}
