namespace Sintropia.Biology.Tissues;

/// <summary>How a stem or transit cell passes its daughters down a hierarchy.</summary>
/// <param name="Fates">The ways to divide, the renewing one first and the most differentiating last; probabilities sum to 1. Empty: daughters are like their mother.</param>
/// <param name="Rounds">Divisions after which daughters go on to <paramref name="Then"/> (transit amplification); 0 for no limit.</param>
/// <param name="Then">The type that follows the last round; −1 for none.</param>
/// <param name="Feedback">What holds renewal back; null for nothing.</param>
public sealed record Hierarchy(IReadOnlyList<DivisionFate> Fates, int Rounds = 0, int Then = -1, RenewalFeedback? Feedback = null)
{
    /// <summary>Divisions before the daughters go on to <see cref="Then"/>; 0 for no limit.</summary>
    public int Rounds { get; } = Rounds == 0 || (Rounds is > 0 and < byte.MaxValue && Then >= 0)
        ? Rounds
        : throw new ArgumentOutOfRangeException(nameof(Rounds), Rounds, $"Daughters cannot go on to type {Then} after {Rounds} divisions. Give from 1 to 254 divisions and the type that follows.");

    /// <summary>The ways to divide; probabilities sum to 1.</summary>
    public IReadOnlyList<DivisionFate> Fates { get; } = Fates.Count == 0 || Math.Abs(Fates.Sum(f => f.Probability) - 1) < 1e-9
        ? Fates
        : throw new ArgumentException($"The ways to divide have probabilities that sum to {Fates.Sum(f => f.Probability)}. Make it 1.", nameof(Fates));

    /// <summary>Daughters are like their mother.</summary>
    public static Hierarchy Flat { get; } = new([]);

    /// <summary>Mean number of daughters of a division that are of their mother's type, without feedback and before the last round.</summary>
    public double Renewed(int type) => Fates.Count == 0 ? 2 : Fates.Sum(f => f.Probability * ((f.First == type ? 1 : 0) + (f.Second == type ? 1 : 0)));

    /// <summary>The daughters' types.</summary>
    /// <param name="type">The mother's type.</param>
    /// <param name="rounds">Divisions in this type so far, this one included.</param>
    /// <param name="renewal">Factor on the probability of the first fate, 0 to 1; what it loses goes to the last.</param>
    /// <param name="uniform">A draw in (0, 1).</param>
    public (int First, int Second) Daughters(int type, int rounds, double renewal, double uniform)
    {
        if (Rounds > 0 && rounds >= Rounds) return (Then, Then);
        if (Fates.Count == 0) return (type, type);
        var below = Fates[0].Probability * renewal;
        for (var i = 0; i < Fates.Count - 1; i++)
        {
            if (uniform < below) return (Fates[i].First, Fates[i].Second);
            below += Fates[i + 1].Probability;
        }

        return (Fates[^1].First, Fates[^1].Second);
    }
}
