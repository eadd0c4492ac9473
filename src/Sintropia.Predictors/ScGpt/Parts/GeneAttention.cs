using Sintropia.Tensors;
using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.ScGpt.Parts;

/// <summary>Attention of genes to genes: in_proj_weight, in_proj_bias, out_proj.</summary>
internal sealed class GeneAttention : Layer
{
    private readonly Linear _in, _out;
    private readonly int _heads;

    public GeneAttention(int width, int heads)
    {
        _heads = heads;
        _in = Inner("", new Linear(width, 3 * width, first: Initialisers.XavierUniform(), weightName: "in_proj_weight", biasName: "in_proj_bias"));
        _out = Inner("out_proj", new Linear(width, width, first: Initialisers.KaimingUniform(Math.Sqrt(5))));
    }

    /// <param name="x">[cells, positions, width].</param>
    /// <param name="mask">Which keys are seen.</param>
    /// <param name="generated">How many last positions are generated: in the published code they miss the last projection, and trained weights expect it so.</param>
    public Tensor Of(Tensor x, in AttentionMask mask, int generated)
    {
        var projected = _in.Of(x);
        var attended = Heads(projected, 0).Attention(Heads(projected, 1), Heads(projected, 2), mask).Permute(0, 2, 1, 3).Contiguous().Reshape(x.Shape);
        if (generated == 0) return Seen(_out.Of(attended));
        var known = x.Shape[1] - generated;
        return Seen(Tensor.Concat(1, _out.Of(attended.Slice(1, 0, known)), attended.Slice(1, known, generated)));
    }

    private Tensor Heads(Tensor projected, int part)
    {
        var width = projected.Shape[2] / 3;
        return projected.Slice(2, part * width, width).Reshape(projected.Shape[0], projected.Shape[1], _heads, width / _heads).Permute(0, 2, 1, 3);
    }
}
