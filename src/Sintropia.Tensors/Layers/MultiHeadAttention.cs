using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Layers;

/// <summary>Attention of several heads, named as PyTorch's: in_proj_weight [3·width, width] and in_proj_bias for queries, keys and values in turn; out_proj.weight, out_proj.bias.</summary>
public sealed class MultiHeadAttention : Layer
{
    private readonly Parameter _inWeight;
    private readonly Parameter? _inBias;
    private readonly int _width, _heads;
    private readonly Linear _out;

    /// <summary>Heads that share the width evenly.</summary>
    /// <param name="width">Length of what comes in and goes out.</param>
    /// <param name="heads">A divisor of the width.</param>
    /// <param name="bias">Whether projections have biases.</param>
    /// <param name="backend">Where the parameters lie.</param>
    public MultiHeadAttention(int width, int heads, bool bias = true, IBackend? backend = null)
    {
        if (heads < 1 || width % heads != 0) throw new ArgumentException($"{heads} heads cannot share a width of {width} evenly. Use a divisor of it.", nameof(heads));
        (_width, _heads) = (width, heads);
        _inWeight = Own("in_proj_weight", [3 * width, width], Initialisers.XavierUniform(), backend);
        if (bias) _inBias = Own("in_proj_bias", [3 * width], Initialisers.Zeros, backend);
        _out = Inner("out_proj", new Linear(width, width, bias, Initialisers.KaimingUniform(Math.Sqrt(5)), backend));
    }

    /// <summary>[3·width, width]</summary>
    public Tensor InWeight => _inWeight.Tensor;

    /// <summary>[3·width]</summary>
    public Tensor? InBias => _inBias?.Tensor;

    /// <summary>A sequence attends to itself: [batch, positions, width] to the same.</summary>
    /// <param name="x">The sequence.</param>
    /// <param name="mask">Which keys are seen.</param>
    public Tensor Of(Tensor x, in AttentionMask mask = default)
    {
        Check(x);
        var projected = x.Linear(InWeight, InBias);
        return Attend(projected.Slice(2, 0, _width), projected.Slice(2, _width, _width), projected.Slice(2, 2 * _width, _width), mask);
    }

    /// <summary>A sequence attends to another: [batch, positions, width] to the same.</summary>
    /// <param name="x">Who asks.</param>
    /// <param name="context">Who is asked: [batch, other positions, width].</param>
    /// <param name="mask">Which keys are seen.</param>
    public Tensor Of(Tensor x, Tensor context, in AttentionMask mask = default)
    {
        Check(x);
        Check(context);
        var keysAndValues = context.Linear(InWeight.Slice(0, _width, 2 * _width), InBias?.Slice(0, _width, 2 * _width));
        return Attend(x.Linear(InWeight.Slice(0, 0, _width), InBias?.Slice(0, 0, _width)), keysAndValues.Slice(2, 0, _width), keysAndValues.Slice(2, _width, _width), mask);
    }

    // The head's slices are strides; only what the out projection reads is laid out anew.
    private Tensor Attend(Tensor q, Tensor k, Tensor v, in AttentionMask mask)
    {
        var attended = Heads(q).Attention(Heads(k), Heads(v), mask);
        return Seen(_out.Of(attended.Permute(0, 2, 1, 3).Contiguous().Reshape(q.Shape[0], q.Shape[1], _width)));
    }

    private Tensor Heads(Tensor x) => x.Reshape(x.Shape[0], x.Shape[1], _heads, _width / _heads).Permute(0, 2, 1, 3);

    private void Check(Tensor x)
    {
        if (x.Rank != 3 || x.Shape[2] != _width) throw ShapeException.Unfit("MultiHeadAttention", x.Shape, $"sequences are [batch, positions, {_width}]. Give that, with a batch of 1 for a single one.");
    }
}
