using Sintropia.Tensors.Backends;

namespace Sintropia.Tensors.Layers;

/// <summary>A gated perceptron, down(silu(gate(x))·up(x)), named as Llama's: gate_proj, up_proj, down_proj, without biases.</summary>
public sealed class SwiGlu : Layer
{
    private readonly Linear _gate, _up, _down;

    /// <summary>A perceptron.</summary>
    /// <param name="width">Length of what comes in and goes out.</param>
    /// <param name="hidden">Width between.</param>
    /// <param name="first">Other first values than normal with deviation 0.02.</param>
    /// <param name="backend">Where the parameters lie.</param>
    public SwiGlu(int width, int hidden, Initialiser? first = null, IBackend? backend = null)
    {
        first ??= Initialisers.Normal(0.02);
        _gate = Inner("gate_proj", new Linear(width, hidden, false, first, backend));
        _up = Inner("up_proj", new Linear(width, hidden, false, first, backend));
        _down = Inner("down_proj", new Linear(hidden, width, false, first, backend));
    }

    /// <summary>[…, width] to the same.</summary>
    public Tensor Of(Tensor x) => Seen(_down.Of(_gate.Of(x).Silu() * _up.Of(x)));
}
