using Sintropia.Biology.Cells;
using Sintropia.Biology.Interventions;
using Sintropia.Scenarios.Experiments;
using Sintropia.Scenarios.Quantities;
using Sintropia.Scenarios.Reading;

namespace Sintropia.Scenarios.Sections;

/// <summary>Reads interventions.</summary>
/// <param name="agents">Compounds, ligands and properties of the medium that exist.</param>
/// <param name="organism">The body that doses are given into; null if there is none.</param>
internal sealed class InterventionSection(IReadOnlyList<Agent> agents, ScenarioOrganism? organism)
{
    private static readonly Quantity Full = new(100, Units.Percent);
    private readonly DoseSection _doses = new(organism);

    /// <summary>An intervention; null if something about it was reported.</summary>
    public ScenarioIntervention? Read(Section section)
    {
        if (section.TheOne(section.Table.OneOf) is not { } word) return null;
        var kind = Enum.Parse<InterventionKind>(word, ignoreCase: true);
        var subject = kind == InterventionKind.Radiation ? "" : section.Name(word);
        Belongs(section, kind, "dose", kind is InterventionKind.Compound or InterventionKind.Ligand);
        Belongs(section, kind, "level", kind is InterventionKind.Environment);
        Belongs(section, kind, "strength", kind is InterventionKind.Knockdown or InterventionKind.Activation or InterventionKind.Overexpression);
        var (amount, agent, dose) = subject is null ? (null, null, null) : Amount(section, kind, subject);
        var rule = DoseSection.Rule(section, dose is not null || agent is null || amount is null);
        var schedule = dose is null ? Schedule(section, kind, agent) : Schedule(section, dose);
        var target = section.Sub("target") is { } sub ? Target(sub) : Biology.Interventions.Target.Organism;
        return subject is not null && amount is { } a && schedule is not null && target is not null && (rule is not null || !section.Says("hold_while")) ? new(kind, subject, a, schedule, target) { Route = dose?.Route, Rule = rule } : null;
    }

    private (Quantity? Amount, Agent? Agent, DoseSection.Dose? Dose) Amount(Section section, InterventionKind kind, string subject)
    {
        if (kind == InterventionKind.Radiation) return (section.Quantity("radiation"), null, null);
        if (kind == InterventionKind.Knockout) return (Full, null, null);
        if (kind is InterventionKind.Knockdown or InterventionKind.Activation or InterventionKind.Overexpression) return (section.Has("strength") ? section.Quantity("strength") : Full, null, null);
        var known = agents.Where(a => a.Kind == kind.Sets()).ToArray();
        var key = kind == InterventionKind.Environment ? "level" : "dose";
        if (known.FirstOrDefault(a => a.Name == subject) is not { } agent)
        {
            var place = kind switch { InterventionKind.Compound => "compounds", InterventionKind.Ligand => "ligands", _ => "environment" };
            section.Wrong(kind.Name(), $"'{subject}' is not described under '{place}'{(known.Length > 0 ? $", only {string.Join(", ", known.Select(a => a.Name))}" : "")}. Describe it there", NearestName.To(subject, known.Select(a => a.Name)));
            return (null, null, null);
        }

        if (!section.Has(key)) section.Wrong($"How much of {subject}? Give '{key}', such as '{key}: {Units.Find(agent.Unit)!.Dimension.Example()}'");
        return kind != InterventionKind.Environment && _doses.TryRead(section, agent, out var dose) ? (dose?.Amount, agent, dose) : (AgentSection.Written(section, key, Units.Find(agent.Unit)!), agent, null);
    }

    private static void Belongs(Section section, InterventionKind kind, string key, bool fits)
    {
        if (fits || !section.Says(key)) return;
        var meant = kind switch
        {
            InterventionKind.Environment => "level",
            InterventionKind.Compound or InterventionKind.Ligand => "dose",
            InterventionKind.Knockdown or InterventionKind.Activation or InterventionKind.Overexpression => "strength",
            _ => null,
        };
        section.Wrong(key, $"'{key}' does not belong to {kind.Name()}{(kind == InterventionKind.Radiation ? ", whose dose stands under 'radiation' itself" : kind == InterventionKind.Knockout ? ", which is complete; a partial one is a knockdown" : "")}", meant);
    }

    /// <summary>When doses are given into a body.</summary>
    private static Schedule? Schedule(Section section, DoseSection.Dose dose)
    {
        foreach (var (key, what) in ((string, string)[])[("for", "lasts as long as its route says: write for example '100 mg iv over 2 h'"), ("target", "goes into the body, and the blood carries it everywhere")])
            if (section.Says(key)) section.Wrong(key, $"A dose into a body {what}. Remove '{key}'");
        if (section.Says("until") && !section.Has("every")) section.Wrong("until", "A single dose into a body has no end. Remove 'until', or add 'every' for several doses");
        var from = section.In("from", Units.Hour) ?? (section.Has("from") ? double.NaN : 0);
        var until = section.In("until", Units.Hour) ?? (section.Has("until") ? double.NaN : double.PositiveInfinity);
        var every = section.Every("every") ?? (section.Has("every") ? double.NaN : 0);
        var (shape, ramp) = section.Ramp("ramp");
        if (new[] { from, until, every, ramp }.Any(double.IsNaN) || (section.Says("until") && every == 0) || section.Says("for") || section.Says("target")) return null;
        string? wrong = null, where = null;
        if (until <= from) (where, wrong) = ("until", $"It ends at {section.Text("until")} and begins at {section.Text("from") ?? "0 h"}, so it is never given. Let it end after it begins");
        else if (every > 0 && double.IsFinite(dose.Hours) && dose.Hours > every) (where, wrong) = ("every", $"Each infusion lasts {dose.Hours} h and the next begins after {section.Text("every")}. Make 'every' at least that");
        else if (shape == RampShape.Exponential) (where, wrong) = ("ramp", "An infusion rises along a straight line or at once. Write 'linear over 1 h'");
        else if (shape == RampShape.Linear && !(ramp <= dose.Hours && double.IsFinite(dose.Hours))) (where, wrong) = ("ramp", "Only infusions build up, and within the time that they last. Write an infusion that is longer than its ramp, such as '100 mg iv over 2 h' with 'ramp: linear over 1 h'");
        if (wrong is null) return new(from, until, every, dose.Hours, shape, ramp);
        section.Wrong(where!, wrong);
        return null;
    }

    private static Schedule? Schedule(Section section, InterventionKind kind, Agent? agent)
    {
        var from = section.In("from", Units.Hour) ?? (section.Has("from") ? double.NaN : 0);
        var until = section.In("until", Units.Hour) ?? (section.Has("until") ? double.NaN : double.PositiveInfinity);
        var every = section.Every("every") ?? (section.Has("every") ? double.NaN : 0);
        var lasting = section.In("for", Units.Hour) ?? (section.Has("for") ? double.NaN : double.PositiveInfinity);
        var (shape, ramp) = section.Ramp("ramp");
        if (new[] { from, until, every, lasting, ramp }.Any(double.IsNaN)) return null;
        var sound = true;
        void Impossible(string key, string what)
        {
            section.Wrong(key, what);
            sound = false;
        }

        if (until <= from) Impossible("until", $"It ends at {section.Text("until")} and begins at {section.Text("from") ?? "0 h"}, so it never acts. Let it end after it begins");
        if (every > 0 && lasting > every && double.IsFinite(lasting)) Impossible("for", $"Each course lasts {section.Text("for")} and the next begins after {section.Text("every")}, so courses would overlap. Make 'for' at most 'every'");
        if (kind == InterventionKind.Radiation)
        {
            if (double.IsFinite(lasting)) Impossible("for", "Radiation is given at once, as a dose in Gy. Remove 'for'; give several fractions with 'every' and 'until'");
            if (shape != RampShape.Step) Impossible("ramp", "Radiation is given at once and cannot build up. Remove 'ramp'");
            if (every == 0 && double.IsFinite(until)) Impossible("until", "A single fraction of radiation has no end. Remove 'until', or add 'every' for several fractions");
        }

        if (shape != RampShape.Step && agent is not null && double.IsFinite(agent.HalfLife))
            Impossible("ramp", $"{agent.Name} decays with a half-life of {agent.HalfLife} h, so its level cannot also build up along a ramp. Remove 'ramp', or 'half_life' of {agent.Name}");
        return sound ? new(from, until, every, lasting, shape, ramp) : null;
    }

    private static Target? Target(Section section)
    {
        var (organ, tissue, type) = (section.Name("organ"), section.Name("tissue"), section.Name("cell_type"));
        var (fraction, cell) = (section.Base("fraction"), Cell(section));
        if (section.IsBroken || (section.Has("fraction") && fraction is null) || (section.Has("cell") && cell is null)) return null;
        if (cell is null || fraction is null or 1) return new(organ, tissue, type, fraction ?? 1, cell);
        section.Wrong("fraction", $"One cell is aimed at, and {section.Text("fraction")} of it cannot be reached. Remove 'fraction', or 'cell'");
        return null;
    }

    private static CellId? Cell(Section section)
    {
        if (section.Text("cell") is not { } text) return null;
        if (CellId.TryParse(text.ToLowerInvariant(), out var cell)) return cell;
        section.Wrong("cell", $"'{text}' is no identity of a cell. Give the 32 hexadecimal digits that stand in lineage.csv or cells.csv");
        return null;
    }
}
