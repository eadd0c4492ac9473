using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Evaluation.Lineages;
using Sintropia.Evaluation.Survival;
using Sintropia.Scenarios.Films;

namespace Sintropia.Scenarios.Tests.Films;

/// <summary>Cultures whose laws are known are filmed, and found again from the film.</summary>
public sealed class CultureBehindFilmTests
{
    private static readonly Film Film = new(Hours: 96, FrameHours: 0.5, KnowsFounders: false);

    private static readonly CellType Known = new()
    {
        Name = "known",
        Cycle = new([new(Phase.G1, new LogNormalDuration(21, 0.8)), new(Phase.S, new LogNormalDuration(25, 0.35))]),
        EarlyPace = new(0.45, 0.7, PaceReading.Rank),
        LatePace = new(0.5, 0.6, PaceReading.Rank),
    };

    [Fact]
    public void A_film_shows_families_less_alike_and_durations_shorter_than_they_are_and_both_are_found_again()
    {
        var recorded = Recorded(Film.Of(Known, 4000, seed: 1));
        var found = CultureBehindFilm.Of(Film, recorded, Known)!;

        // Mothers lie a generation further back than sisters, so that the film cuts more of them off; and what it cuts off more, it finds again less sharply.
        Assert.InRange(recorded.Early!.Value.Mothers, 0.25, 0.37);
        Assert.InRange(found.Early!.Value.Mothers, 0.40, 0.50);
        Assert.InRange(recorded.Late!.Value.Mothers, 0.38, 0.46);
        Assert.InRange(found.Late!.Value.Mothers, 0.46, 0.54);
        Assert.InRange(recorded.Early.Value.Sisters, 0.63, 0.68);
        Assert.InRange(found.Early.Value.Sisters, 0.67, 0.73);
        Assert.InRange(found.Late.Value.Sisters, 0.57, 0.63);
        Assert.True(Error(found, "G1") < 0.5 * Error(recorded, "G1"), $"G1 is off by {Error(recorded, "G1")} as recorded and by {Error(found, "G1")} as found.");
        Assert.True(Error(found, "S") < 0.5 * Error(recorded, "S"), $"S is off by {Error(recorded, "S")} as recorded and by {Error(found, "S")} as found.");
    }

    [Fact]
    public void Where_nothing_runs_in_families_the_film_shows_durations_as_they_are()
    {
        var strangers = Known with { EarlyPace = null, LatePace = null };
        var recorded = Recorded(Film.Of(strangers, 4000, seed: 1)) with { Early = null, Late = null };
        var found = CultureBehindFilm.Of(Film, recorded, strangers)!;

        Assert.All(["G1", "S"], phase => Assert.InRange(Error(recorded, phase), 0, 0.02));
        Assert.All(["G1", "S"], phase => Assert.InRange(Error(found, phase), 0, 0.03));
    }

    [Fact]
    public void The_length_of_a_film_shows_in_the_longest_line_of_descent()
    {
        var seen = Film.Of(Known, 20, seed: 2);
        var untimed = new LineageTable(seen.Cells.Select(c => c with { BirthHours = null, EndHours = null }));

        Assert.Equal(Film, Film.Of(untimed, 0.5));
    }

    [Fact]
    public void A_film_of_too_many_generations_is_not_simulated()
    {
        var film = Film with { Hours = 2000 };
        var recorded = Recorded(Film.Of(Known, 200, seed: 3));

        Assert.Null(CultureBehindFilm.Of(film, recorded, Known));
    }

    private static CultureBehindFilm Recorded(LineageTable table)
    {
        var (early, late) = CultureBehindFilm.Halves(["G1", "S"]);
        return new(
            new[] { "G1", "S" }.ToDictionary(p => p, p => CultureBehindFilm.Law(EmpiricalDurations.From(KaplanMeier.Of(table.Durations(p)), Film.FrameHours))),
            early.Kinship(table), late.Kinship(table));
    }

    /// <summary>Largest distance of a law's survival to the true one.</summary>
    private static double Error(CultureBehindFilm culture, string phase)
    {
        var truth = Known.Cycle!.Law(Enum.Parse<Phase>(phase));
        return Enumerable.Range(1, 120).Max(i => Math.Abs(culture.Laws[phase].Survival(i * 0.5) - truth.Survival(i * 0.5)));
    }
}
