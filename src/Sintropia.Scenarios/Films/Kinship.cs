using Sintropia.Biology.Cycle;
using Sintropia.Evaluation.Lineages;

namespace Sintropia.Scenarios.Films;

/// <summary>How alike relatives are, as correlations of normal scores.</summary>
/// <param name="Mothers">Mother and daughter.</param>
/// <param name="Sisters">Sisters.</param>
internal readonly record struct Kinship(double Mothers, double Sisters)
{
    /// <summary>The nearest correlations that a family of <see cref="HeritablePace"/> can have.</summary>
    public Kinship Possible
    {
        get
        {
            var mothers = Math.Clamp(Mothers, 0, 0.99);
            return new(mothers, Math.Clamp(Sisters, mothers * mothers, 1));
        }
    }

    /// <summary>To three decimals: more than any table holds, and the same on machines whose logarithms differ in the last bit. Rounded so that a family can have them.</summary>
    public Kinship Rounded
    {
        get
        {
            var mothers = Math.Round(Mothers, 3);
            return new(mothers, Math.Max(Math.Round(Sisters, 3), Math.Ceiling(mothers * mothers * 1000) / 1000));
        }
    }

    /// <summary>The correlations of a pair of measures.</summary>
    public static Kinship Of(FamilyCorrelation mothers, FamilyCorrelation sisters) => new(mothers.NormalScore, sisters.NormalScore);

    /// <summary>The pace that has them.</summary>
    public HeritablePace Pace() => new(Mothers, Sisters, PaceReading.Rank);
}
