using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.ScGpt.Parts;

/// <summary>A token to a factor and a shift of its value: coeff_decoder, bias_decoder.</summary>
internal sealed class ChangeDecoder : Layer
{
    private readonly NumberDecoder _factor, _shift;

    public ChangeDecoder(int width, bool explicitZeros)
    {
        _factor = Inner("coeff_decoder", new NumberDecoder(width, width, explicitZeros));
        _shift = Inner("bias_decoder", new NumberDecoder(width, width, explicitZeros));
    }

    public Tensor Of(Tensor x, Tensor values) => Seen(_factor.Of(x) * values + _shift.Of(x));
}
