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
        var x = Dense();
        var result = Result(_shape);
        var (rows, length) = (_shape[..^1].Count, _shape[^1]);
        var (mean, inverse) = (Result([rows]), Result([rows]));
        Backend.LayerNorm(x.View([rows, length]), scale?.Dense(), shift?.Dense(), epsilon, result.View([rows, length]), mean, inverse);
        return Tape.Tracks(this, scale, shift) ? Tape.Write(new(Rules.LayerNorm, result, this, scale, shift) { Saved = mean, SavedToo = inverse }) : result;
    }

    /// <summary>Along the last axis: over √(mean square + epsilon), times scale.</summary>
    /// <param name="scale">One number per element of the last axis; none for 1.</param>
    /// <param name="epsilon">Added to the mean square.</param>
    public Tensor RmsNorm(Tensor? scale = null, float epsilon = 1e-6f)
    {
        PerLast("RmsNorm", scale);
        var x = Dense();
        var result = Result(_shape);
        var (rows, length) = (_shape[..^1].Count, _shape[^1]);
        var inverse = Result([rows]);
        Backend.RmsNorm(x.View([rows, length]), scale?.Dense(), epsilon, result.View([rows, length]), inverse);
        return Tape.Tracks(this, scale) ? Tape.Write(new(Rules.RmsNorm, result, this, scale) { Saved = inverse }) : result;
    }

    /// <summary>Per channel (axis 1): less a given mean, over √(variance + epsilon), times scale plus shift. What a trained batch norm does.</summary>
    public Tensor BatchNorm(Tensor mean, Tensor variance, Tensor? scale = null, Tensor? shift = null, float epsilon = 1e-5f)
    {
        var inverse = (variance + epsilon).ReciprocalSqrt();
        var factor = scale is null ? inverse : scale * inverse;
        var result = (this - PerChannel("BatchNorm", mean)) * PerChannel("BatchNorm", factor);
        return shift is null ? result : result + PerChannel("BatchNorm", shift);
    }

    /// <summary>Per channel (axis 1) with the mean and biased variance of this batch. What a batch norm does in training.</summary>
    /// <param name="scale">One number per channel; none for 1.</param>
    /// <param name="shift">One number per channel; none for 0.</param>
    /// <param name="epsilon">Added to the biased variance.</param>
    /// <param name="mean">The mean of each channel, for running averages.</param>
    /// <param name="variance">The unbiased variance of each channel, for running averages.</param>
    public Tensor BatchNormInTraining(Tensor? scale, Tensor? shift, float epsilon, out Tensor mean, out Tensor variance)
    {
        if (Rank < 2) throw ShapeException.Unfit("BatchNormInTraining", _shape, "the channels are axis 1. Give at least [batch, channels].");
        var samples = Count / Math.Max(1, _shape[1]);
        if (samples < 2) throw ShapeException.Unfit("BatchNormInTraining", _shape, "a channel has a single value, whose variance is unknown. Train with batches of two or more.");

        var x = Detach();
        var columns = x.ByChannel();
        mean = columns.Mean(0);
        var deviations = columns.Reduce(Reduction.SquaredDeviations, 0);
        variance = deviations / (samples - 1);
        var inverse = (deviations / samples + epsilon).ReciprocalSqrt();
        var normal = (x - PerChannel("BatchNormInTraining", mean)) * PerChannel("BatchNormInTraining", inverse);
        var result = scale is null ? normal : normal * PerChannel("BatchNormInTraining", scale.Detach());
        if (shift is not null) result = result + PerChannel("BatchNormInTraining", shift.Detach());
        else if (scale is null) result = normal.Detach();
        return Tape.Tracks(this, scale, shift) ? Tape.Write(new(Rules.BatchNorm, result, this, scale, shift) { Saved = normal, SavedToo = inverse }) : result;
    }

    /// <summary>Along an axis: over the larger of √Σ x² and epsilon.</summary>
    public Tensor Normalize(int axis = -1, float epsilon = 1e-12f) => this / Norm(axis, keep: true).Clamp(epsilon);

    /// <summary>[samples, channels] of a tensor whose channels are axis 1.</summary>
    internal Tensor ByChannel()
    {
        if (Rank == 2) return this;
        return Transpose(1, -1).Contiguous().Reshape(-1, _shape[1]);
    }

    internal Tensor PerChannel(string operation, Tensor values)
    {
        if (Rank < 2 || values.Rank != 1 || values.Shape[0] != _shape[1])
            throw ShapeException.Misfit(operation, _shape, values.Shape, "the second has one number per channel, and channels are axis 1 of the first.");
        Span<int> extents = stackalloc int[Rank - 1];
        extents.Fill(1);
        extents[0] = _shape[1];
        return values.Reshape(extents);
    }

    // [rows, length], off the tape; this is contiguous.
    internal Tensor Rows() => View([_shape[..^1].Count, _shape[^1]]);

    private Tensor Softmax(bool logarithm, int axis)
    {
        axis = _shape.Axis(axis);
        if (axis != Rank - 1) return Transpose(axis, -1).Softmax(logarithm, -1).Transpose(axis, -1);

        var result = Result(_shape);
        Shape rows = [_shape[..^1].Count, _shape[^1]];
        Backend.Softmax(Dense().View(rows), logarithm, result.View(rows));
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
