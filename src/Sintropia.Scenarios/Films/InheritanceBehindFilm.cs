using Sintropia.Biology.Cells;

namespace Sintropia.Scenarios.Films;

/// <summary>
/// Finds the correlations of relatives that a film shows as those recorded. A film shows less than there is: only pairs that both finish before its end are complete,
/// which leaves out the slow families, and so narrows the range over which relatives can be alike.
/// </summary>
/// <remarks>
/// Indirect inference (Gourieroux, Monfort and Renault 1993, doi:10.1002/jae.3950080507): the culture is simulated with trial correlations, seen through the same film, and each trial is
/// moved by what the film shows too little, until it shows what was recorded. All trials use the same draws, so that they differ by their correlations alone.
/// </remarks>
/// <param name="film">How the lineages were recorded.</param>
/// <param name="type">Durations and deaths as measured.</param>
/// <param name="early">The phases of the early pace.</param>
/// <param name="late">The phases of the late pace.</param>
internal sealed class InheritanceBehindFilm(Film film, CellType type, CycleHalf early, CycleHalf late)
{
    // 4,000 families put the film's own scatter at 0.01, a third of that of a few hundred recorded ones.
    private const int Families = 4000;
    private const int MostTrials = 8;
    private const double Tolerance = 0.003;
    private const ulong Seed = 0x46494C4D; // any number

    /// <summary>The correlations that the film shows as <paramref name="seenEarly"/> and <paramref name="seenLate"/>, or the nearest that a family can have; null stays null.</summary>
    public (Kinship? Early, Kinship? Late) Behind(Kinship? seenEarly, Kinship? seenLate)
    {
        var (e, l) = (seenEarly?.Possible, seenLate?.Possible);
        for (var trial = 0; trial < MostTrials; trial++)
        {
            var shown = film.Of(type with { EarlyPace = e?.Pace(), LatePace = l?.Pace() }, Families, Seed);
            var (nextEarly, nextLate) = (Next(e, seenEarly, early.Kinship(shown)), Next(l, seenLate, late.Kinship(shown)));
            var moved = Math.Max(Distance(e, nextEarly), Distance(l, nextLate));
            (e, l) = (nextEarly, nextLate);
            if (moved < Tolerance) break;
        }

        return (e?.Rounded, l?.Rounded);
    }

    private static Kinship? Next(Kinship? trial, Kinship? seen, Kinship shown) => trial is not { } t || seen is not { } s
        ? null
        // A film so short that a correlation is not defined says nothing about it.
        : new Kinship(t.Mothers + Missing(s.Mothers, shown.Mothers), t.Sisters + Missing(s.Sisters, shown.Sisters)).Possible;

    private static double Missing(double seen, double shown) => double.IsFinite(shown) ? seen - shown : 0;

    private static double Distance(Kinship? a, Kinship? b) => a is { } x && b is { } y ? Math.Max(Math.Abs(x.Mothers - y.Mothers), Math.Abs(x.Sisters - y.Sisters)) : 0;
}
