using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.BioJepa.Parts;

/// <summary>Attention by the feature map elu(x) + 1, in time proportional to length: q_proj, k_proj, v_proj, c_proj, all with biases. There is no mask and no scale.</summary>
internal sealed class LinearAttentionLayer : Layer
{
    private readonly int _heads;
    private readonly Linear _q, _k, _v, _out;

    public LinearAttentionLayer(BioJepaOptions options)
    {
        _heads = options.Heads;
        _q = Inner("q_proj", FirstValues.Linear(options.Width, options.Width));
        _k = Inner("k_proj", FirstValues.Linear(options.Width, options.Width));
        _v = Inner("v_proj", FirstValues.Linear(options.Width, options.Width));
        _out = Inner("c_proj", FirstValues.Linear(options.Width, options.Width));
    }

    /// <summary>Tokens [cells, tokens, width] ask a context [cells, other tokens, width].</summary>
    public Tensor Of(Tensor x, Tensor context)
    {
        var attended = Heads(_q.Of(x)).LinearAttention(Heads(_k.Of(context)), Heads(_v.Of(context)));
        return Seen(_out.Of(attended.Permute(0, 2, 1, 3).Contiguous().Reshape(x.Shape)));
    }

    private Tensor Heads(Tensor x) => x.Reshape(x.Shape[0], x.Shape[1], _heads, x.Shape[2] / _heads).Permute(0, 2, 1, 3);
}
