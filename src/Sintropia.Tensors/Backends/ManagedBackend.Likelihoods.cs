using Sintropia.Tensors.Kernels.Optimisers;
using Sintropia.Tensors.Kernels.Parts;
using Sintropia.Tensors.Kernels.Walks;
using NegativeBinomialLaw = Sintropia.Tensors.Kernels.Losses.NegativeBinomial;

namespace Sintropia.Tensors.Backends;

/// <content>Likelihoods and optimisers that take one pass.</content>
public sealed unsafe partial class ManagedBackend
{
    /// <inheritdoc/>
    public void CrossEntropy(Tensor logits, Indices labels, Tensor? weights, float smoothing, int ignored, Tensor losses, Tensor statistics)
    {
        var (rows, classes) = (logits.Shape[0], logits.Shape[1]);
        fixed (int* places = labels.Values)
        {
            var on = new Operands
            {
                A = Address(logits), B = Address(weights), Places = places, Width = classes, Others = ignored, Epsilon = smoothing,
                Result = Address(losses), Second = Address(statistics), Third = Address(statistics) + rows,
            };
            PartsJob<CrossEntropyRows>.Run(Team, on, rows, classes);
        }

        Keep(logits, weights, losses, statistics);
    }

    /// <inheritdoc/>
    public void CrossEntropyGradient(Tensor logits, Indices labels, Tensor? weights, float smoothing, int ignored, Tensor statistics, Tensor gradient, Tensor result)
    {
        var (rows, classes) = (logits.Shape[0], logits.Shape[1]);
        fixed (int* places = labels.Values)
        {
            var on = new Operands
            {
                A = Address(logits), B = Address(weights), C = Address(gradient), Places = places, Width = classes, Others = ignored, Epsilon = smoothing,
                Result = Address(result), Second = Address(statistics), Third = Address(statistics) + rows,
            };
            PartsJob<CrossEntropyGradientRows>.Run(Team, on, rows, classes);
        }

        Keep(logits, weights, statistics, gradient, result);
    }

    /// <inheritdoc/>
    public void NegativeBinomial(Tensor x, Tensor mean, Tensor dispersion, Tensor result) => Run(new Joining<NegativeBinomialLaw>(default), x, mean, dispersion, result);

    /// <inheritdoc/>
    public void NegativeBinomialSlope(Tensor x, Tensor mean, Tensor dispersion, bool ofDispersion, Tensor result)
    {
        if (ofDispersion) Run(new Joining<NegativeBinomialLaw.OfDispersion>(default), x, mean, dispersion, result);
        else Run(new Joining<NegativeBinomialLaw.OfMean>(default), x, mean, dispersion, result);
    }

    /// <inheritdoc/>
    public void Adam(in AdamStep step, Tensor gradient, Tensor parameters, Tensor mean, Tensor square, Tensor? largest)
    {
        AdamElements.Run(Team, step, Address(gradient), Address(parameters), Address(mean), Address(square), Address(largest), parameters.Count);
        Keep(gradient, parameters, mean, square, largest);
    }
}
