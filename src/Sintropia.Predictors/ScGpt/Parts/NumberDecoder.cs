using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.ScGpt.Parts;

/// <summary>A token to a number: fc, and zero_logit where zeros have a probability of their own.</summary>
internal sealed class NumberDecoder : Layer
{
    private readonly Mlp _number;
    private readonly Mlp? _expressed;

    public NumberDecoder(int inputs, int width, bool explicitZeros)
    {
        _number = Inner("fc", new Mlp([inputs, width, width, 1], Activation.LeakyRelu()));
        if (explicitZeros) _expressed = Inner("zero_logit", new Mlp([inputs, width, width, 1], Activation.LeakyRelu()));
    }

    public Tensor Of(Tensor x) => Seen(_number.Of(x).Squeeze(-1));

    public Tensor? Expressed(Tensor x) => _expressed?.Of(x).Squeeze(-1).Sigmoid();
}
