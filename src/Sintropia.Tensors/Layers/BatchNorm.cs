using Sintropia.Tensors.Backends;

namespace Sintropia.Tensors.Layers;

/// <summary>Each channel less its mean, over its standard deviation, times weight plus bias: those of the batch in training, running averages after it. Parameters: weight, bias; buffers: running_mean, running_var [channels].</summary>
public sealed class BatchNorm : Layer
{
    private readonly Parameter _weight;
    private readonly Parameter _bias;
    private readonly Parameter _runningMean;
    private readonly Parameter _runningVariance;
    private readonly float _epsilon, _momentum;

    /// <summary>A norm that begins with weight 1, bias 0, running mean 0 and running variance 1.</summary>
    /// <param name="channels">Extent of axis 1.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="momentum">How far a batch moves the running averages.</param>
    /// <param name="backend">Where the parameters lie.</param>
    public BatchNorm(int channels, float epsilon = 1e-5f, float momentum = 0.1f, IBackend? backend = null)
    {
        (_epsilon, _momentum) = (epsilon, momentum);
        _weight = Own("weight", [channels], Initialisers.Ones, backend);
        _bias = Own("bias", [channels], Initialisers.Zeros, backend);
        _runningMean = OwnBuffer("running_mean", [channels], Initialisers.Zeros, backend);
        _runningVariance = OwnBuffer("running_var", [channels], Initialisers.Ones, backend);
    }

    /// <summary>[channels]</summary>
    public Tensor Weight => _weight.Tensor;

    /// <summary>[channels]</summary>
    public Tensor Bias => _bias.Tensor;

    /// <summary>[channels]</summary>
    public Tensor RunningMean => _runningMean.Tensor;

    /// <summary>[channels]; of unbiased variances.</summary>
    public Tensor RunningVariance => _runningVariance.Tensor;

    /// <summary>[batch, channels, …] to the same, by the running averages.</summary>
    public Tensor Of(Tensor x) => Seen(x.BatchNorm(RunningMean, RunningVariance, Weight, Bias, _epsilon));

    /// <summary>[batch, channels, …] to the same, by this batch, which moves the running averages.</summary>
    public Tensor InTraining(Tensor x)
    {
        var result = x.BatchNormInTraining(Weight, Bias, _epsilon, out var mean, out var variance);
        RunningMean.ApplyInPlace(UnaryOperation.Affine, 1 - _momentum).AddInPlace(mean, _momentum);
        RunningVariance.ApplyInPlace(UnaryOperation.Affine, 1 - _momentum).AddInPlace(variance, _momentum);
        return Seen(result);
    }
}
