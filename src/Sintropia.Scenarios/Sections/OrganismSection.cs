using Sintropia.Biology.Circulation;
using Sintropia.Scenarios.Experiments;
using Sintropia.Scenarios.Format;
using Sintropia.Scenarios.Quantities;
using Sintropia.Scenarios.Reading;
using Sintropia.Simulation.Circulation;

namespace Sintropia.Scenarios.Sections;

/// <summary>Reads bodies: the organism and its organs.</summary>
/// <param name="reading">Where problems go.</param>
internal sealed class OrganismSection(ScenarioReading reading)
{
    private const string Female = "reference-female";

    /// <summary>The body of a scenario; null if it has none, or a problem was reported.</summary>
    public Body? Read(Section root, Section? section)
    {
        if (section is null)
        {
            if (root.Says("organs")) root.Wrong("organs", "Organs are of a body, and the scenario has none. Add 'organism: { body: reference-male }', or remove 'organs'");
            return null;
        }

        if (section.IsBroken) return null;
        if (section.Text("body") == Female)
        {
            section.Wrong("body", $"Sintropia has no reference female: no source at hand states her blood flows, and half of her organs' masses, and made-up ones would look like measured ones. Start from '{OrganismFormat.Body}' with her 'weight' and 'height', and give 'organs' with the masses and flows that you have", OrganismFormat.Body);
            return null;
        }

        if (section.Choice("body") is null) return null;
        var (weight, haematocrit) = (section.In("weight", Units.Find("kg")!) ?? ReferenceMale.BodyWeight, section.Base("haematocrit") ?? 0.44);
        var height = section.In("height", Units.Find("cm")!) ?? ReferenceMale.Height;
        try
        {
            var reference = ReferenceMale.At(weight, haematocrit);
            var organs = reference.Organs.ToDictionary(o => o.Name, o => (o.Volume, o.Flow, o.Perfusion));
            var compositions = reference.Organs.ToDictionary(o => o.Name, o => o.Name);
            foreach (var (name, node, path) in root.Named("organs"))
                if (new Section(reading, ScenarioFormat.Table("organ"), node, path, name) is { IsBroken: false } organ) Add(organ, name, organs, compositions, reference.CardiacOutput);
            return new(new([.. organs.Select(o => new OrganPhysiology(o.Key, o.Value.Volume, o.Value.Flow, o.Value.Perfusion))], reference.ArterialVolume, reference.VenousVolume, reference.CardiacOutput, haematocrit),
                weight, height, compositions);
        }
        catch (PhysiologyException impossible)
        {
            if (root.Says("organs")) root.Wrong("organs", impossible.Message);
            else section.Wrong(impossible.Message);
            return null;
        }
    }

    /// <summary>Clearances that living cells carry.</summary>
    public static IReadOnlyList<ScenarioFunction> Functions(Section section) =>
    [
        .. section.Items("function", i => $"organism.function[{i}]").Where(f => !f.IsBroken).Select(f => (f.Choice("clearance"), f.Words("cells"), f.Name("tissue"), f.Base("healthy")))
            .Where(f => f.Item1 is not null && f.Item2 is { Count: > 0 }).Select(f => new ScenarioFunction(f.Item1 == "renal" ? Elimination.Renal : Elimination.Hepatic, f.Item2!, f.Item3, f.Item4)),
    ];

    private static void Add(Section section, string name, Dictionary<string, (double Volume, double Flow, Perfusion Perfusion)> organs, Dictionary<string, string> compositions, double output)
    {
        var (host, like) = (section.Name("part_of"), section.Name("like"));
        foreach (var (key, other) in ((string, string?)[])[("part_of", host), ("like", like)])
            if (other is not null && !organs.ContainsKey(other))
            {
                section.Wrong(key, $"The body has no organ '{other}'; it has {string.Join(", ", organs.Keys)}", NearestName.To(other, organs.Keys));
                return;
            }

        if (name == CirculationPlan.Blood)
        {
            section.Wrong($"'{CirculationPlan.Blood}' is what joins the organs and cannot be one. Give the organ another name");
            return;
        }

        var known = organs.TryGetValue(name, out var before);
        if (known && host is not null) section.Wrong("part_of", $"The body has the organ '{name}' already, so it is part of no other. Leave 'part_of' out to change its numbers, or give the new organ another name");
        if (!known && host is null && !(section.Has("mass") && section.Has("flow"))) section.Wrong($"The body has no organ '{name}'. Say what it is cut out of, such as 'part_of: muscle', or give both its mass and its flow; it has {string.Join(", ", organs.Keys)}");
        if (!known && host is not null && !section.Has("mass")) section.Wrong($"How large is '{name}'? Give 'mass', such as 'mass: 50 g'");
        if ((known && host is not null) || (!known && host is null && !(section.Has("mass") && section.Has("flow"))) || (!known && !section.Has("mass"))) return;

        var density = section.Base("density") ?? ReferenceMale.Density(known ? name : host ?? "");
        var volume = section.Base("mass") is { } mass ? mass / 1000 / density : before.Volume;
        var flow = section.Base("flow") is { } share ? share * output : known ? before.Flow : host is not null ? organs[host].Flow * volume / organs[host].Volume : 0;
        if (host is not null)
        {
            var rest = organs[host];
            if (rest.Perfusion is Perfusion.Hepatic or Perfusion.Pulmonary)
            {
                section.Wrong("part_of", $"Blood passes the {host} in a way of its own, so that no other organ can be cut out of it. Put the tissue into the {host} itself, or choose another organ");
                return;
            }

            if (volume >= rest.Volume || flow >= rest.Flow)
            {
                section.Wrong(volume >= rest.Volume ? "mass" : "flow", $"'{name}' would be {volume:0.####} L with {flow:0.####} L/h of blood, and {host}, which it is part of, has {rest.Volume:0.####} L and {rest.Flow:0.####} L/h. Make it smaller");
                return;
            }

            organs[host] = (rest.Volume - volume, rest.Flow - flow, rest.Perfusion);
        }

        organs[name] = (volume, flow, known ? before.Perfusion : host is not null ? organs[host].Perfusion : Perfusion.Systemic);
        if (like is not null || host is not null) compositions[name] = compositions[like ?? host!];
        else if (!known) compositions[name] = name;
    }
}
