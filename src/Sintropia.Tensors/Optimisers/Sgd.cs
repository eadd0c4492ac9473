using Sintropia.Tensors.Backends;

namespace Sintropia.Tensors.Optimisers;

/// <summary>Gradient descent, with momentum if wanted: b = momentum·b + g, p −= rate·b; with Nesterov's, p −= rate·(g + momentum·b). As PyTorch's: the first b is g.</summary>
public sealed class Sgd : Optimiser
{
    private readonly double _momentum, _decay;
    private readonly bool _nesterov;
    private readonly Tensor[] _memory;

    /// <summary>An optimiser at rest.</summary>
    /// <param name="parameters">Groups of parameters.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="momentum">Share of the last step that is kept.</param>
    /// <param name="decay">decay·p is added to gradients.</param>
    /// <param name="nesterov">Whether the gradient is taken ahead.</param>
    public Sgd(IReadOnlyList<ParameterGroup> parameters, double rate, double momentum = 0, double decay = 0, bool nesterov = false) : base(parameters, rate)
    {
        (_momentum, _decay, _nesterov) = (momentum, decay, nesterov);
        _memory = momentum == 0 ? [] : Memory();
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, Tensor Tensor)> State => Named("momentum_buffer", _memory);

    private protected override void Move(int index, Tensor parameter, Tensor gradient, double rate, double? decay)
    {
        var penalty = (float)(decay ?? _decay);
        if (penalty != 0) gradient += parameter.Detach() * penalty;
        if (_momentum != 0)
        {
            var memory = _memory[index].ApplyInPlace(UnaryOperation.Affine, (float)_momentum).AddInPlace(gradient);
            gradient = _nesterov ? gradient + memory * (float)_momentum : memory;
        }

        parameter.AddInPlace(gradient, (float)-rate);
    }
}
