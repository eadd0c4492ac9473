using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.BioJepa.Parts;

/// <summary>A perturbation's vector as a token: 0 linear, 1 norm, GELU, 3 linear.</summary>
internal sealed class ActionAdapter : Layer
{
    private readonly Linear _in, _out;
    private readonly LayerNorm _norm;

    public ActionAdapter(BioJepaOptions options)
    {
        _in = Inner("0", FirstValues.Linear(options.PerturbationWidth, options.Width));
        _norm = Inner("1", new LayerNorm(options.Width));
        _out = Inner("3", FirstValues.Linear(options.Width, options.Width));
    }

    public Tensor Of(Tensor vectors) => Seen(_out.Of(_norm.Of(_in.Of(vectors)).Gelu()));
}
