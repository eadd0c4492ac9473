namespace Sintropia.Biology.Cycle;

/// <summary>A mitosis that took too long is remembered: the daughters, or the cell that slipped out undivided, leave the cycle for good.</summary>
/// <param name="Threshold">Longest mitosis without consequence, h.</param>
/// <param name="Probability">That a longer one is remembered, 0 to 1, decided for each newborn.</param>
/// <remarks>Uetake and Sluder 2010, doi:10.1016/j.cub.2010.08.019: beyond 1.5 h of prometaphase, untransformed daughters arrest in G1.</remarks>
public sealed record MitoticMemory(double Threshold, double Probability)
{
    /// <summary>h.</summary>
    public double Threshold { get; } = Threshold >= 0 ? Threshold : throw new ArgumentOutOfRangeException(nameof(Threshold), Threshold, $"A mitosis cannot be too long from {Threshold} h on. Give a number of hours ≥ 0.");

    /// <summary>0 to 1.</summary>
    public double Probability { get; } = Probability is >= 0 and <= 1 ? Probability : throw new ArgumentOutOfRangeException(nameof(Probability), Probability, $"A long mitosis cannot be remembered with probability {Probability}. Give a number from 0 to 1.");
}
