using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors;

/// <content>Attention and rotary positions. Layout: [batch, heads, positions, width].</content>
public sealed partial class Tensor
{
    /// <summary>softmax(scale·q·kᵀ + mask)·v, this being q. The scores are never stored for long sequences. A query that sees no key gets zeros.</summary>
    /// <param name="keys">[batch, heads, keys, width].</param>
    /// <param name="values">[batch, heads, keys, any].</param>
    /// <param name="mask">Which keys are seen.</param>
    /// <param name="scale">Times the scores; 1/√width by default.</param>
    public Tensor Attention(Tensor keys, Tensor values, in AttentionMask mask = default, float? scale = null)
    {
        CheckAttention("Attention", keys, values, mask);
        var factor = scale ?? Scale();
        var tracked = Tape.Tracks(this, keys, values) || (mask.Bias is { } bias && Tape.Tracks(bias));
        var (q, k, v) = (SideBySide(), keys.SideBySide(), values.SideBySide());
        var result = q.InOrder(_shape.With(-1, values._shape[^1]));
        var statistics = tracked ? Result(_shape[..^1].Insert(0, 2)) : null;
        var full = mask with { Bias = mask.Bias?.Stretched(Scores(keys)), Ignored = mask.Ignored?.Dense() };
        Backend.Attention(q, k, v, full, factor, result, statistics);
        return tracked ? Tape.Write(new(Rules.Attention, result, this, keys, values, mask.Bias) { Mask = full, P = factor, Saved = statistics! }) : result;
    }

    /// <summary>The weights softmax(scale·q·kᵀ + mask) that <see cref="Attention"/> gives the values, this being q: [batch, heads, queries, keys]. For looking at; it stores the whole matrix.</summary>
    public Tensor AttentionWeights(Tensor keys, in AttentionMask mask = default, float? scale = null)
    {
        CheckAttention("AttentionWeights", keys, keys, mask);
        var scores = MatMul(keys.Transpose()) * (scale ?? Scale());
        if (mask.Bias is { } bias) scores += bias;
        var hidden = Hidden(Scores(keys), mask);
        return (hidden is null ? scores : Where(hidden, Scalar(float.NegativeInfinity, Backend), scores)).Softmax();
    }

    /// <summary>φ(q)·(φ(k)ᵀ·v) over φ(q)·Σφ(k) + epsilon with φ(x) = elu(x) + 1, this being q: attention in time proportional to length.</summary>
    /// <param name="keys">[batch, heads, keys, width].</param>
    /// <param name="values">[batch, heads, keys, any].</param>
    /// <param name="ignored">[batch, keys]: keys that count nothing where this is not 0.</param>
    /// <param name="epsilon">Added to the divisor.</param>
    public Tensor LinearAttention(Tensor keys, Tensor values, Tensor? ignored = null, float epsilon = 1e-6f)
    {
        CheckAttention("LinearAttention", keys, values, new(Ignored: ignored));
        var (q, k, v) = (SideBySide(), keys.SideBySide(), values.SideBySide());
        var result = q.InOrder(_shape.With(-1, values._shape[^1]));
        ignored = ignored?.Dense();
        Backend.LinearAttention(q, k, v, ignored, epsilon, result);
        return Tape.Tracks(this, keys, values) ? Tape.Write(new(Rules.LinearAttention, result, this, keys, values) { Mask = new(Ignored: ignored), P = epsilon }) : result;
    }

    /// <summary>Pairs of the last axis turned by angles that grow with the position: (first + position)·base^(−2i/width).</summary>
    /// <param name="first">Position of the first row.</param>
    /// <param name="frequencyBase">The base of the frequencies.</param>
    /// <param name="interleaved">Pairs are neighbours (GPT-J, original Llama); else the two halves (Llama at Hugging Face).</param>
    /// <exception cref="ShapeException">The last axis is odd.</exception>
    public Tensor Rotary(int first = 0, float frequencyBase = 10000, bool interleaved = false)
    {
        if (Rank < 2 || _shape[^1] % 2 != 0) throw ShapeException.Unfit("Rotary", _shape, "the last axis is turned in pairs and has to be even, the one before it holds positions.");

        var x = SideBySide();
        var result = x.InOrder(_shape);
        Backend.Rotary(x.Heads(), first, frequencyBase, interleaved, false, result.Heads());
        return Tape.Tracks(this) ? Tape.Write(new(Rules.Rotary, result, this) { Start = first, P = frequencyBase, Flag = interleaved }) : result;
    }

    // [batch, heads, positions, width] of a tensor of fewer axes, whatever its strides; of more, if it is contiguous. Off the tape.
    internal Tensor Heads()
    {
        if (Rank == 4) return this;
        if (Rank > 4) return View([1, _shape[..^2].Count, _shape[^2], _shape[^1]]);

        Span<int> steps = stackalloc int[4];
        for (var axis = 0; axis < Rank; axis++) steps[4 - Rank + axis] = _strides[axis];
        return Workspace.Alias(Storage, Rank == 3 ? [1, _shape[0], _shape[1], _shape[2]] : [1, 1, _shape[0], _shape[1]], new(steps), Offset);
    }

    // Elements along the last axis without gaps; off the tape.
    internal Tensor SideBySide() => Rank <= 4 && (_strides[^1] == 1 || _shape[^1] == 1) ? this : Dense();

    // Room for a shape of as many axes, which lie in the order in which they lie here.
    internal Tensor InOrder(in Shape shape)
    {
        if (IsContiguous) return Result(shape);

        Span<int> axes = stackalloc int[Rank], steps = stackalloc int[Rank];
        for (var axis = 0; axis < Rank; axis++)
        {
            if (_strides[axis] == 0) return Result(shape); // a repeat has no place in an order
            var at = axis;
            for (; at > 0 && _strides[axes[at - 1]] < _strides[axis]; at--) axes[at] = axes[at - 1];
            axes[at] = axis;
        }

        var step = 1;
        for (var i = Rank - 1; i >= 0; i--)
        {
            steps[axes[i]] = step;
            step *= Math.Max(1, shape[axes[i]]);
        }

        return Workspace.Alias(Result(shape).Storage, shape, new(steps), 0);
    }

    // In double: a float's reciprocal square root would be rounded twice.
    private float Scale() => (float)(1 / Math.Sqrt(_shape[^1]));

    private Shape Scores(Tensor keys) => [_shape[0], _shape[1], _shape[2], keys._shape[2]];

    // 1 where a key is not seen; nothing where all are.
    private Tensor? Hidden(in Shape scores, in AttentionMask mask)
    {
        Tensor? hidden = null;
        if (mask.Ignored is { } ignored) hidden = ignored.Dense().View([scores[0], 1, 1, scores[3]]);
        if (!mask.Causal) return hidden;

        var later = new float[scores[2] * scores[3]];
        for (var query = 0; query < scores[2]; query++)
            for (var key = query + 1; key < scores[3]; key++)
                later[(query * scores[3]) + key] = 1;
        var causal = From([scores[2], scores[3]], later, Backend);
        return hidden is null ? causal : hidden.Maximum(causal);
    }

    private void CheckAttention(string operation, Tensor keys, Tensor values, in AttentionMask mask)
    {
        OneBackend(operation, this, keys);
        OneBackend(operation, this, values);
        if (Rank != 4 || keys.Rank != 4 || values.Rank != 4) throw ShapeException.Misfit(operation, _shape, keys._shape, "queries, keys and values are [batch, heads, positions, width]. Reshape and Permute them first.");
        if (keys._shape.With(2, _shape[2]) != _shape) throw ShapeException.Misfit(operation, _shape, keys._shape, "queries and keys differ in more than positions. Batch, heads and width have to be equal.");
        if (values._shape.With(3, keys._shape[3]) != keys._shape) throw ShapeException.Misfit(operation, keys._shape, values._shape, "each key has one value: batch, heads and positions have to be equal.");
        if (mask.Ignored is { } ignored && ignored._shape != [_shape[0], keys._shape[2]])
            throw ShapeException.Misfit(operation, keys._shape, ignored._shape, "the mask of ignored keys is [batch, keys].");
        if (mask.Bias is { } bias && !Broadcasting.Fits(bias._shape, Scores(keys)))
            throw ShapeException.Misfit(operation, Scores(keys), bias._shape, "the bias has to broadcast to the scores [batch, heads, queries, keys].");
    }
}
