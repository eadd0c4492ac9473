using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Interventions;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Validation.Tests;

/// <summary>Engines with one law wrong.</summary>
internal static class WrongLaws
{
    /// <summary>Durations keep their means and get another spread.</summary>
    public static Subject OtherSpread { get; } = Cells(t => WithLaws(t, (_, law) => law is ExponentialDuration ? new FixedDuration(law.Mean) : new ExponentialDuration(law.Mean)));

    /// <summary>No chance in any phase.</summary>
    public static Subject Clockwork { get; } = Cells(t => WithLaws(t, (_, law) => new FixedDuration(law.Mean)));

    public static Subject LongMitosis { get; } = Cells(t => WithLaws(t, (phase, law) => phase == t.Cycle!.Last ? new FixedDuration(3 * law.Mean) : law));

    public static Subject LongFirstPhase { get; } = Cells(t => WithLaws(t, (phase, law) => phase == t.Cycle!.First ? Times(law, 1.5) : law));

    public static Subject LongG2 { get; } = Cells(t => WithLaws(t, (phase, law) => phase == Phase.G2 ? Times(law, 2.2) : law));

    public static Subject ShortS { get; } = Cells(t => WithLaws(t, (phase, law) => phase == Phase.S ? Times(law, 0.4) : law));

    public static Subject MoreDeath { get; } = Cells(t => t with { Hazards = [.. t.Hazards.Select(h => new Hazard(h.Outcome, h.Phases, 1.2 * h.Rate))] });

    public static Subject MuchMoreDeath { get; } = Cells(t => t with { Hazards = [.. t.Hazards.Select(h => new Hazard(h.Outcome, h.Phases, 4 * h.Rate))] });

    public static Subject SlowClearance { get; } = Cells(t => t with { Clearance = t.Clearance with { Apoptotic = new FixedDuration(2 * t.Clearance.Apoptotic.Mean) } });

    public static Subject AllNewborn { get; } = Founded(Founding.Newborn);

    /// <summary>An arrest that nine of ten obey.</summary>
    public static Subject LeakingArrest { get; } = Effects(e => e switch
    {
        Holding holding => holding with { Response = new Proportional(0.9) },
        Slowing slowing => slowing with { Response = new Proportional(0.9) },
        _ => e,
    });

    public static Subject NoArrest { get; } = Effects(_ => new Slowing(PhaseSet.Cycling, new Proportional(0)));

    /// <summary>Held cells slip out of mitosis.</summary>
    public static Subject Slippage { get; } = Cells(t => t with { Hazards = [.. t.Hazards, new Hazard(Outcome.Slippage, PhaseSet.M, 0.1)] });

    public static Subject UnfairPartition { get; } = new() { Partition = (molecules, mother, draws) => (long)(0.6 * molecules) + (Partition.Binomial(molecules, mother, draws) - molecules / 2) };

    public static Subject NoiselessPartition { get; } = new() { Partition = (molecules, _, _) => molecules / 2 };

    public static Subject SeedOfThreads { get; } = new() { Found = (plan, options) => Organism.Found(plan with { Seed = plan.Seed + (ulong)options.Threads }, options) };

    public static Subject SeedOfNiches { get; } = new() { Found = (plan, options) => Organism.Found(plan with { Seed = plan.Seed + (ulong)options.NicheSize }, options) };

    public static Subject DeafToSeed { get; } = Subject.Altered(plan => plan with { Seed = 1 });

    /// <summary>Everything that is not a cycle lives half as long again, and everything that is one has a longer first phase.</summary>
    public static Subject OtherTissue { get; } = Subject.Altered(plan => plan with
    {
        CellTypes = [.. plan.CellTypes.Select(t => t.Cycle is null ? t with { Quiescence = new(1, Times(t.Quiescence.Rest, 1.5)) } : WithLaws(t, (phase, law) => phase == t.Cycle!.First ? Times(law, 1.5) : law))],
    });

    public static Subject HastyBlood { get; } = new() { Propagate = (rates, hours) => Biology.Circulation.Propagator.Of(rates, hours < 2 ? hours : 1.05 * hours) };

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

    public static Subject GenerousHeart { get; } = new() { Shares = () => [.. Subject.Engine.Shares().Select(s => 1.01 * s)] };

    public static Subject LeakingBody { get; } = new() { Blood = organism => organism.Observe().Blood! is var blood ? blood with { Carried = [.. blood.Carried.Select(c => c with { Unabsorbed = 0 })] } : null! };

    /// <summary>Wrong laws with a part of the name of the groups that they concern: what a law does not touch need not be run.</summary>
    public static IReadOnlyList<(Subject Wrong, string Groups)> All =>
    [
        (OtherSpread, "Culture"), (LongMitosis, "Culture"), (LongFirstPhase, "Culture"), (LongG2, "Culture"), (ShortS, "Culture"), (MuchMoreDeath, "Culture"),
        (LongMitosis, "Euler–Lotka"), (LongFirstPhase, "Euler–Lotka"), (ShortS, "Euler–Lotka"),
        (MuchMoreDeath, "PhysiCell cross-check"), (LongMitosis, "PhysiCell cross-check"), (ShortS, "PhysiCell cross-check"), (LongG2, "PhysiCell cross-check"),
        (OtherSpread, "Ensemble"), (MuchMoreDeath, "Ensemble"), (OtherSpread, "Ages"), (AllNewborn, "Ages"),
        (LongMitosis, "Arrest"), (LeakingArrest, "Arrest"), (NoArrest, "Arrest"), (Slippage, "Arrest"), (AllNewborn, "Arrest"),
        (NoArrest, "Synchrony"), (LongG2, "Synchrony"), (ShortS, "Synchrony"), (Clockwork, "Synchrony"), (LongFirstPhase, "Synchrony"),
        (UnfairPartition, "Partition"), (NoiselessPartition, "Partition"), (SeedOfThreads, "Same bits"), (SeedOfNiches, "Same bits"), (DeafToSeed, "Same bits"),
        (OtherTissue, "Homeostasis"), (HastyBlood, "Blood"), (SluggishBlood, "Blood"), (GenerousHeart, "Blood"), (LeakingBody, "Blood"),
    ];

    public static Subject Cells(Func<CellType, CellType> alter) => Subject.Altered(plan => plan with { CellTypes = [.. plan.CellTypes.Select(alter)] }) with { Growth = type => StableGrowth.Of(alter(type)) };

    public static CellType WithLaws(CellType type, Func<Phase, DurationLaw, DurationLaw> alter) =>
        type with { Cycle = new([.. type.Cycle!.PhaseDurations.Select(p => new PhaseDuration(p.Phase, alter(p.Phase, p.Law)))]) };

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
