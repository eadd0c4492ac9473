using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors;

/// <content>Softmax and the norms.</content>
public sealed partial class Tensor
{
    /// <summary>eˣ over its sum along an axis.</summary>
    public Tensor Softmax(int axis = -1) => Softmax(false, axis);

    /// <summary>The logarithm of <see cref="Softmax(int)"/>, without its underflow.</summary>
    public Tensor LogSoftmax(int axis = -1) => Softmax(true, axis);

    /// <summary>Along the last axis: less the mean, over √(variance + epsilon), times scale plus shift.</summary>
    /// <param name="scale">One number per element of the last axis; none for 1.</param>
    /// <param name="shift">One number per element of the last axis; none for 0.</param>
    /// <param name="epsilon">Added to the biased variance.</param>
    public Tensor LayerNorm(Tensor? scale = null, Tensor? shift = null, float epsilon = 1e-5f)
    {
        PerLast("LayerNorm", scale);
        PerLast("LayerNorm", shift);
        var tracked = Tape.Tracks(this, scale, shift);
        var result = Result(_shape);
        var (mean, inverse) = tracked ? (Result([_shape[..^1].Count]), Result([_shape[..^1].Count])) : (null, null);
        Backend.LayerNorm(Dense().Rows(), scale?.Dense(), shift?.Dense(), epsilon, result.Rows(), mean, inverse);
        return tracked ? Tape.Write(new(Rules.LayerNorm, result, this, scale, shift) { Saved = mean!, SavedToo = inverse! }) : result;
    }

    /// <summary>Along the last axis: over √(mean square + epsilon), times scale.</summary>
    /// <param name="scale">One number per element of the last axis; none for 1.</param>
    /// <param name="epsilon">Added to the mean square.</param>
    public Tensor RmsNorm(Tensor? scale = null, float epsilon = 1e-6f)
    {
        PerLast("RmsNorm", scale);
        var tracked = Tape.Tracks(this, scale);
        var result = Result(_shape);
        var inverse = tracked ? Result([_shape[..^1].Count]) : null;
        Backend.RmsNorm(Dense().Rows(), scale?.Dense(), epsilon, result.Rows(), inverse);
        return tracked ? Tape.Write(new(Rules.RmsNorm, result, this, scale) { Saved = inverse! }) : result;
    }

    /// <summary>Per channel (axis 1): less a given mean, over √(variance + epsilon), times scale plus shift. What a trained batch norm does; no gradient goes to mean and variance.</summary>
    public Tensor BatchNorm(Tensor mean, Tensor variance, Tensor? scale = null, Tensor? shift = null, float epsilon = 1e-5f)
    {
        if (Rank != 2) return FromSamples(Samples("BatchNorm").BatchNorm(mean, variance, scale, shift, epsilon));

        PerChannel("BatchNorm", mean);
        PerChannel("BatchNorm", variance);
        return BatchNorm(mean.Dense(), (variance.Detach() + epsilon).ReciprocalSqrt(), scale, shift, moved: false);
    }

    /// <summary>Per channel (axis 1) with the mean and biased variance of this batch. What a batch norm does in training.</summary>
    /// <param name="scale">One number per channel; none for 1.</param>
    /// <param name="shift">One number per channel; none for 0.</param>
    /// <param name="epsilon">Added to the biased variance.</param>
    /// <param name="mean">The mean of each channel, for running averages.</param>
    /// <param name="variance">The unbiased variance of each channel, for running averages.</param>
    public Tensor BatchNormInTraining(Tensor? scale, Tensor? shift, float epsilon, out Tensor mean, out Tensor variance)
    {
        if (Rank != 2) return FromSamples(Samples("BatchNormInTraining").BatchNormInTraining(scale, shift, epsilon, out mean, out variance));
        if (_shape[0] < 2) throw ShapeException.Unfit("BatchNormInTraining", _shape, "a channel has a single value, whose variance is unknown. Train with batches of two or more.");

        var biased = Result([_shape[1]]);
        mean = Result([_shape[1]]);
        Backend.BatchMoments(Dense(), mean, biased);
        variance = biased * ((float)_shape[0] / (_shape[0] - 1));
        return BatchNorm(mean, (biased + epsilon).ReciprocalSqrt(), scale, shift, moved: true);
    }

    /// <summary>Along an axis: over the larger of √Σ x² and epsilon.</summary>
    public Tensor Normalize(int axis = -1, float epsilon = 1e-12f) => this / Norm(axis, keep: true).Clamp(epsilon);

    // [rows, length], off the tape; this is contiguous.
    internal Tensor Rows() => View([_shape[..^1].Count, _shape[^1]]);

    private Tensor BatchNorm(Tensor mean, Tensor inverse, Tensor? scale, Tensor? shift, bool moved)
    {
        PerChannel("BatchNorm", scale);
        PerChannel("BatchNorm", shift);
        var result = Result(_shape);
        Backend.BatchNorm(Dense(), mean, inverse, scale?.Dense(), shift?.Dense(), result);
        return Tape.Tracks(this, scale, shift) ? Tape.Write(new(Rules.BatchNorm, result, this, scale, shift) { Saved = mean, SavedToo = inverse, Flag = moved }) : result;
    }

    // [samples, channels] of a tensor whose channels are axis 1.
    private Tensor Samples(string operation)
    {
        if (Rank < 2) throw ShapeException.Unfit(operation, _shape, "the channels are axis 1. Give at least [batch, channels].");
        return Transpose(1, -1).Contiguous().Reshape(-1, _shape[1]);
    }

    // And back.
    private Tensor FromSamples(Tensor samples) => samples.Reshape(_shape.With(1, _shape[^1]).With(-1, _shape[1])).Transpose(1, -1);

    private void PerChannel(string operation, Tensor? values)
    {
        if (values is null) return;
        OneBackend(operation, this, values);
        if (values.Rank != 1 || values._shape[0] != _shape[1]) throw ShapeException.Misfit(operation, _shape, values._shape, "the second has one number per channel, and channels are axis 1 of the first.");
    }

    private Tensor Softmax(bool logarithm, int axis)
    {
        axis = _shape.Axis(axis);
        if (axis != Rank - 1) return Transpose(axis, -1).Softmax(logarithm, -1).Transpose(axis, -1);

        var result = Result(_shape);
        Backend.Softmax(Dense().Rows(), logarithm, result.Rows());
        return Tape.Tracks(this) ? Tape.Write(new(Rules.Softmax, result, this) { Flag = logarithm }) : result;
    }

    private void PerLast(string operation, Tensor? values)
    {
        if (Rank == 0) throw ShapeException.Unfit(operation, _shape, "a single number has no axis to normalise. Give it one with Reshape.");
        if (values is null) return;
        OneBackend(operation, this, values);
        if (values.Rank != 1 || values._shape[0] != _shape[^1]) throw ShapeException.Misfit(operation, _shape, values._shape, "scale and shift have one number per element of the last axis.");
    }
}
