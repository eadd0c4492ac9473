using Sintropia.Biology.Cycle;
using Sintropia.Biology.Interventions;
using Sintropia.Validation.Books;
using Sintropia.Validation.Claims;
using Sintropia.Validation.Cultures;

namespace Sintropia.Validation.Experiments;

/// <summary>Release from a double thymidine block: given the durations, the waves of S and of mitoses come when they were measured, and synchrony decays as it did.</summary>
/// <remarks>The block stops S where it stands, for 16 h twice, 9 h apart: the usual protocol, and an assumption. Durations and spreads are read from four times and two heights of the experiment
/// (see <see cref="StableModels.Thymidine"/>); rows marked “follows” use none of these. The comparison is qualitative. The heights of the waves are not claimed.</remarks>
internal static class Synchrony
{
    private const double Blocked = 16, Between = 9, Release = 2 * Blocked + Between, Watched = 36;
    private const string Source = "Exp Cell Res 1966, doi:10.1016/S0014-4827(66)80150-7 (verified)";
    private const string Hours = "±1.5 h, qualitative";
    private const string Points = "±10 points, qualitative";
    private const string Shifted = "a block that lets cells on or holds them after its end, or phases of other lengths: the wave shifts";
    private const string Blurred = "fixed durations: S would be all or nothing; memoryless ones: waves would be gone by now";

    public static IEnumerable<Experiment> All =>
    [
        new(
            "Synchrony · double thymidine release",
            [
                new("release: S at 0–3.5 h", "share of cells in S; follows", new Within(0.96, 0.1, Points), Source, "a block that does not collect cells at the start of S"),
                new("release: half out of S", "time at which half of the cells are left in S, h; S is read from it", new Within(6.5, 1.5, Hours), Source, Shifted),
                new("release: S at 12–15 h", "share of cells in S; follows", new Within(0.01, 0.1, Points), Source, Blurred),
                new("release: S fills again", "time of the second maximum of S, h; follows", new Within(24, 1.5, Hours), Source, Shifted),
                new("release: S at 24 h", "share of cells in S; follows", new Within(0.72, 0.1, Points), Source, Blurred),
                new("release: S at 34 h", "share of cells in S; follows", new Within(0.07, 0.1, Points), Source, Blurred),
                new("release: first mitoses", "time of the first maximum of the mitotic index, h; G2 is read from it", new Within(9.7, 1.5, Hours), Source, Shifted),
                new("release: no mitoses at 22 h", "mitotic index; follows", new Within(0.001, 0.01, "±1 point, qualitative"), Source, Blurred),
                new("release: second mitoses", "time of the second maximum of the mitotic index, h; G1 is read from it", new Within(31, 1.5, Hours), Source, Shifted),
                new("release: synchrony decays", "cells that divide in the busiest 2.5 h of the second wave of mitoses, as a share of all, against the first wave", new Same("lower"), Source, "fixed durations: a culture stays synchronous for ever, and waves do not fall"),
            ],
            Measure),
    ];

    private static IEnumerable<Evidence> Measure(Bench bench)
    {
        var schedule = new Schedule(0, Until: Release, Every: Blocked + Between, For: Blocked);
        var culture = bench.Found("Synchrony · double thymidine release", StableModels.Thymidine, Release + Watched, effect: new Slowing(PhaseSet.S, new Proportional(1)), schedule: schedule);
        var waves = Enumerable.Range(0, (int)(Watched / Bench.Tick) + 1).Select(i => i * Bench.Tick).Select(t => (Time: t, Shares: culture.SharesAt(Release + t), culture.Divisions)).ToArray();
        var s = waves.Select(w => (w.Time, w.Shares[(int)Phase.S])).ToArray();
        var m = waves.Select(w => (w.Time, w.Shares[(int)Phase.M])).ToArray();

        // Nothing dies here, so cells are founders and divisions. Counted between ticks, so that a sharp wave cannot slip through them.
        var busy = Enumerable.Range(0, waves.Length - 5).Select(i => (waves[i].Time, (waves[i + 5].Divisions - waves[i].Divisions) / (double)(culture.Clones + waves[i].Divisions))).ToArray();
        var (before, after) = (busy.Where(b => b.Time < 18).Max(b => b.Item2), busy.Where(b => b.Time >= 18).Max(b => b.Item2));
        var plotS = new Plot("Share of cells in S", "hours after release", "share in S", [(0, 0.96), (3.5, 0.96), (6.5, 0.5), (12, 0.01), (15, 0.01), (24, 0.72), (34, 0.07)], s, PlotStyle.Measured);
        var plotM = new Plot("Mitotic index", "hours after release", "mitotic index", [(1, 0.0), (9.7, 0.208), (22, 0.001), (31, 0.08)], m, PlotStyle.Measured);

        yield return (Evidence)Over(s, 0, 3.5) with { Plot = plotS };
        yield return Half(s);
        yield return Over(s, 12, 15);
        yield return Peak(s, 16, 34);
        yield return Over(s, 24, 24);
        yield return Over(s, 34, 34);
        yield return (Evidence)Peak(m, 4, 18) with { Plot = plotM };
        yield return Over(m, 22, 22);
        yield return Peak(m, 22, 36);
        yield return new() { Text = after < before ? "lower" : "not lower" };

        static double Over((double Time, double Share)[] wave, double from, double to) => wave.Where(w => w.Time >= from && w.Time <= to).Average(w => w.Share);
    }

    private static double Half((double Time, double Share)[] wave)
    {
        for (var i = 1; i < wave.Length; i++)
            if (wave[i].Share < 0.5) return wave[i - 1].Time + Bench.Tick * (wave[i - 1].Share - 0.5) / (wave[i - 1].Share - wave[i].Share);
        return double.PositiveInfinity;
    }

    /// <summary>When the wave is highest, averaged over 2.5 h so that counting noise on a broad top does not decide.</summary>
    private static double Peak((double Time, double Share)[] wave, double from, double to) => Enumerable.Range(2, wave.Length - 4)
        .Where(i => wave[i].Time >= from && wave[i].Time <= to)
        .MaxBy(i => Enumerable.Range(i - 2, 5).Average(j => wave[j].Share)) * Bench.Tick;
}
