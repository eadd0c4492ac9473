using Sintropia.Biology.Cells;
using Sintropia.Biology.Tissues;
using Sintropia.Scenarios.Experiments;
using Sintropia.Scenarios.Founders;
using Sintropia.Scenarios.Quantities;
using Sintropia.Scenarios.Reading;

namespace Sintropia.Scenarios.Sections;

/// <summary>Reads tissues.</summary>
internal static class TissueSection
{
    /// <summary>A tissue.</summary>
    /// <param name="section">Its section.</param>
    /// <param name="name">Its name.</param>
    /// <param name="define">Called with the section of a population that brings a cycle of its own, and the name of its type.</param>
    /// <param name="measured">Told of populations that are founded on measured cells.</param>
    public static ScenarioTissue Read(Section section, string name, Action<Section, string> define, Action<FounderRequest> measured)
    {
        var populations = new List<ScenarioPopulation>();
        foreach (var item in section.Items("populations", _ => name))
        {
            var (type, cells, founding) = (item.Name("type"), item.Base("cells"), Founding(item.Choice("founding")));
            if (type is not null && item.Says("cycle")) define(item, type);
            if (item.Says("from")) founding = Measured(item, type ?? "", founding, measured);
            else CheckDrawn(item);
            // One that is broken stays in its place, so that later checks name the right line.
            populations.Add(new(type ?? "", (int)(cells ?? 1), founding) { Mutants = CellTypeSection.Mutations(item, "mutants", $"{name}.mutants") });
        }

        if (!section.Has("populations") && !section.Says("preset")) section.Wrong("A tissue needs 'populations': its founders. Write for example 'populations: [ { type: hela, cells: 5000 cells } ]'");
        if (section.Find("populations")?.Node is ListNode { Items.Count: 0 }) section.Wrong("populations", $"The tissue '{name}' has no cells to begin with. Give it a population, such as '- {{ type: hela, cells: 5000 cells }}'");
        var crowding = section.Sub("crowding", $"{name}.crowding") is { } sub && sub.Base("capacity") is { } capacity ? new Crowding(capacity, sub.Base("power") ?? 1) : null;
        return new(section.Name("organ") ?? "culture", name, populations, crowding, section.Base("scale") ?? 1)
        {
            Migrations = [.. section.Items("migration", _ => $"{name}.migration").Select(m => (Type: m.Name("type"), To: m.Name("to"), Rate: m.Has("rate") ? m.In("rate", Units.Find("per h")!) : double.PositiveInfinity))
                .Where(m => m.Type is not null && m.To is not null && m.Rate is not null).Select(m => new ScenarioMigration(m.Type!, m.To!, m.Rate!.Value))],
        };
    }

    /// <summary>Measured cells stand where they were met, or rest.</summary>
    private static Founding Measured(Section population, string type, Founding founding, Action<FounderRequest> measured)
    {
        var resting = population.Has("cycling") && !population.Flag("cycling") || founding == Biology.Cells.Founding.Resting;
        if (population.Says("founding") && founding is not (Biology.Cells.Founding.Resting or Biology.Cells.Founding.Asynchronous))
            population.Wrong("founding", "Measured cells stand in the cycle where they were met, so they cannot all stand at one place. Leave 'founding' out, or choose cells of one phase with 'where'");
        if (resting && population.Says("phase")) population.Wrong("phase", "Cells that rest are founded in G0, so that no column says their phase. Leave 'phase' out, or 'cycling: false'");
        measured(new(population, type, resting));
        return resting ? Biology.Cells.Founding.Resting : Biology.Cells.Founding.Asynchronous;
    }

    private static void CheckDrawn(Section population)
    {
        if (!population.Has("cells") && !population.IsBroken) population.Wrong("A population needs 'cells': how many. Write for example 'cells: 5000 cells', or found it on measured cells with 'from'");
        foreach (var key in (string[])["where", "layer", "symbols", "sizes", "phase", "cycling"])
            if (population.Says(key)) population.Wrong(key, $"'{key}' is about measured cells, and this population names no file of them. Give it 'from', or leave the key out");
    }

    private static Founding Founding(string? word) => word switch
    {
        "newborn" => Biology.Cells.Founding.Newborn,
        "start_of_s" => Biology.Cells.Founding.StartOfS,
        "start_of_m" => Biology.Cells.Founding.StartOfM,
        "resting" => Biology.Cells.Founding.Resting,
        _ => Biology.Cells.Founding.Asynchronous,
    };
}
