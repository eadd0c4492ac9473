namespace Sintropia.Training.Benchmarks;

/// <summary>A row of a leaderboard.</summary>
/// <param name="System">Its name.</param>
/// <param name="Role">What it is there for.</param>
/// <param name="Figures">By metric, one per perturbation in the order of the board.</param>
/// <param name="Refused">Test perturbations that it could not answer; they are scored as if nothing changed.</param>
/// <param name="Note">Size, stages, options: what somebody needs to know who compares.</param>
public sealed record Entry(string System, EntryRole Role, IReadOnlyDictionary<string, double[]> Figures, IReadOnlyList<string> Refused, string Note = "")
{
    /// <summary>By how much each perturbation's pseudobulk is missed, in the order of the board: what <see cref="ConformalIntervals"/> are made of; none where nobody computed it.</summary>
    public IReadOnlyList<double> Misses { get; init; } = [];
}
