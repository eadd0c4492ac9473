namespace Sintropia.Biology.Cycle;

/// <summary>The phases that a cycling cell goes through from birth to division, each with the law of its duration.</summary>
public sealed record CellCycle
{
    private readonly DurationLaw?[] _laws = new DurationLaw?[Phases.Count];
    private readonly int[] _next = new int[Phases.Count];

    /// <summary>A cycle.</summary>
    /// <param name="phases">Any of G1, S, G2 and M, in that order; the cell divides at the end of the last.</param>
    /// <exception cref="ArgumentException">No phase, a phase outside the cycle, or phases out of order.</exception>
    public CellCycle(IReadOnlyList<PhaseDuration> phases)
    {
        if (phases.Count == 0) throw new ArgumentException("A cell cycle needs at least one phase. Give durations for G1, S, G2 and M.");
        Array.Fill(_next, -1);
        for (var i = 0; i < phases.Count; i++)
        {
            var phase = phases[i].Phase;
            if (!PhaseSet.Cycling.Has(phase)) throw new ArgumentException($"{phase.Name()} is no phase of the cycle. Use G1, S, G2 and M; rest in G0 is given apart.");
            if (i > 0 && phase <= phases[i - 1].Phase) throw new ArgumentException($"{phase.Name()} cannot come after {phases[i - 1].Phase.Name()}. The order is G1, S, G2, M.");
            _laws[(int)phase] = phases[i].Law;
            if (i > 0) _next[(int)phases[i - 1].Phase] = (int)phase;
        }

        PhaseDurations = [.. phases];
        First = phases[0].Phase;
        Last = phases[^1].Phase;
    }

    /// <summary>Phases and laws in order.</summary>
    public IReadOnlyList<PhaseDuration> PhaseDurations { get; }

    /// <summary>The phase that a cycling newborn enters.</summary>
    public Phase First { get; }

    /// <summary>The phase that ends in division.</summary>
    public Phase Last { get; }

    /// <summary>Sum of the mean durations, h.</summary>
    public double Mean => PhaseDurations.Sum(p => p.Law.Mean);

    /// <summary>The law of a phase of this cycle.</summary>
    /// <exception cref="ArgumentException">The cycle has no such phase.</exception>
    public DurationLaw Law(Phase phase) => _laws[(int)phase] ?? throw new ArgumentException($"This cycle has no {phase.Name()}; it has {string.Join(", ", PhaseDurations.Select(p => p.Phase.Name()))}.");

    /// <summary>Whether the cycle has the phase.</summary>
    public bool Has(Phase phase) => _laws[(int)phase] is not null;

    /// <summary>The phase that follows, or null where the cell divides.</summary>
    public Phase? Next(Phase phase) => _next[(int)phase] is >= 0 and var next ? (Phase)next : null;
}
