using Sintropia.Training.Configuration;

namespace Sintropia.Design.Trials;

/// <summary>A number that a simulated culture or organism comes to.</summary>
/// <param name="Name">What it is called in tables.</param>
public sealed record Readout(string Name)
{
    private static readonly string[] s_quantities = ["living", "divisions", "deaths"], s_moments = ["end", "lowest", "highest", "mean"];

    /// <summary>What is counted.</summary>
    public ReadoutQuantity Quantity { get; init; }

    /// <summary>When.</summary>
    public ReadoutMoment Moment { get; init; }

    /// <summary>In which tissue; null for all together.</summary>
    public string? Tissue { get; init; }

    /// <summary>Cells of which types; of all where empty.</summary>
    public IReadOnlyList<string> CellTypes { get; init; } = [];

    /// <summary>In words: living cells of cancer in lump at the lowest.</summary>
    public string Words => $"{(Quantity == ReadoutQuantity.Living ? "living cells" : s_quantities[(int)Quantity])}{(CellTypes.Count > 0 ? $" of {string.Join(" and ", CellTypes)}" : "")}{(Tissue is null ? "" : $" in {Tissue}")} {Moment switch { ReadoutMoment.End => "at the end", ReadoutMoment.Mean => "on average over time", _ => $"at the {s_moments[(int)Moment]}" }}";

    /// <summary>Reads the keys cell_types, tissue and moment, and what is counted under a key of the caller's choice.</summary>
    internal static Readout Read(ConfigurationNode node, string name, string quantityKey, string? usual = "living") => new(name)
    {
        Quantity = (ReadoutQuantity)Array.IndexOf(s_quantities, node.Choice(quantityKey, s_quantities, usual)),
        Moment = (ReadoutMoment)Array.IndexOf(s_moments, node.Choice("moment", s_moments, "end")),
        Tissue = node.Text("tissue"),
        CellTypes = node.Texts("cell_types"),
    };
}
