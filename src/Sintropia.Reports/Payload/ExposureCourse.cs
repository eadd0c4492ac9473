namespace Sintropia.Reports.Payload;

/// <summary>A substance in one tissue over time, mean over replicates.</summary>
/// <param name="Condition">Condition.</param>
/// <param name="Organ">Organ.</param>
/// <param name="Tissue">Tissue.</param>
/// <param name="Substance">Substance.</param>
/// <param name="Unit">Unit of <paramref name="Values"/>.</param>
/// <param name="Times">h; thinned on its own, so that a short pulse keeps its corners.</param>
/// <param name="Values">Mean over the last tick, at each time.</param>
public sealed record ExposureCourse(string Condition, string Organ, string Tissue, string Substance, string Unit, IReadOnlyList<double> Times, IReadOnlyList<double> Values);
