using Sintropia.Biology.Cells;
using Sintropia.Biology.Tissues;
using Sintropia.Scenarios.Experiments;
using Sintropia.Scenarios.Reading;

namespace Sintropia.Scenarios.Sections;

/// <summary>Reads tissues.</summary>
internal static class TissueSection
{
    /// <summary>A tissue.</summary>
    /// <param name="section">Its section.</param>
    /// <param name="name">Its name.</param>
    /// <param name="define">Called with the section of a population that brings a cycle of its own, and the name of its type.</param>
    public static ScenarioTissue Read(Section section, string name, Action<Section, string> define)
    {
        var populations = new List<ScenarioPopulation>();
        foreach (var item in section.Items("populations", _ => name))
        {
            var (type, cells, founding) = (item.Name("type"), item.Base("cells"), Founding(item.Choice("founding")));
            if (type is not null && item.Says("cycle")) define(item, type);
            // One that is broken stays in its place, so that later checks name the right line.
            populations.Add(new(type ?? "", (int)(cells ?? 1), founding));
        }

        if (section.Find("populations")?.Node is ListNode { Items.Count: 0 }) section.Wrong("populations", $"The tissue '{name}' has no cells to begin with. Give it a population, such as '- {{ type: hela, cells: 5000 cells }}'");
        var crowding = section.Sub("crowding", $"{name}.crowding") is { } sub && sub.Base("capacity") is { } capacity ? new Crowding(capacity, sub.Base("power") ?? 1) : null;
        return new(section.Name("organ") ?? "culture", name, populations, crowding);
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
