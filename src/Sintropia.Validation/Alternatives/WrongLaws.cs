using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Interventions;
using Sintropia.Evaluation.Growth;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Validation.Alternatives;

/// <summary>Engines with one law wrong. A book shows what its rows read under them, and a test takes care that each row turns red under one.</summary>
public static class WrongLaws
{
    /// <summary>Durations keep their means and get another spread.</summary>
    public static Subject OtherSpread { get; } = Cells(t => WithLaws(t, (_, law) => law is ExponentialDuration ? new FixedDuration(law.Mean) : new ExponentialDuration(law.Mean)));

    /// <summary>No chance in any phase.</summary>
    public static Subject Clockwork { get; } = Cells(t => WithLaws(t, (_, law) => new FixedDuration(law.Mean)));

    /// <summary>The last phase takes three times as long, without chance.</summary>
    public static Subject LongMitosis { get; } = Cells(t => WithLaws(t, (phase, law) => phase == t.Cycle!.Last ? new FixedDuration(3 * law.Mean) : law));

    /// <summary>The first phase takes half as long again.</summary>
    public static Subject LongFirstPhase { get; } = Cells(t => WithLaws(t, (phase, law) => phase == t.Cycle!.First ? Times(law, 1.5) : law));

    /// <summary>G2 takes 2.2 times as long.</summary>
    public static Subject LongG2 { get; } = Cells(t => WithLaws(t, (phase, law) => phase == Phase.G2 ? Times(law, 2.2) : law));

    /// <summary>S takes 0.4 times as long.</summary>
    public static Subject ShortS { get; } = Cells(t => WithLaws(t, (phase, law) => phase == Phase.S ? Times(law, 0.4) : law));

    /// <summary>A fifth more deaths.</summary>
    public static Subject MoreDeath { get; } = Cells(t => t with { Hazards = [.. t.Hazards.Select(h => new Hazard(h.Outcome, h.Phases, 1.2 * h.Rate))] });

    /// <summary>Four times the deaths.</summary>
    public static Subject MuchMoreDeath { get; } = Cells(t => t with { Hazards = [.. t.Hazards.Select(h => new Hazard(h.Outcome, h.Phases, 4 * h.Rate))] });

    /// <summary>The dead stay visible twice as long.</summary>
    public static Subject SlowClearance { get; } = Cells(t => t with { Clearance = t.Clearance with { Apoptotic = new FixedDuration(2 * t.Clearance.Apoptotic.Mean) } });

    /// <summary>Founders are all newborn.</summary>
    public static Subject AllNewborn { get; } = Founded(Founding.Newborn);

    /// <summary>An arrest that nine of ten obey.</summary>
    public static Subject LeakingArrest { get; } = Effects(e => e switch
    {
        Holding holding => holding with { Response = new Proportional(0.9) },
        Slowing slowing => slowing with { Response = new Proportional(0.9) },
        _ => e,
    });

    /// <summary>Nothing is slowed or held.</summary>
    public static Subject NoArrest { get; } = Effects(_ => new Slowing(PhaseSet.Cycling, new Proportional(0)));

    /// <summary>Held cells slip out of mitosis.</summary>
    public static Subject Slippage { get; } = Cells(t => t with { Hazards = [.. t.Hazards, new Hazard(Outcome.Slippage, PhaseSet.M, 0.1)] });

    /// <summary>One daughter receives six tenths.</summary>
    public static Subject UnfairPartition { get; } = new() { Partition = (molecules, mother, draws) => (long)(0.6 * molecules) + (Partition.Binomial(molecules, mother, draws) - molecules / 2) };

    /// <summary>Halves, without chance.</summary>
    public static Subject NoiselessPartition { get; } = new() { Partition = (molecules, _, _) => molecules / 2 };

    /// <summary>Draws depend on how many threads there are.</summary>
    public static Subject SeedOfThreads { get; } = new() { Found = (plan, options) => Organism.Found(plan with { Seed = plan.Seed + (ulong)options.Threads }, options) };

    /// <summary>Draws depend on how large niches are.</summary>
    public static Subject SeedOfNiches { get; } = new() { Found = (plan, options) => Organism.Found(plan with { Seed = plan.Seed + (ulong)options.NicheSize }, options) };

    /// <summary>One seed for all.</summary>
    public static Subject DeafToSeed { get; } = Subject.Altered(plan => plan with { Seed = 1 });

    /// <summary>Everything that is not a cycle lives half as long again, and everything that is one has a longer first phase.</summary>
    public static Subject OtherTissue { get; } = Subject.Altered(plan => plan with
    {
        CellTypes = [.. plan.CellTypes.Select(t => t.Cycle is null ? t with { Quiescence = new(1, Times(t.Quiescence.Rest, 1.5)) } : WithLaws(t, (phase, law) => phase == t.Cycle!.First ? Times(law, 1.5) : law))],
    });

    /// <summary>Long steps of blood are 5 % too long.</summary>
    public static Subject HastyBlood { get; } = new() { Propagate = (rates, hours) => Biology.Circulation.Propagator.Of(rates, hours < 2 ? hours : 1.05 * hours) };

    /// <summary>Blood moves 10 % too slowly.</summary>
    public static Subject SluggishBlood { get; } = new()
    {
        Propagate = (rates, hours) =>
        {
            var other = (double[,])rates.Clone();
            for (var j = 0; j < other.GetLength(1); j++)
                for (var i = 0; i < other.GetLength(0); i++) other[i, j] *= 0.9;
            return Biology.Circulation.Propagator.Of(other, hours);
        },
    };

    /// <summary>Organs are given 1 % too much.</summary>
    public static Subject GenerousHeart { get; } = new() { Shares = () => [.. Subject.Engine.Shares().Select(s => 1.01 * s)] };

    /// <summary>What is unabsorbed is forgotten.</summary>
    public static Subject LeakingBody { get; } = new() { Blood = organism => organism.Observe().Blood! is var blood ? blood with { Carried = [.. blood.Carried.Select(c => c with { Unabsorbed = 0 })] } : null! };

    /// <summary>All newborns cycle.</summary>
    public static Subject Restless { get; } = Cells(t => t with { Quiescence = Quiescence.None });

    /// <summary>Doses reach every cell, whatever they are aimed at.</summary>
    public static Subject Untargeted { get; } = Subject.Altered(plan => plan with { Interventions = [.. plan.Interventions.Select(i => i is Dosing dosing ? dosing with { Target = Target.Organism } : i)] });

    /// <summary>Who slips out of mitosis is counted as dead.</summary>
    public static Subject SlippageIsDeath { get; } = Cells(t => t with { Hazards = [.. t.Hazards.Select(h => h.Outcome == Outcome.Slippage ? new Hazard(Outcome.MitoticDeath, h.Phases, h.Rate) : h)] });

    /// <summary>No mitosis is remembered.</summary>
    public static Subject Forgetful { get; } = Cells(t => t with { MitoticMemory = null });

    /// <summary>Every mitosis is remembered.</summary>
    public static Subject Resentful { get; } = Cells(t => t with { MitoticMemory = t.MitoticMemory is null ? null : new(0, 1) });

    /// <summary>Fractions of radiation are given twice, and their doses merely add up.</summary>
    public static Subject DoubleDose { get; } = Subject.Altered(plan => plan with { Interventions = [.. plan.Interventions.Select(i => i is Irradiation r ? r with { Dose = 2 * r.Dose } : i)] }) with
    {
        EffectiveDose = (_, fractions, dose) => fractions * dose,
    };

    /// <summary>Steps along the tangent, as if the way were a straight line.</summary>
    public static Subject Tangents { get; } = new() { Relax = (present, settled, halfLife, hours) => settled + (present - settled) * (1 - 0.6931471805599453 * hours / halfLife) };

    /// <summary>All phases express the same.</summary>
    public static Subject NoProgramme { get; } = new() { Respond = (plan, options, predictor) => Organism.Found(plan with { Expression = plan.Expression! with { Programmes = [] } }, options, predictor) };

    /// <summary>The logistic law under the name of Gompertz's.</summary>
    public static Subject Logistic { get; } = new()
    {
        TumourFits = (times, sizes) => [.. TumourFit.All(times, sizes).Select(f => f with { Law = f.Law switch { TumourLaw.Gompertz => TumourLaw.Logistic, TumourLaw.Logistic => TumourLaw.Gompertz, _ => f.Law } })],
    };

    /// <summary>What is bound in tissue is left out.</summary>
    public static Subject NothingBound { get; } = new() { TissuePartition = (molecule, organ) => molecule.Partition(organ) * molecule.UnboundInTissue };

    /// <summary>Independence where additivity was meant.</summary>
    public static Subject Independent { get; } = new() { Additivity = (a, x, b, y) => a.At(x) + b.At(y) - a.At(x) * b.At(y) };

    /// <summary>The sum of both effects.</summary>
    public static Subject Summed { get; } = new() { Independence = (a, b) => a + b, HighestAgent = (a, b) => a + b };

    /// <summary>Counts relative to the control.</summary>
    public static Subject Relative { get; } = new() { Inhibition = (_, treated, control) => treated / control };

    /// <summary>Wrong laws with what they concern.</summary>
    public static IReadOnlyList<WrongLaw> All { get; } =
    [
        .. Of("durations of another spread with the same mean", OtherSpread, "Culture", "Ensemble", "Ages", "Smith–Martin · α"),
        .. Of("a last phase three times as long", LongMitosis, "Culture", "Euler–Lotka", "PhysiCell cross-check", "Arrest"),
        .. Of("a first phase half as long again", LongFirstPhase, "Culture", "Euler–Lotka", "Synchrony", "Smith–Martin · α"),
        .. Of("a G2 of 2.2 times its length", LongG2, "Culture", "PhysiCell cross-check", "Synchrony"),
        .. Of("an S of 0.4 times its length", ShortS, "Culture", "Euler–Lotka", "PhysiCell cross-check", "Synchrony", "Smith–Martin · α"),
        .. Of("four times the deaths", MuchMoreDeath, "Culture", "PhysiCell cross-check", "Ensemble"),
        .. Of("founders that are all newborn", AllNewborn, "Ages", "Arrest"),
        .. Of("an arrest that nine of ten obey", LeakingArrest, "Arrest", "Palbociclib"),
        .. Of("no arrest", NoArrest, "Arrest", "Synchrony", "Palbociclib", "Tumour · a culture"),
        .. Of("slippage out of mitosis", Slippage, "Arrest"),
        .. Of("no chance in any phase", Clockwork, "Synchrony"),
        .. Of("a favoured daughter", UnfairPartition, "Partition"), .. Of("halves without noise", NoiselessPartition, "Partition"),
        .. Of("another tissue: longer lives and first phases", OtherTissue, "Homeostasis"),
        .. Of("blood that runs 5 % fast", HastyBlood, "Blood"), .. Of("blood that runs 10 % slow", SluggishBlood, "Blood"), .. Of("flows 1 % too large", GenerousHeart, "Blood"), .. Of("what is unabsorbed is forgotten", LeakingBody, "Blood"),
        .. Of("newborns that all cycle", Restless, "Rest"),
        .. Of("a dose that reaches every cell", Untargeted, "Palbociclib"),
        .. Of("slippage that is taken for death", SlippageIsDeath, "Fates"), .. Of("no memory of mitosis", Forgetful, "Fates · memory"), .. Of("every mitosis is remembered", Resentful, "Fates · memory"),
        .. Of("twice the dose; fractions that add up", DoubleDose, "Radiation"),
        .. Of("steps along the tangent", Tangents, "Expression · relax"), .. Of("no programme of phases", NoProgramme, "Expression · phases"),
        .. Of("the logistic law for Gompertz's", Logistic, "Tumour · Gompertz fit"),
        .. Of("nothing bound in tissue", NothingBound, "Distribution"),
        .. Of("independence for additivity", Independent, "Combinations"), .. Of("effects that add up", Summed, "Combinations"), .. Of("counts relative to the control", Relative, "Growth-rate"),
        .. Of("a seed that depends on threads", SeedOfThreads, "Same bits"), .. Of("a seed that depends on niches", SeedOfNiches, "Same bits"), .. Of("a seed that nothing listens to", DeafToSeed, "Same bits"),
    ];

    /// <summary>An engine whose cells have another law.</summary>
    /// <param name="alter">What it makes of a type.</param>
    public static Subject Cells(Func<CellType, CellType> alter) => Subject.Altered(plan => plan with { CellTypes = [.. plan.CellTypes.Select(alter)] }) with { Growth = type => StableGrowth.Of(alter(type)) };

    /// <summary>A type whose phases take other times.</summary>
    /// <param name="type">The type.</param>
    /// <param name="alter">What a law becomes, by its phase.</param>
    public static CellType WithLaws(CellType type, Func<Phase, DurationLaw, DurationLaw> alter) =>
        type with { Cycle = new([.. type.Cycle!.PhaseDurations.Select(p => new PhaseDuration(p.Phase, alter(p.Phase, p.Law)))]) };

    private static IEnumerable<WrongLaw> Of(string name, Subject wrong, params string[] groups) => groups.Select(g => new WrongLaw(name, wrong, g));

    private static DurationLaw Times(DurationLaw law, double factor) => law switch
    {
        ExponentialDuration => new ExponentialDuration(law.Mean * factor),
        ErlangDuration erlang => new ErlangDuration(erlang.Stages, law.Mean * factor),
        _ => new FixedDuration(law.Mean * factor),
    };

    private static Subject Founded(Founding founding) => Subject.Altered(plan => plan with
    {
        Tissues = [.. plan.Tissues.Select(t => t with { Populations = [.. t.Populations.Select(p => p with { Founding = founding })] })],
    });

    private static Subject Effects(Func<Effect, Effect> alter) => Subject.Altered(plan => plan with { Agents = [.. plan.Agents.Select(a => a with { Effects = [.. a.Effects.Select(alter)] })] });
}
