using System.Globalization;
using System.Text;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Expression;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Radiation;
using Sintropia.Scenarios.Experiments;
using Sintropia.Scenarios.Sections;

namespace Sintropia.Scenarios.Tests;

/// <summary>Writes a scenario as its file would say it: what the parser has to undo.</summary>
internal static class ScenarioText
{
    public static string Of(Scenario s)
    {
        var text = new StringBuilder();
        text.AppendLine("format: 1").AppendLine($"name: '{s.Name}'").AppendLine($"description: \"{s.Description}\"").AppendLine($"seed: {s.Seed}").AppendLine($"duration: {H(s.Duration)}").AppendLine($"tick: {H(s.Tick)}")
            .AppendLine($"record: every {H(s.RecordEvery)}").AppendLine($"replicates: {s.Replicates}").AppendLine($"lineage: {(s.KeepLineage ? "kept" : "none")}").AppendLine($"limit: {s.Limit} cells");
        Map(text, "cell_types", s.CellTypes.Select(t => (t.Name, Type(t))));
        Map(text, "compounds", s.Agents.Where(a => a.Kind == AgentKind.Compound).Select(a => (a.Name, Agent(a))));
        Map(text, "ligands", s.Agents.Where(a => a.Kind == AgentKind.Ligand).Select(a => (a.Name, Agent(a))));
        Map(text, "environment", s.Agents.Where(a => a.Kind == AgentKind.Environment).Select(a => (a.Name, Agent(a))));
        Map(text, "genes", s.Agents.Where(a => a.Kind == AgentKind.GeneLoss).Select(a => (a.Name, Gene(a.Effects, s.Agents.FirstOrDefault(g => g.Kind == AgentKind.GeneGain && g.Name == a.Name)?.Effects ?? []))));
        Map(text, "tissues", s.Tissues.Select(t => (t.Name, Tissue(t))));
        if (s.Expression is { } e) text.AppendLine($"expression: {Expression(e)}");
        text.AppendLine("conditions:");
        foreach (var condition in s.Conditions)
        {
            text.AppendLine($"  {condition.Name}:{(condition.Interventions.Count == 0 ? " []" : "")}");
            foreach (var intervention in condition.Interventions) text.AppendLine($"    - {Intervention(intervention)}");
        }

        return text.ToString();
    }

    private static void Map(StringBuilder text, string key, IEnumerable<(string Name, string Value)> entries)
    {
        if (!entries.Any()) return;
        text.AppendLine($"{key}:");
        foreach (var (name, value) in entries) text.AppendLine($"  {name}: {value}");
    }

    private static string Expression(ExpressionPlan e) => Braces(
        $"predictor: {e.Predictor}", $"dimensions: {e.Dimensions}", $"half_life: {H(e.HalfLives[0])}", $"tolerance: {N(e.Tolerance)}", $"ask_every: every {e.AskEvery} tick{(e.AskEvery == 1 ? "" : "s")}",
        $"residual_spread: {N(e.ResidualSpread[0])}", $"inherited: {N(e.Inheritance)}", e.Programmes.Count > 0 ? "programme: stand-in" : null);

    private static string Type(ScenarioCellType type)
    {
        var law = type.Law;
        return Braces(
            law.Cycle is null ? $"lifespan: {Law(law.Quiescence.Rest)}" : $"cycle: {Braces([.. law.Cycle.PhaseDurations.Select(p => $"{p.Phase.Name()}: {Law(p.Law)}")])}",
            law.Cycle is not null && law.Quiescence != Quiescence.None ? $"quiescence: {{ probability: {N(law.Quiescence.Probability)}, rest: {Law(law.Quiescence.Rest)} }}" : null,
            law.EarlyPace is null && law.LatePace is null ? null : $"inheritance: {Braces(law.EarlyPace is { } e ? $"early: {Pace(e)}" : null, law.LatePace is { } l ? $"late: {Pace(l)}" : null)}",
            law.Hazards.Count == 0 ? null : $"hazards: {List(law.Hazards.Select(h => $"{{ outcome: {h.Outcome.Name()}, in: {Phases(h.Phases)}, rate: {N(h.Rate)} per h }}"))}",
            $"clearance: {{ apoptotic: {Law(law.Clearance.Apoptotic)}, necrotic: {Law(law.Clearance.Necrotic)}, mitotic: {Law(law.Clearance.Mitotic)} }}",
            law.MitoticMemory is { } memory ? $"mitotic_memory: {{ threshold: {H(memory.Threshold)}, probability: {N(memory.Probability)} }}" : null,
            law.Radiosensitivity is { } radiation ? $"radiosensitivity: {Radiation(radiation)}" : null,
            type.Hierarchy is { } hierarchy ? $"hierarchy: {Hierarchy(hierarchy)}" : null,
            type.Lacks.Count > 0 ? $"lacks: {List(type.Lacks)}" : null,
            type.Description.Length > 0 ? $"description: {type.Description}" : null);
    }

    private static string Radiation(Radiosensitivity r) =>
        $"{{ alpha: {N(r.Survival.Alpha)} per Gy, beta: {N(r.Survival.Beta)} per Gy2, repair: {H(r.RepairHalfTime)}, death: {(r.PromptDeath ? "prompt" : "mitotic")}, phases: {Braces([.. Cycle.Where(p => r.Factor(p) != 1).Select(p => $"{p.Name()}: {N(r.Factor(p))}")])} }}";

    private static readonly Phase[] Cycle = [Phase.G0, Phase.G1, Phase.S, Phase.G2, Phase.M, Phase.Senescent];

    private static string Hierarchy(ScenarioHierarchy h) => Braces(
        h.Divisions.Count > 0 ? $"divisions: {List(h.Divisions.Select(d => $"{{ probability: {N(d.Probability)}, daughters: [{d.First}, {d.Second}] }}"))}" : null,
        h.Rounds > 0 ? $"rounds: {h.Rounds}, then: {h.Then}" : null,
        h.Feedback is { } f ? $"feedback: {{ counts: {f.Counts}, half: {N(f.Half)} cells, power: {N(f.Power)} }}" : null);

    private static string Law(DurationLaw law) => law switch
    {
        FixedDuration f => $"{{ fixed: {H(f.Hours)} }}",
        ExponentialDuration { Delay: 0 } e => $"{{ exponential: {H(e.MeanHours)} }}",
        ExponentialDuration e => $"{{ exponential: {H(e.MeanHours)}, delay: {H(e.Delay)} }}",
        ErlangDuration e => $"{{ erlang: {H(e.MeanHours)}, stages: {e.Stages} }}",
        LogNormalDuration l => $"{{ lognormal: {H(l.MeanHours)}, cv: {N(l.Variation)} }}",
        _ => "endless",
    };

    private static string Pace(HeritablePace p) => $"{{ mother_daughter: {N(p.MotherDaughter)}, sisters: {N(p.Sisters)}, reading: {(p.Reading == PaceReading.Rank ? "rank" : $"factor, spread: {N(p.Spread)}")} }}";

    private static string Agent(Agent a) => Braces(
        $"unit: \"{a.Unit}\"",
        a.Unbound < 1 ? $"unbound: {N(a.Unbound)}" : null,
        double.IsFinite(a.HalfLife) ? $"half_life: {H(a.HalfLife)}" : null,
        a.Baseline > 0 ? $"baseline: {N(a.Baseline)} {a.Unit}" : null,
        a.Secretion.Count > 0 ? $"secretion: {Braces([.. a.Secretion.Select(s => $"{s.Key}: {N(s.Value)} {a.Unit} per h")])}" : null,
        a.Uptake.Count > 0 ? $"uptake: {Braces([.. a.Uptake.Select(s => $"{s.Key}: {N(s.Value)} per h")])}" : null,
        $"effects: {List(a.Effects.Select(e => Effect(e, a.Unit)))}");

    private static string Gene(IReadOnlyList<Effect> loss, IReadOnlyList<Effect> gain) => Braces(
        loss.Count > 0 ? $"loss: {List(loss.Select(e => Effect(e, "")))}" : null, gain.Count > 0 ? $"gain: {List(gain.Select(e => Effect(e, "")))}" : null);

    private static string Effect(Effect effect, string unit)
    {
        var most = effect.Response is Hill h ? h.Maximum : ((Proportional)effect.Response).Maximum;
        var what = effect switch
        {
            Holding holding => $"holds: {holding.Phase.Name()}",
            Slowing slowing => $"{(most < 0 ? "speeds" : "slows")}: {Phases(slowing.Phases)}",
            Harming harming => $"harms: {harming.Outcome.Name()}, in: {Phases(harming.Phases)}",
            _ => "rests: newborns",
        };
        return Braces(
            what,
            effect.Response is Hill hill ? $"ec50: {N(hill.HalfEffective)} {unit}, hill: {N(hill.Power)}" : unit.Length > 0 ? "ideal: true" : null,
            $"maximum: {N(Math.Abs(most))}{(effect is Harming ? " per h" : "")}",
            effect.Requires is { } gene ? $"requires: {gene}" : null,
            effect.CellTypes.Count > 0 ? $"cell_types: {List(effect.CellTypes)}" : null);
    }

    private static string Tissue(ScenarioTissue t) => Braces(
        $"organ: {t.Organ}",
        t.Crowding is { } c ? $"crowding: {{ capacity: {N(c.Capacity)} cells, power: {N(c.Power)} }}" : null,
        $"populations: {List(t.Populations.Select(p => $"{{ type: {p.Type}, cells: {p.Cells}, founding: {p.Founding switch { Founding.StartOfS => "start_of_s", Founding.StartOfM => "start_of_m", _ => p.Founding.ToString().ToLowerInvariant() }} }}"))}");

    private static string Intervention(ScenarioIntervention i)
    {
        var s = i.Schedule;
        return Braces(
            i.Kind == InterventionKind.Radiation ? $"radiation: {i.Amount}" : $"{i.Kind.Name()}: {i.Subject}",
            i.Kind switch
            {
                InterventionKind.Compound or InterventionKind.Ligand => $"dose: {i.Amount}",
                InterventionKind.Environment => $"level: {i.Amount}",
                InterventionKind.Radiation or InterventionKind.Knockout => null,
                _ => $"strength: {i.Amount}",
            },
            $"from: {H(s.From)}",
            double.IsFinite(s.Until) ? $"until: {H(s.Until)}" : null,
            s.Every > 0 ? $"every: {H(s.Every)}" : null,
            double.IsFinite(s.For) ? $"for: {H(s.For)}" : null,
            s.Ramp != RampShape.Step ? $"ramp: {s.Ramp.ToString().ToLowerInvariant()} over {H(s.RampHours)}" : null,
            i.Target == Target.Organism ? null : $"target: {Braces(
                i.Target.Organ is { } o ? $"organ: {o}" : null, i.Target.Tissue is { } t ? $"tissue: {t}" : null, i.Target.CellType is { } c ? $"cell_type: {c}" : null, i.Target.Fraction < 1 ? $"fraction: {N(i.Target.Fraction)}" : null)}");
    }

    private static string Phases(PhaseSet set) => List(PhaseWords.Names(set));

    private static string List(IEnumerable<string> items) => $"[{string.Join(", ", items)}]";

    private static string Braces(params string?[] parts) => $"{{ {string.Join(", ", parts.OfType<string>())} }}";

    private static string H(double hours) => $"{N(hours)} h";

    private static string N(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
