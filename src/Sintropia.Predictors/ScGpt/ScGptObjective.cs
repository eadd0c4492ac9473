using Sintropia.Tensors;
using Sintropia.Tensors.Losses;

namespace Sintropia.Predictors.ScGpt;

/// <summary>What an scGPT model minimises. Weights of 0 leave a term out.</summary>
public sealed record ScGptObjective
{
    // The published relative error divides by the target and this; no probability counts as less.
    private const float Least = 1e-6f;

    /// <summary>Weight of expression at masked positions. Default: 1.</summary>
    public float ExpressionWeight { get; init; } = 1;

    /// <summary>Weight of the same asked of the embedding, where the model has a query. Default: 1.</summary>
    public float QueryWeight { get; init; } = 1;

    /// <summary>Weight of classes, where labels are given. Default: 1.</summary>
    public float ClassWeight { get; init; } = 1;

    /// <summary>Weight of elastic cell similarity. Default: 0; the published integration uses 10.</summary>
    public float SimilarityWeight { get; init; }

    /// <summary>Its threshold. Default: 0.3.</summary>
    public float Threshold { get; init; } = 0.3f;

    /// <summary>Weight of the contrast of two passes with different dropout. Default: 0.</summary>
    public float ContrastWeight { get; init; }

    /// <summary>Temperature of the contrast. Default: 0.5.</summary>
    public float Temperature { get; init; } = 0.5f;

    /// <summary>Weight of batches, where the model has a discriminator. Default: 1.</summary>
    public float BatchWeight { get; init; } = 1;

    /// <summary>Elastic cell similarity: mean of 1 − (max(cosine, 0) − threshold)² over pairs of cells; a cell with itself counts as cosine 0, as published.</summary>
    /// <param name="cells">[cells, width].</param>
    public Tensor Similarity(Tensor cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var normed = cells.Normalize();
        var count = cells.Shape[0];
        var others = Tensor.From([count, count], [.. Enumerable.Range(0, count * count).Select(i => i % (count + 1) == 0 ? 0f : 1)]);
        return (1 - ((normed.MatMul(normed.Transpose()) * others).Relu() - Threshold).Square()).Mean();
    }

    /// <summary>Cross-entropy of telling each cell among all of a second pass, by cosine over the temperature.</summary>
    /// <param name="first">[cells, width].</param>
    /// <param name="second">[cells, width].</param>
    public Tensor Contrast(Tensor first, Tensor second) => InfoNce.Of(first, second, Temperature);

    /// <summary>Mean |predicted − target| over the target at masked positions: what is watched, not minimised.</summary>
    /// <param name="predicted">[cells, positions].</param>
    /// <param name="target">[cells, positions].</param>
    /// <param name="mask">1 where a position counts.</param>
    public static Tensor RelativeError(Tensor predicted, Tensor target, Tensor mask)
    {
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(mask);
        return ((predicted - target).Abs() / (target + Least) * mask).Sum() / mask.Sum();
    }

    /// <summary>All terms of the loss of a batch.</summary>
    /// <param name="output">What the network answered.</param>
    /// <param name="target">Expression, [cells, positions].</param>
    /// <param name="mask">1 where it counts, [cells, positions].</param>
    /// <param name="tokens">What the network was given.</param>
    /// <param name="classes">Labels [cells], where they are trained.</param>
    /// <param name="again">Embeddings of a second pass, where the contrast is trained.</param>
    public ScGptLosses Of(ScGptOutput output, Tensor target, Tensor mask, GeneTokens tokens, Indices? classes = null, Tensor? again = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(tokens);
        var expression = Error(output.Expression, output.Expressed, target, mask);
        var queried = output.Queried is { } asked && QueryWeight != 0 ? Error(asked, output.QueriedExpressed, target, mask) : null;
        var labelled = classes is not null && ClassWeight != 0 ? CrossEntropy.Mean(output.Classes, classes) : null;
        var similar = SimilarityWeight != 0 ? Similarity(output.Cells) : null;
        var contrast = again is not null && ContrastWeight != 0 ? Contrast(output.Cells, again) : null;
        var batches = output.Batches is { } scores && BatchWeight != 0 ? CrossEntropy.Mean(scores, tokens.Batches!) : null;
        var total = expression * ExpressionWeight;
        foreach (var (term, weight) in new[] { (queried, QueryWeight), (labelled, ClassWeight), (similar, SimilarityWeight), (contrast, ContrastWeight), (batches, BatchWeight) })
            if (term is not null) total += term * weight;
        return new(total, expression, queried, labelled, similar, contrast, batches);
    }

    // With explicit zeros: how likely it is that a gene is expressed, and the error where it is expected to be.
    private static Tensor Error(Tensor predicted, Tensor? expressed, Tensor target, Tensor mask)
    {
        if (expressed is null) return SquaredError.Masked(predicted, target, mask);
        var isExpressed = target.GreaterThan(Tensor.Scalar(0));
        var likelihood = (isExpressed * expressed.Clamp(Least) + (1 - isExpressed) * (1 - expressed).Clamp(Least)).Log();
        return SquaredError.Masked(predicted * expressed, target, mask) - (likelihood * mask).Sum() / mask.Sum();
    }
}
