using Sintropia.Tensors.Kernels.Optimisers;

namespace Sintropia.Tensors.Optimisers;

/// <summary>Adam, AdamW and AMSGrad: steps in units of the gradient's own size.</summary>
/// <remarks>Kingma and Ba 2015, arXiv:1412.6980; Loshchilov and Hutter 2019, arXiv:1711.05101; Reddi, Kale and Kumar 2018, arXiv:1904.09237.</remarks>
public sealed class Adam : Optimiser
{
    private readonly AdamOptions _options;
    private readonly Tensor[] _mean, _square, _largest;

    /// <summary>An optimiser at rest.</summary>
    /// <param name="parameters">Groups of parameters.</param>
    /// <param name="options">How it steps.</param>
    public Adam(IReadOnlyList<ParameterGroup> parameters, AdamOptions options) : base(parameters, options.Rate)
    {
        _options = options;
        Beta1 = options.Beta1;
        (_mean, _square, _largest) = (Memory(), Memory(), options.AmsGrad ? Memory() : []);
    }

    /// <summary>Share of the mean gradient that is kept; one-cycle schedules move it.</summary>
    public double Beta1 { get; set; }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, Tensor Tensor)> State => [.. Named("exp_avg", _mean), .. Named("exp_avg_sq", _square), .. Named("max_exp_avg_sq", _largest)];

    private protected override void Move(int index, Tensor parameter, Tensor gradient, double rate, double? decay)
    {
        var lost = decay ?? _options.Decay;
        AdamStep step = new(Steps, rate, Beta1, _options.Beta2, _options.Epsilon, _options.Decoupled ? 0 : lost, _options.Decoupled ? lost : 0);
        parameter.AdamInPlace(step, gradient, _mean[index], _square[index], _largest.Length == 0 ? null : _largest[index]);
    }
}
