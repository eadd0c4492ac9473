using Sintropia.Biology.Cycle;
using Sintropia.Evaluation.Lineages;

namespace Sintropia.Scenarios.Films;

/// <summary>How alike relatives are, as correlations of normal scores.</summary>
/// <param name="Mothers">Mother and daughter.</param>
/// <param name="Sisters">Sisters.</param>
internal readonly record struct Kinship(double Mothers, double Sisters)
{
    /// <summary>The nearest correlations that a family of <see cref="HeritablePace"/> can have, to three decimals: more than any table holds, and the same on machines whose
    /// logarithms differ in the last bit.</summary>
    public Kinship Possible()
    {
        var mothers = Math.Round(Math.Clamp(Mothers, 0, 0.99), 3);
        return new(mothers, Math.Clamp(Math.Round(Sisters, 3), Math.Ceiling(mothers * mothers * 1000) / 1000, 1));
    }

    /// <summary>The correlations of a pair of measures.</summary>
    public static Kinship Of(FamilyCorrelation mothers, FamilyCorrelation sisters) => new(mothers.NormalScore, sisters.NormalScore);

    /// <summary>The pace that has them.</summary>
    public HeritablePace Pace() => new(Mothers, Sisters, PaceReading.Rank);

    /// <summary>These correlations, moved by what a film with them lacks of those recorded.</summary>
    public Kinship Towards(Kinship recorded, Kinship shown) => new Kinship(Mothers + Lacking(recorded.Mothers, shown.Mothers), Sisters + Lacking(recorded.Sisters, shown.Sisters)).Possible();

    // A film too short for pairs has no correlation, and says nothing about it.
    private static double Lacking(double recorded, double shown) => double.IsFinite(shown) ? recorded - shown : 0;
}
