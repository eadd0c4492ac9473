using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Radiation;
using Sintropia.Scenarios.Experiments;
using Sintropia.Scenarios.Format;
using Sintropia.Scenarios.Quantities;
using Sintropia.Scenarios.Reading;

namespace Sintropia.Scenarios.Sections;

/// <summary>Reads cell types.</summary>
/// <param name="tables">Where measured cycles are found.</param>
internal sealed class CellTypeSection(LineageFiles tables)
{
    private static readonly string[] CyclePhases = ["G1", "S", "G2", "M"];

    /// <summary>A cell type.</summary>
    public ScenarioCellType Read(Section section, string name, string? preset)
    {
        var cycle = section.Sub("cycle") is { } phases ? Cycle(phases, name) : null;
        if (section.Says("cycle") && section.Says("lifespan")) section.Wrong("lifespan", "A cell type has either a cycle or a lifespan: cells that divide have no fixed end. Remove one; deaths of dividing cells are 'hazards'");
        var lifespan = section.Says("cycle") ? null : section.Law("lifespan", $"{name}.lifespan");
        if (!section.Has("cycle") && !section.Has("lifespan") && !section.Says("preset") && !section.IsBroken) // a preset that does not exist is one mistake, not two
            section.Wrong($"The cell type '{name}' has neither 'cycle', 'lifespan' nor 'preset'. Write for example 'cycle: {{ G1: 11 h, S: 8 h, G2: 4 h, M: 1 h }}'");
        var quiescence = section.Sub("quiescence") is { } rest ? Quiescence(rest, name) : null;
        if (lifespan is not null && section.Says("quiescence")) section.Wrong("quiescence", "Cells with a lifespan never cycle, so they cannot rest from it. Remove 'quiescence'");
        var inheritance = section.Sub("inheritance");
        var early = inheritance?.Sub("early", $"{name} early pace") is { } e ? Pace(e) : null;
        var late = inheritance?.Sub("late", $"{name} late pace") is { } l ? Pace(l) : null;
        var hazards = section.Items("hazards", i => $"{name}.hazards[{i}]").Select(h => Hazard(h, name)).OfType<Hazard>().ToList();
        var law = new CellType
        {
            Name = name,
            Cycle = lifespan is null ? cycle?.Cycle : null,
            Quiescence = lifespan is not null ? new(0, lifespan) : quiescence ?? Biology.Cycle.Quiescence.None,
            EarlyPace = early ?? cycle?.Early,
            LatePace = late ?? cycle?.Late,
            Hazards = [.. hazards, .. cycle?.Hazards ?? []],
            Clearance = section.Sub("clearance") is { } clearance ? Clearance(clearance, name) : Biology.Death.Clearance.Default,
            MitoticMemory = section.Sub("mitotic_memory", $"{name}.mitotic_memory") is { } memory && memory.In("threshold", Units.Hour) is { } threshold ? new(threshold, memory.Base("probability") ?? 1) : null,
            Radiosensitivity = section.Sub("radiosensitivity", $"{name}.radiosensitivity") is { } radiation ? Radiosensitivity(radiation) : null,
        };
        return new(law, section.Sub("hierarchy", $"{name}.hierarchy") is { } hierarchy ? Hierarchy(hierarchy) : null, section.Words("lacks"), preset, section.Text("description")?.Trim() ?? "") { Mutations = Mutations(section, "mutations", $"{name}.mutations") };
    }

    /// <summary>What newborns or founders may mutate into.</summary>
    /// <param name="section">The cell type, or the population.</param>
    /// <param name="key">The key of the list.</param>
    /// <param name="subject">What its numbers are about.</param>
    public static IReadOnlyList<ScenarioMutation> Mutations(Section section, string key, string subject)
    {
        var mutations = section.Items(key, _ => subject).Select(m => (To: m.Name("to"), Probability: m.Base("probability"))).Where(m => m.To is not null && m.Probability is not null).Select(m => new ScenarioMutation(m.To!, m.Probability!.Value)).ToList();
        var sum = mutations.Sum(m => m.Probability);
        if (sum > 1 + 1e-9) section.Wrong(key, FormattableString.Invariant($"The probabilities of these mutations sum to {sum * 100:0.####} %, and a cell mutates once at most. Make them sum to 100 % or less"));
        return mutations;
    }

    /// <summary>A cycle: laws as written, or measured.</summary>
    public MeasuredCycle? Cycle(Section section, string name)
    {
        var measured = section.Has("from") ? tables.Read(section, name) : null;
        if (!section.Has("from"))
            foreach (var key in (string[])["where", "frame", "columns", "inherit", "deaths"])
                if (section.Says(key)) section.Wrong(key, $"'{key}' describes a table of lineages, but this cycle has no 'from' that names one. Add 'from: FILE', or remove it");
        var phases = new List<PhaseDuration>();
        foreach (var key in CyclePhases)
        {
            // A phase given here wins over the measured one.
            var law = section.Says(key) || measured is null ? section.Law(key, $"{name}.{key}") : measured.Laws.GetValueOrDefault(key);
            if (law is not null) phases.Add(new(PhaseWords.Phase(key), law));
        }

        if (phases.Count == 0 && !section.IsBroken && !section.Has("from") && !CyclePhases.Any(section.Has)) section.Wrong("A cycle needs at least one phase. Write for example '{ G1: 11 h, S: 8 h, G2: 4 h, M: 1 h }'");
        return phases.Count == 0 ? null : new(new CellCycle(phases), measured?.Laws ?? new Dictionary<string, DurationLaw>(), measured?.Early, measured?.Late, measured?.Hazards ?? []);
    }

    private static Quiescence? Quiescence(Section section, string name)
    {
        section.Subject = $"{name}.G0";
        var probability = section.Base("probability");
        if (section.Find("rest") is not var (node, _)) return null;
        var rest = node is ScalarNode ? section.Choice("rest") is not null ? new Endless() : null : section.Law("rest", section.Subject);
        return probability is { } p && rest is not null ? new(p, rest) : null;
    }

    private static HeritablePace? Pace(Section section)
    {
        var (mother, sisters) = (section.Base("mother_daughter"), section.Base("sisters"));
        var reading = section.Choice("reading") == "factor" ? PaceReading.Factor : PaceReading.Rank;
        var spread = section.Base("spread");
        if (reading == PaceReading.Factor && !section.Has("spread")) section.Wrong("reading", "A pace read as a factor needs 'spread', the standard deviation of its logarithm. Write for example 'spread: 0.2'");
        if (reading == PaceReading.Rank && section.Says("spread")) section.Wrong("spread", "A pace read as a rank keeps the law's own spread. Remove 'spread', or write 'reading: factor'");
        if (mother is not { } rho || sisters is not { } s || (reading == PaceReading.Factor && spread is null)) return null;
        if (s >= rho * rho) return new(rho, s, reading, spread ?? 0);
        section.Wrong("sisters", $"Sisters cannot correlate by {s} when mother and daughter do by {rho}: they share their mother. Give at least {rho * rho}");
        return null;
    }

    private static Hazard? Hazard(Section section, string name)
    {
        if (section.Choice("outcome") is not { } outcome) return null;
        section.Subject = $"{name}.{outcome}";
        var what = PhaseWords.Outcome(outcome);
        var rate = section.In("rate", Units.Find("per h")!);
        return section.Words("in") is { } words ? Striking(section, what, words, rate) : rate is { } r ? new(what, PhaseWords.Usual(what), r) : null;
    }

    private static Hazard? Striking(Section section, Outcome outcome, IReadOnlyList<string> words, double? rate)
    {
        var set = PhaseWords.Set(words);
        if (outcome == Outcome.Slippage && (set & ~PhaseSet.M) != 0) section.Wrong("in", "Only a cell in mitosis can slip out of it. Write 'in: M', or leave it out", "M");
        else if (rate is { } r && set != PhaseSet.None) return new(outcome, set, r);
        return null;
    }

    private static Clearance Clearance(Section section, string name)
    {
        var usual = Biology.Death.Clearance.Default;
        return new(
            section.Law("apoptotic", $"{name}.apoptotic") ?? usual.Apoptotic,
            section.Law("necrotic", $"{name}.necrotic") ?? usual.Necrotic,
            section.Law("mitotic", $"{name}.mitotic_death") ?? usual.Mitotic);
    }

    private static Radiosensitivity? Radiosensitivity(Section section)
    {
        var factors = new Dictionary<Phase, double>();
        foreach (var (phase, node, path) in section.Named("phases"))
            if (section.Number(node, path, new([Dimension.Number], 0), section.Subject, $"factor in {phase}") is { } factor) factors[PhaseWords.Phase(phase)] = factor.Number;
        var (alpha, beta, repair) = (section.Base("alpha"), section.Base("beta"), section.In("repair", Units.Hour));
        var prompt = section.Choice("death") == "prompt";
        return alpha is { } a && beta is { } b && repair is { } r ? new(new(a, b), factors, r, prompt) : null;
    }

    private static ScenarioHierarchy? Hierarchy(Section section)
    {
        var divisions = new List<ScenarioDivision>();
        var complete = true;
        foreach (var item in section.Items("divisions", i => $"{section.Subject}.divisions[{i}]"))
        {
            var (probability, daughters) = (item.Base("probability"), item.Words("daughters"));
            if (daughters is { Count: not 2 } && !item.IsBroken) item.Wrong("daughters", $"A division has two daughters; {daughters.Count} stand here. Write for example '[stem, transit]'");
            if (probability is { } p && daughters is { Count: 2 }) divisions.Add(new(p, daughters[0], daughters[1]));
            else complete = false;
        }

        var sum = divisions.Sum(d => d.Probability);
        if (complete && divisions.Count > 0 && Math.Abs(sum - 1) > 1e-6) section.Wrong("divisions", $"The probabilities of these divisions sum to {sum * 100:0.####} %, and something has to happen at every division. Make them sum to 100 %");
        var (rounds, then) = (section.Base("rounds"), section.Name("then"));
        if (section.Has("rounds") != section.Has("then")) section.Wrong(section.Has("rounds") ? "rounds" : "then", "'rounds' and 'then' belong together: after so many divisions daughters become the other type. Give both or neither");
        if (!section.Has("divisions") && !section.Has("rounds") && !section.Has("then")) section.Wrong("A hierarchy needs 'divisions', or 'rounds' with 'then'. Leave it out where daughters are like their mother");
        return new(divisions, (int)(rounds ?? 0), then, section.Sub("feedback", $"{section.Subject} feedback") is { } feedback ? Feedback(feedback) : null);
    }

    private static ScenarioFeedback? Feedback(Section section) =>
        section.Name("counts") is { } counts && section.Base("half") is { } half ? new(counts, half, section.Base("power") ?? 1) : null;
}
