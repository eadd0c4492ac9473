using Sintropia.Biology.Cycle;
using Sintropia.Biology.Interventions;
using Sintropia.Validation.Books;
using Sintropia.Validation.Claims;
using Sintropia.Validation.Models;

namespace Sintropia.Validation.Experiments;

/// <summary>Release from a double thymidine block: the waves of S and of mitoses come when they were measured, and the second wave is lower.</summary>
/// <remarks>Nothing is fitted. Durations are those of HeLa S3, from another laboratory; spreads are the Erlang stages of the growth rows; the block stops S where it stands, for 16 h twice, 9 h apart, which is the usual protocol and an assumption.</remarks>
internal static class Synchrony
{
    private const double Blocked = 16, Between = 9, Release = 2 * Blocked + Between, Watched = 36;
    private const string Source = "Exp Cell Res 1966, doi:10.1016/S0014-4827(66)80150-7 (verified); durations Puck and Steffen 1963, Biophys J 3:379 (from the literature)";
    private const string Basis = "±1.5 h, qualitative";
    private const string Shifted = "another duration of S or G2 shifts the wave";

    public static IEnumerable<Experiment> All =>
    [
        new(
            "Synchrony · double thymidine release",
            [
                new("release: half out of S", "time after release at which half of the cells are left in S, h", new Within(6.5, 1.5, Basis), Source, Shifted),
                new("release: S empties", "middle of the time during which S holds its fewest cells, h", new Within(13.5, 1.5, Basis), Source, Shifted),
                new("release: S fills again", "time of the second maximum of S, h", new Within(24, 1.5, Basis), Source, "another generation time"),
                new("release: first mitoses", "time of the first maximum of the mitotic index, h", new Within(9.7, 1.5, Basis), Source, Shifted),
                new("release: second mitoses", "time of the second maximum of the mitotic index, h", new Within(31, 1.5, Basis), Source, "another generation time"),
                new("release: synchrony decays", "how the second wave of mitoses compares with the first", new Same("lower"), Source, "fixed durations: a culture stays synchronous for ever, and waves do not fall"),
            ],
            Measure),
    ];

    private static IEnumerable<Evidence> Measure(Bench bench)
    {
        var schedule = new Schedule(0, Until: Release, Every: Blocked + Between, For: Blocked);
        var culture = bench.Found("Synchrony · double thymidine release", StableModels.HeLa, Release + Watched, effect: new Slowing(PhaseSet.S, new Proportional(1)), schedule: schedule);
        var waves = Enumerable.Range(0, (int)(Watched / Bench.Tick) + 1).Select(i => i * Bench.Tick).Select(t => (Time: t, Shares: culture.SharesAt(Release + t))).ToArray();
        var s = waves.Select(w => (w.Time, w.Shares[(int)Phase.S])).ToArray();
        var m = waves.Select(w => (w.Time, w.Shares[(int)Phase.M])).ToArray();

        yield return Half(s);
        var fewest = s.Where(p => p.Time is > 8 and < 20).Min(p => p.Item2);
        yield return s.Where(p => p.Time is > 8 and < 20 && p.Item2 < fewest + 0.01).Average(p => p.Time);
        yield return Peak(s, 16, 34).Time;
        var (first, second) = (Peak(m, 4, 18), Peak(m, 22, 36));
        yield return (Evidence)first.Time with { Plot = new("Mitotic index after release", "hours after release", "mitotic index", [(1, 0.0), (9.7, 0.208), (22, 0.001), (31, 0.08)], m) };
        yield return second.Time;
        yield return new() { Text = second.Height < first.Height ? "lower" : "not lower" };
    }

    private static double Half((double Time, double Share)[] wave)
    {
        for (var i = 1; i < wave.Length; i++)
            if (wave[i].Share < 0.5) return wave[i - 1].Time + Bench.Tick * (wave[i - 1].Share - 0.5) / (wave[i - 1].Share - wave[i].Share);
        return double.PositiveInfinity;
    }

    /// <summary>The maximum of the wave, averaged over 2.5 h so that counting noise on a broad top does not decide.</summary>
    private static (double Time, double Height) Peak((double Time, double Share)[] wave, double from, double to) => Enumerable.Range(2, wave.Length - 4)
        .Where(i => wave[i].Time >= from && wave[i].Time <= to)
        .Select(i => (wave[i].Time, Height: Enumerable.Range(i - 2, 5).Average(j => wave[j].Share)))
        .MaxBy(p => p.Height);
}
