using Sintropia.Biology.Interventions;
using Sintropia.Scenarios.Experiments;
using Sintropia.Scenarios.Quantities;
using Sintropia.Simulation.Circulation;

namespace Sintropia.Scenarios.Reading;

/// <summary>Checks one intervention against the rest of the scenario.</summary>
/// <param name="reading">Where problems go.</param>
/// <param name="scenario">The scenario.</param>
/// <param name="intervention">The intervention.</param>
/// <param name="path">Where it stands.</param>
internal sealed class InterventionChecks(ScenarioReading reading, Scenario scenario, ScenarioIntervention intervention, string path)
{
    private const double MostOnsets = 100_000;

    /// <summary>Reports everything that does not fit.</summary>
    public void Check()
    {
        CheckSchedule();
        CheckPool();
        CheckGene();
        CheckTarget();
        CheckRule();
    }

    private void CheckSchedule()
    {
        var (schedule, duration) = (intervention.Schedule, scenario.Duration);
        if (double.IsNaN(duration)) return;
        if (schedule.From >= duration) reading.Wrong($"{path}.from", $"It begins at {schedule.From} h, and the run ends at {duration} h, so it never happens. Begin earlier, or make the run longer");
        else if (double.IsFinite(schedule.Until) && schedule.Until > duration) reading.Warn($"{path}.until", $"It ends at {schedule.Until} h, and the run ends before that, at {duration} h");
        if (schedule.Every > 0 && (Math.Min(duration, schedule.Until) - schedule.From) / schedule.Every > MostOnsets)
            reading.Wrong($"{path}.every", $"Every {schedule.Every} h from {schedule.From} h makes more than {MostOnsets:0} onsets. Check the unit");
    }

    /// <summary>What cells make or take up is given into a pool at once, and what becomes of it then is up to them.</summary>
    private void CheckPool()
    {
        if (intervention.Route is not null || !scenario.Agents.Any(a => a.IsDynamic && a.Name == intervention.Subject && a.Kind == intervention.Kind.Sets())) return;
        var (schedule, target) = (intervention.Schedule, intervention.Target);
        void Refuse(bool has, string key)
        {
            if (has) reading.Wrong($"{path}.{key}", $"Cells make or take up '{intervention.Subject}', so a dose of it goes into the pool of the tissue at once and cannot have '{key.Split('.')[^1]}'. Leave it out, and repeat doses with 'every'");
        }

        Refuse(double.IsFinite(schedule.For), "for");
        Refuse(schedule.Every == 0 && double.IsFinite(schedule.Until), "until");
        Refuse(schedule.Ramp != RampShape.Step, "ramp");
        Refuse(target.CellType is not null, "target.cell_type");
        Refuse(target.Fraction < 1, "target.fraction");
        Refuse(target.Cell is not null, "target.cell");
    }

    /// <summary>What a dose is held by has to be there, and to be measured as the rule says.</summary>
    private void CheckRule()
    {
        if (intervention.Rule is not { } rule) return;
        var dimension = rule.Threshold.Unit.Dimension;
        if (scenario.CellTypes.Any(t => t.Name == rule.Subject))
        {
            if (dimension is not (Dimension.Cells or Dimension.CellDensity)) reading.Wrong($"{path}.hold_while", $"'{rule.Threshold}' is {dimension.Named()}, and '{rule.Subject}' is a cell type. Write cells per blood, such as '1e9/L', or simulated ones, such as '200 cells'");
            else if (dimension == Dimension.CellDensity && scenario.Tissues.Count(t => t.Organ == CirculationPlan.Blood && scenario.TypesIn(t).Contains(rule.Subject)) != 1)
                reading.Wrong($"{path}.hold_while", $"Cells of type '{rule.Subject}' per blood are counted in a tissue of the organ '{CirculationPlan.Blood}', and there is not one that holds them. Give it one, or write simulated cells, such as '200 cells'");
        }
        else if (scenario.Organism!.Carried.Any(c => c.Agent == rule.Subject))
        {
            if (Units.Find(scenario.Agents.First(a => a.Name == rule.Subject).Unit)!.Dimension != dimension) reading.Wrong($"{path}.hold_while", $"'{rule.Threshold}' is {dimension.Named()}, and {rule.Subject} is measured in {scenario.Agents.First(a => a.Name == rule.Subject).Unit}. Write it in that");
        }
        else
        {
            var names = scenario.CellTypes.Select(t => t.Name).Concat(scenario.Organism.Carried.Select(c => c.Agent)).ToArray();
            reading.Wrong($"{path}.hold_while", $"There is neither a cell type nor a substance in the blood called '{rule.Subject}'; there are {string.Join(", ", names)}", NearestName.To(rule.Subject, names));
        }
    }

    private void CheckGene()
    {
        if (intervention.Kind.Sets() is not (AgentKind.GeneLoss or AgentKind.GeneGain)) return;
        var gene = intervention.Subject;
        var kind = intervention.Kind.Sets();
        if (scenario.Expression?.Trained is not null) return; // the model says what it does, or objects to it
        if (scenario.Agents.Any(a => a.Kind == kind && a.Name == gene && a.Effects.Count > 0)) return;
        if (kind == AgentKind.GeneLoss && scenario.Agents.SelectMany(a => a.Effects).Any(e => e.Requires == gene)) return;
        var genes = scenario.Agents.Where(a => a.Kind == kind && a.Name != gene).Select(a => a.Name).Concat(scenario.Agents.SelectMany(a => a.Effects).Select(e => e.Requires).OfType<string>()).Distinct();
        var (word, change) = kind == AgentKind.GeneLoss ? ("loss", "losing") : ("gain", "gaining");
        reading.Wrong($"{path}.{intervention.Kind.Name()}", $"Nothing in this scenario says what {change} '{gene}' does. Describe it under 'genes', such as '{gene}: {{ {word}: [ {{ slows: G1, maximum: 20 % }} ] }}'{(kind == AgentKind.GeneLoss ? $", or let an effect require it with 'requires: {gene}'" : "")}", NearestName.To(gene, genes));
    }

    private void CheckTarget()
    {
        var target = intervention.Target;
        var organs = scenario.Tissues.Select(t => t.Organ).Distinct().ToArray();
        var tissues = scenario.Tissues.Select(t => t.Name).ToArray();
        var types = scenario.CellTypes.Select(t => t.Name).ToArray();
        var known = Exists("organ", target.Organ, organs) & Exists("tissue", target.Tissue, tissues) & Exists("cell_type", target.CellType, types);
        if (!known || scenario.Tissues.Count == 0) return;
        var reached = scenario.Tissues.Where(t => target.Reaches(t.Organ, t.Name)).ToArray();
        if (reached.Length == 0)
        {
            reading.Wrong($"{path}.target", $"The tissue '{target.Tissue}' is in the organ '{scenario.Tissues.First(t => t.Name == target.Tissue).Organ}', not in '{target.Organ}', so this reaches nothing. Leave out one of the two");
            return;
        }

        var there = reached.SelectMany(t => scenario.TypesIn(t)).Distinct().ToArray();
        if (target.CellType is { } type && !there.Contains(type))
            reading.Wrong($"{path}.target.cell_type", $"There never are cells of type '{type}' in {string.Join(", ", reached.Select(t => t.Name))}, so this reaches nothing. There are {string.Join(", ", there)}");
        if (intervention.Kind != InterventionKind.Radiation) return;
        var unknown = scenario.CellTypes.Where(t => there.Contains(t.Name) && target.Reaches(t.Name) && t.Law.Radiosensitivity is null).Select(t => t.Name).ToArray();
        if (unknown.Length > 0)
            reading.Wrong($"{path}.radiation", $"Nothing says how radiation kills cells of type {string.Join(", ", unknown)}. Give them 'radiosensitivity', such as '{{ alpha: 0.184 per Gy, beta: 0.02 per Gy2, repair: 2 h }}', or aim at other cells with 'target'");
    }

    private bool Exists(string key, string? name, IReadOnlyList<string> names)
    {
        if (name is null || names.Contains(name)) return true;
        reading.Wrong($"{path}.target.{key}", $"There is no {key.Replace('_', ' ')} '{name}'{(names.Count > 0 ? $"; there are {string.Join(", ", names.Take(30))}" : "")}", NearestName.To(name, names));
        return false;
    }
}
