namespace Sintropia.Calibration.Posteriors;

/// <summary>One generation of particles.</summary>
/// <param name="Tolerance">Largest distance that was accepted; infinite for the prior.</param>
/// <param name="Particles">The particles, by attempt.</param>
/// <param name="Simulations">Simulations that it took.</param>
public sealed record Generation(double Tolerance, IReadOnlyList<Particle> Particles, long Simulations)
{
    /// <summary>Share of simulations that were accepted.</summary>
    public double Acceptance => Particles.Count / (double)Math.Max(1, Simulations);

    /// <summary>1/Σw²: how many particles of equal weight are worth as much.</summary>
    public double EffectiveSize => 1 / Particles.Sum(p => p.Weight * p.Weight);
}
