using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Evaluation.Lineages;
using Sintropia.Evaluation.Statistics;
using Sintropia.Evaluation.Survival;
using Sintropia.Scenarios.Films;
using Sintropia.Scenarios.Sections;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Calibration.Durations;

/// <summary>A cell type from recorded lineages: laws of durations, likeness of relatives, deaths.</summary>
/// <param name="Phases">Phases in order.</param>
/// <param name="Kin">Relatives, by half of the cycle.</param>
/// <param name="Notices">What was not done, and why.</param>
public sealed record DurationCalibration(IReadOnlyList<CalibratedPhase> Phases, IReadOnlyList<CalibratedKin> Kin, IReadOnlyList<string> Notices)
{
    private const int Trials = 4, MostFamilies = 2000, FewestFamilies = 200;
    private const double MostCells = 20_000;
    private const ulong FilmSeed = 0x46494C4D;

    /// <summary>Calibrates.</summary>
    /// <param name="table">Recorded lineages.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentException">A phase has fewer than three durations that ended.</exception>
    public static DurationCalibration Of(LineageTable table, DurationOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        var names = table.Cells.SelectMany(c => c.Phases).Select(p => p.Phase).Distinct().OrderBy(p => PhaseWords.Phase(p)).ToArray();
        var recorded = names.Select(n => Recorded(table, n, options)).ToArray();
        var (early, late) = CultureBehindFilm.Halves(names);
        CalibratedKin[] kin = [.. new[] { ("early", early), ("late", late) }.Where(h => h.Item2.Phases.Count > 0).Select(h => Seen(h.Item1, h.Item2, table, options))];
        var notices = kin.Where(k => k.Entered is null).Select(k => $"{k.Half}: {k.Mothers.Pairs} mothers with daughters and {k.Sisters.Pairs} pairs of sisters were seen complete, fewer than {options.FewestPairs}: durations are not inherited.").ToList();
        var calibration = new DurationCalibration(recorded, kin, notices);
        return options.BehindFilm ? calibration.Corrected(Film.Of(table, options.FrameHours), options) : calibration;
    }

    /// <summary>The cell type that these numbers make.</summary>
    /// <param name="name">Its name.</param>
    public CellType CellType(string name) => new()
    {
        Name = name,
        Cycle = new([.. Phases.Select(p => new Biology.Cycle.PhaseDuration(PhaseWords.Phase(p.Phase), p.Entered))]),
        EarlyPace = Kin.FirstOrDefault(k => k.Half == "early")?.Entered,
        LatePace = Kin.FirstOrDefault(k => k.Half == "late")?.Entered,
        Hazards = [.. Phases.Where(p => p.Deaths.Events > 0).Select(p => new Hazard(Outcome.Apoptosis, PhaseWords.Set([p.Phase]), p.Deaths.PerHour))],
    };

    private static CalibratedPhase Recorded(LineageTable table, string phase, DurationOptions options)
    {
        var durations = table.Durations(phase).ToArray();
        var fits = DurationLikelihood.All(durations, options.FrameHours);
        var chosen = options.Family is { } family ? fits.Single(f => f.Family == family) : fits[0];
        var (mean, variation) = (new Interval(chosen.Law.Mean, double.NaN, double.NaN), new Interval(chosen.Variation, double.NaN, double.NaN));
        if (options.Resamples > 0)
        {
            // One resampling serves both numbers.
            var again = new Dictionary<IReadOnlyList<Lineage>, DurationFit?>(ReferenceEqualityComparer.Instance);
            var replicates = LineageBootstrap.Replicates(table.Lineages, Again, options.Seed, options.Resamples);
            var spreads = again.Values.OfType<DurationFit>().Select(f => f.Variation).ToArray();
            mean = new(chosen.Law.Mean, OrderStatistics.Quantile(replicates, 0.025), OrderStatistics.Quantile(replicates, 0.975));
            variation = new(chosen.Variation, OrderStatistics.Quantile(spreads, 0.025), OrderStatistics.Quantile(spreads, 0.975));

            double Again(IReadOnlyList<Lineage> sample)
            {
                var some = LineageTable.DurationsOf(sample, phase).ToArray();
                var fit = again[sample] = some.Count(d => d.Ended) >= 3 ? DurationLikelihood.Of(chosen.Family, some, options.FrameHours) : null;
                return fit?.Law.Mean ?? double.NaN;
            }
        }

        return new(phase, fits, chosen, chosen.Law, mean, variation, table.DeathRate(phase), KaplanMeier.Of(durations));
    }

    private static CalibratedKin Seen(string name, CycleHalf half, LineageTable table, DurationOptions options)
    {
        var (mothers, sisters) = (half.Mothers(table), half.Sisters(table));
        var enough = mothers.Pairs >= options.FewestPairs && sisters.Pairs >= options.FewestPairs && double.IsFinite(mothers.NormalScore) && double.IsFinite(sisters.NormalScore);
        return new(name, mothers, sisters, enough ? Kinship.Of(mothers, sisters).Possible().Pace() : null);
    }

    /// <summary>Moves mean, spread and correlations by what a film of the trial culture lacks of those recorded: indirect inference, as for cultures that are founded on a table.</summary>
    private DurationCalibration Corrected(Film film, DurationOptions options)
    {
        var trial = this;
        var families = Math.Min(MostFamilies, MostCells / Math.Exp(StableGrowth.Of(trial.CellType("trial")).Rate * film.Hours));
        if (!(families >= FewestFamilies)) return this with { Notices = [.. Notices, "What the film leaves out is not corrected: so many generations fit into it that too few families could be simulated through it."] };
        try
        {
            var at = Phases.Select(p => (Mean: Math.Log(p.Recorded.Law.Mean), Spread: Math.Log(p.Recorded.Variation))).ToArray();
            for (var i = 0; i < Trials; i++) trial = trial.Moved(film.Of(trial.CellType("trial"), (int)families, FilmSeed), at, this, options);
            return trial;
        }
        catch (PopulationLimitException)
        {
            return this with { Notices = [.. Notices, "What the film leaves out is not corrected: the fastest families of this culture take it over."] };
        }
    }

    private DurationCalibration Moved(LineageTable shown, (double Mean, double Spread)[] at, DurationCalibration recorded, DurationOptions options)
    {
        var phases = new CalibratedPhase[Phases.Count];
        for (var i = 0; i < phases.Length; i++)
        {
            var seen = recorded.Phases[i].Recorded;
            var durations = shown.Durations(Phases[i].Phase).ToArray();
            if (durations.Count(d => d.Ended) >= 3)
            {
                var fit = DurationLikelihood.Of(seen.Family, durations, options.FrameHours);
                at[i] = (at[i].Mean + Math.Log(seen.Law.Mean / fit.Law.Mean), Math.Clamp(at[i].Spread + Math.Log(seen.Variation / fit.Variation), Math.Log(0.045), Math.Log(3)));
            }

            phases[i] = Phases[i] with { Entered = DurationFit.LawOf(seen.Family, Math.Exp(at[i].Mean), Math.Exp(at[i].Spread)) };
        }

        var (early, late) = CultureBehindFilm.Halves(Phases.Select(p => p.Phase));
        return this with
        {
            Phases = phases,
            Kin = [.. Kin.Select(k => k.Entered is not { } pace ? k : k with
            {
                Entered = new Kinship(pace.MotherDaughter, pace.Sisters).Towards(Kinship.Of(k.Mothers, k.Sisters), (k.Half == "early" ? early : late).Kinship(shown)).Pace(),
            })],
        };
    }
}
