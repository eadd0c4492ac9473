using Sintropia.Tensors;

namespace Sintropia.Predictors.StateTransition;

/// <summary>The terms of the loss of a step.</summary>
/// <param name="Total">What is minimised.</param>
/// <param name="Main">Distance of the sets, mean over sets.</param>
/// <param name="Decoder">The same of decoded genes; none without a decoder.</param>
/// <param name="Confidence">Mean squared error of the confidence; none without a confidence token.</param>
/// <param name="ConfidenceTarget">What the confidence should have been.</param>
/// <param name="Shift">Mean |answer − control|; none without regularisation.</param>
public sealed record StateTransitionLosses(Tensor Total, Tensor Main, Tensor? Decoder, Tensor? Confidence, Tensor? ConfidenceTarget, Tensor? Shift);
