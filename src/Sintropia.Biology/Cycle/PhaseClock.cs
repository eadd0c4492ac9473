using System.Runtime.CompilerServices;

namespace Sintropia.Biology.Cycle;

/// <summary>Progress through a phase of all cells that share a rate: Θ(t) = ∫ m dt, piecewise linear. The same clock counts cumulative hazard.</summary>
/// <param name="Since">Time of the last change of rate, h.</param>
/// <param name="Progress">Θ at <paramref name="Since"/>: hours of unperturbed progress, or cumulative hazard.</param>
/// <param name="Rate">m ≥ 0; for progress 1 is unperturbed and 0 arrested; for a hazard, per hour.</param>
public readonly record struct PhaseClock(double Since, double Progress, double Rate)
{
    /// <summary>Progress at a time (h) not before <see cref="Since"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double At(double time) => Progress + (time - Since) * Rate;

    /// <summary>When a cell due at <paramref name="mark"/> leaves the phase: h; never while the phase is arrested.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Reaches(double mark) => Rate > 0 ? Since + Math.Max(0, mark - Progress) / Rate : double.PositiveInfinity;

    /// <summary>The clock from <paramref name="time"/> on, at another rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or not a finite number.</exception>
    public PhaseClock With(double rate, double time)
    {
        if (!(rate >= 0) || double.IsPositiveInfinity(rate))
            throw new ArgumentOutOfRangeException(nameof(rate), rate,
                $"A phase cannot progress at rate {rate}. Give 0 for an arrest and 1 for no effect; check the effects of this tissue's interventions.");

        // Anchored where the rate changed, not moved along tick by tick: accumulating would make the bits depend on the tick.
        return rate == Rate ? this : new(time, At(time), rate);
    }
}
