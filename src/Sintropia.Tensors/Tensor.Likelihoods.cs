using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors;

/// <content>Likelihoods that are computed in one pass.</content>
public sealed partial class Tensor
{
    /// <summary>−ln softmax at the label of each row, this being logits [..., classes]: [...]. The softmax is not stored.</summary>
    /// <param name="labels">One class per row, in the shape of the rows.</param>
    /// <param name="weights">[classes]; none for 1. No gradient goes to them.</param>
    /// <param name="smoothing">The share of the target that is spread over all classes.</param>
    /// <param name="ignored">The label of rows that count nothing: loss and gradient 0.</param>
    /// <exception cref="ShapeException">Labels or weights do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no class.</exception>
    public Tensor CrossEntropy(Indices labels, Tensor? weights = null, float smoothing = 0, int ignored = -100)
    {
        if (Rank == 0 || labels.Shape != _shape[..^1]) throw ShapeException.Misfit("CrossEntropy", _shape, labels.Shape, "labels have the shape of the logits without the last axis, the classes.");
        PerLast("CrossEntropy", weights);
        var losses = Result(_shape[..^1]);
        var statistics = Result([2, losses.Count]);
        Backend.CrossEntropy(Dense().Rows(), labels, weights?.Dense(), smoothing, ignored, losses, statistics);
        if (!Tape.Tracks(this)) return losses;

        return Tape.Write(new(Rules.CrossEntropy, losses, this) { Places = labels, Saved = statistics, SavedToo = weights!, P = smoothing, Start = ignored });
    }

    /// <summary>ln P(x) of counts, this being x, by the negative binomial law of a mean and an inverse dispersion; shapes broadcast. No gradient goes to the counts.</summary>
    /// <param name="mean">From 0.</param>
    /// <param name="dispersion">θ above 0: the variance is mean + mean²/θ.</param>
    public Tensor NegativeBinomial(Tensor mean, Tensor dispersion)
    {
        OneBackend("NegativeBinomial", this, mean);
        OneBackend("NegativeBinomial", this, dispersion);
        var shape = Broadcasting.Of("NegativeBinomial", _shape, Broadcasting.Of("NegativeBinomial", mean._shape, dispersion._shape));
        var result = Result(shape);
        Backend.NegativeBinomial(Stretched(shape), mean.Stretched(shape), dispersion.Stretched(shape), result);
        return Tape.Tracks(mean, dispersion) ? Tape.Write(new(Rules.NegativeBinomial, result, mean, dispersion) { Saved = this }) : result;
    }
}
