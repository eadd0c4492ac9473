using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Cycle;

/// <summary>Families run fast or slow: a cell's pace x is a standard normal score, x = ρ·mother + √(1−ρ²)·(√s·shared + √(1−s)·own), and scales the work of its phases.</summary>
/// <remarks>The correlations of paces are those of durations where nothing else varies: mother and daughter ρ, sisters ρ² + (1−ρ²)s.</remarks>
public sealed record HeritablePace
{
    private readonly double _inherited, _shared, _own;

    /// <summary>A law of inheritance.</summary>
    /// <param name="motherDaughter">ρ, correlation of a mother's pace with her daughter's, 0 to below 1.</param>
    /// <param name="sisters">Correlation of sisters' paces, ρ² to 1.</param>
    /// <param name="reading">How the pace enters a duration.</param>
    /// <param name="spread">σ of the log factor exp(σx − σ²/2) for <see cref="PaceReading.Factor"/>; not used otherwise.</param>
    /// <exception cref="ArgumentOutOfRangeException">Correlations that no family can have.</exception>
    public HeritablePace(double motherDaughter, double sisters, PaceReading reading, double spread = 0)
    {
        if (!(motherDaughter is >= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(motherDaughter), motherDaughter, $"Mother and daughter cannot correlate by {motherDaughter}. Give a number from 0 to below 1.");
        var least = motherDaughter * motherDaughter;
        if (!(sisters >= least && sisters <= 1)) throw new ArgumentOutOfRangeException(nameof(sisters), sisters, $"Sisters cannot correlate by {sisters} when mother and daughter do by {motherDaughter}. Give a number from {least} to 1.");
        if (reading == PaceReading.Factor && !(spread > 0 && double.IsFinite(spread))) throw new ArgumentOutOfRangeException(nameof(spread), spread, $"A heritable factor cannot have a spread of {spread}. Give the standard deviation of its logarithm, for example 0.2.");
        (MotherDaughter, Sisters, Reading, Spread) = (motherDaughter, sisters, reading, spread);
        var share = (sisters - least) / (1 - least);
        _inherited = motherDaughter;
        _shared = Math.Sqrt((1 - least) * share);
        _own = Math.Sqrt((1 - least) * (1 - share));
    }

    /// <summary>ρ.</summary>
    public double MotherDaughter { get; }

    /// <summary>Correlation of sisters.</summary>
    public double Sisters { get; }

    /// <summary>How the pace enters a duration.</summary>
    public PaceReading Reading { get; }

    /// <summary>σ of the log factor.</summary>
    public double Spread { get; }

    /// <summary>A daughter's pace.</summary>
    /// <param name="mother">The mother's pace.</param>
    /// <param name="shared">A standard normal that both sisters share.</param>
    /// <param name="own">A standard normal of her own.</param>
    public double Inherit(double mother, double shared, double own) => _inherited * mother + (_shared * shared + _own * own);

    /// <summary>The work of a phase at a pace, h.</summary>
    public double Work(DurationLaw law, double pace, Draws draws, CellId cell, Purpose purpose, ulong index) => Reading == PaceReading.Rank
        ? law.Quantile(Normal.Cumulative(pace))
        : law.Draw(draws, cell, purpose, index) * Elementary.Exp(Spread * pace - Spread * Spread / 2);
}
