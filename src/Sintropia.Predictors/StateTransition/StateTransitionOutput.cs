using Sintropia.Tensors;

namespace Sintropia.Predictors.StateTransition;

/// <summary>What a model makes of sets of control cells.</summary>
/// <param name="Cells">The perturbed cells [sets, cells, outputs]. Which control a cell comes from means nothing: the set is the answer.</param>
/// <param name="Confidence">Ten times the loss that the model expects of itself [sets, 1]; none without a confidence token.</param>
public sealed record StateTransitionOutput(Tensor Cells, Tensor? Confidence);
