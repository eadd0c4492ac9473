namespace Sintropia.Biology.Cycle;

/// <summary>A mitosis that took too long is remembered: the daughters, or the cell that slipped out undivided, leave the cycle for good.</summary>
/// <param name="Threshold">Longest mitosis without consequence, h.</param>
/// <param name="Probability">That a longer one is remembered, 0 to 1, decided for each newborn.</param>
/// <remarks>Uetake and Sluder 2010, doi:10.1016/j.cub.2010.08.019: beyond 1.5 h of prometaphase, untransformed daughters arrest in G1.</remarks>
public sealed record MitoticMemory(double Threshold, double Probability);
