namespace Sintropia.Design.Combinations;

/// <summary>Places that can be measured, and what is known of them beforehand.</summary>
/// <param name="Features">Where they lie; shape [places][features].</param>
/// <param name="Expected">Effect that single drugs make one expect, 0 to 1; shape [places].</param>
/// <param name="Others">What others had there, NaN where nothing is known; shape [places].</param>
/// <param name="Likeness">How alike places are besides their features; null for nothing.</param>
public sealed record SearchSpace(IReadOnlyList<double[]> Features, IReadOnlyList<double> Expected, IReadOnlyList<double> Others, double[][]? Likeness = null);
