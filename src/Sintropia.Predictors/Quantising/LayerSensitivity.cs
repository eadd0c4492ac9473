namespace Sintropia.Predictors.Quantising;

/// <summary>How much answers change where one layer alone is quantised.</summary>
/// <param name="Layer">What became of it.</param>
/// <param name="LargestChange">Largest |difference| of an answer.</param>
/// <param name="Change">Root of the mean squared difference, over that of the answers themselves.</param>
public sealed record LayerSensitivity(QuantisedLayer Layer, double LargestChange, double Change);
