using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;

namespace Sintropia.Scenarios.Sections;

/// <summary>Phases and outcomes by the names that scenarios use.</summary>
internal static class PhaseWords
{
    public static Phase Phase(string name) => Phases.All.First(p => p.Name() == name);

    public static PhaseSet Set(IEnumerable<string> names) => names.Aggregate(PhaseSet.None, (set, name) => set | (PhaseSet)(1 << (int)Phase(name)));

    public static Outcome Outcome(string name) => Enum.GetValues<Outcome>().First(o => o.Name() == name);

    /// <summary>Where an outcome can strike if nothing is said.</summary>
    public static PhaseSet Usual(Outcome outcome) => outcome switch
    {
        Biology.Death.Outcome.Slippage or Biology.Death.Outcome.MitoticDeath => PhaseSet.M,
        Biology.Death.Outcome.Senescence => PhaseSet.Living & ~PhaseSet.Senescent,
        _ => PhaseSet.Living,
    };

    public static IEnumerable<string> Names(PhaseSet set) => Phases.All.Where(p => set.Has(p)).Select(p => p.Name());
}
