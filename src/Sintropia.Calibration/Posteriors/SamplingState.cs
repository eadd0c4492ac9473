namespace Sintropia.Calibration.Posteriors;

/// <summary>How far sampling is: all that its future depends on.</summary>
/// <param name="Problem">Tells apart what is sampled: a hash of scenario, tables and options.</param>
/// <param name="Generations">Generations that are complete.</param>
/// <param name="Accepted">Particles of the next one so far, without weights.</param>
/// <param name="NextAttempt">The next attempt of it.</param>
/// <param name="Simulations">Simulations of it so far.</param>
/// <param name="IsComplete">Whether sampling has ended.</param>
public sealed record SamplingState(string Problem, IReadOnlyList<Generation> Generations, IReadOnlyList<Particle> Accepted, long NextAttempt, long Simulations, bool IsComplete)
{
    /// <summary>Nothing yet.</summary>
    public static SamplingState Begin(string problem) => new(problem, [], [], 0, 0, false);
}
