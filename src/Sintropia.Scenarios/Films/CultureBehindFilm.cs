using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Evaluation.Lineages;
using Sintropia.Evaluation.Survival;
using Sintropia.Scenarios.Sections;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Scenarios.Films;

/// <summary>
/// Finds the culture whose film is the recorded one. A film shows relatives less alike than they are: only what ends before the last frame is complete, which leaves out slow families. And it shows
/// durations shorter than they are: fast families leave more cells.
/// </summary>
/// <remarks>
/// Indirect inference (Gourieroux, Monfort and Renault 1993, doi:10.1002/jae.3950080507): a culture is simulated with trial laws and correlations and seen through the same film. Correlations then move by what
/// the film lacks of those recorded, and each duration moves to where the recorded curve has the share that the film has at it. All trials use the same draws, so that only the laws tell them apart.
/// </remarks>
/// <param name="Laws">Law of each phase.</param>
/// <param name="Early">Correlations of G1; null without it.</param>
/// <param name="Late">Correlations of S, G2 and M together; null without them.</param>
internal sealed record CultureBehindFilm(IReadOnlyDictionary<string, EmpiricalDuration> Laws, Kinship? Early, Kinship? Late)
{
    // 2,000 families put the film's own scatter of a correlation at 0.014, half of that of a few hundred recorded ones, in half a second.
    private const int MostFamilies = 2000;
    private const int FewestFamilies = 200;
    private const double MostCells = 20_000;

    // Each trial leaves about a sixth of the distance to go; after four nothing is left that the film could show.
    private const int Trials = 4;
    private const ulong Seed = 0x46494C4D; // any number

    /// <summary>The halves of the cycle of which these phases are.</summary>
    public static (CycleHalf Early, CycleHalf Late) Halves(IEnumerable<string> phases) => (new([.. phases.Where(p => p == "G1")]), new([.. phases.Where(p => p != "G1")]));

    /// <summary>The culture behind a film; null if too many generations fit into the film to simulate enough families through it.</summary>
    /// <param name="film">How it was recorded.</param>
    /// <param name="recorded">What it shows: the laws of its survival curves, and how alike complete relatives are.</param>
    /// <param name="type">The rest of the type: its deaths.</param>
    public static CultureBehindFilm? Of(Film film, CultureBehindFilm recorded, CellType type)
    {
        var trial = recorded.Possible();
        var families = Math.Min(MostFamilies, MostCells / Math.Exp(StableGrowth.Of(trial.Applied(type)).Rate * film.Hours));
        if (!(families >= FewestFamilies)) return null;
        try
        {
            for (var i = 0; i < Trials; i++) trial = trial.Corrected(film.Of(trial.Applied(type), (int)families, Seed), film.FrameHours, recorded);
            return trial;
        }
        catch (PopulationLimitException)
        {
            return null; // where durations vary much and run in families, the fastest take over
        }
    }

    /// <summary>The same with the nearest correlations that families can have.</summary>
    public CultureBehindFilm Possible() => this with { Early = Early?.Possible(), Late = Late?.Possible() };

    /// <summary>A type with these laws.</summary>
    public CellType Applied(CellType type) => type with
    {
        Cycle = new([.. Laws.Select(l => new Biology.Cycle.PhaseDuration(PhaseWords.Phase(l.Key), l.Value)).OrderBy(p => p.Phase)]),
        EarlyPace = Early?.Pace(),
        LatePace = Late?.Pace(),
    };

    /// <summary>The law of a survival curve; durations of one frame are spread over it.</summary>
    public static EmpiricalDuration Law(EmpiricalDurations durations) => new(durations.Probability, durations.Hours);

    private CultureBehindFilm Corrected(LineageTable shown, double frame, CultureBehindFilm recorded)
    {
        var (early, late) = Halves(Laws.Keys);
        return new(
            Laws.ToDictionary(l => l.Key, l => Moved(l.Value, Shown(shown, l.Key, frame), recorded.Laws[l.Key])),
            Early is { } e && recorded.Early is { } seenEarly ? e.Towards(seenEarly, early.Kinship(shown)) : null,
            Late is { } s && recorded.Late is { } seenLate ? s.Towards(seenLate, late.Kinship(shown)) : null);
    }

    /// <summary>The film's law of a phase; null if it shows no end of one.</summary>
    private static EmpiricalDuration? Shown(LineageTable shown, string phase, double frame)
    {
        var durations = shown.Durations(phase).ToArray();
        return durations.Any(d => d.Ended) ? Law(EmpiricalDurations.From(KaplanMeier.Of(durations), frame)) : null;
    }

    private static EmpiricalDuration Moved(EmpiricalDuration law, EmpiricalDuration? shown, EmpiricalDuration recorded)
    {
        if (shown is null) return law;
        var points = law.Points.ToArray();
        var hours = new double[points.Length];
        for (var i = 0; i < hours.Length; i++)
            hours[i] = Math.Max(i == 0 ? 0 : hours[i - 1], recorded.Quantile(1 - shown.Survival(points[i].Hours)));
        return new([.. points.Select(p => p.Probability)], hours);
    }
}
