namespace Sintropia.Biology.Interventions;

/// <summary>Where an intervention acts; nulls mean everywhere.</summary>
/// <param name="Organ">Name of the organ.</param>
/// <param name="Tissue">Name of the tissue.</param>
/// <param name="CellType">Name of the cell type.</param>
/// <param name="Fraction">Share of the cells, above 0 to 1. A fraction below 1 is drawn for each living cell at the first onset; descendants inherit it.</param>
public sealed record Target(string? Organ = null, string? Tissue = null, string? CellType = null, double Fraction = 1)
{
    /// <summary>Above 0 to 1.</summary>
    public double Fraction { get; } = Fraction is > 0 and <= 1 ? Fraction : throw new ArgumentOutOfRangeException(nameof(Fraction), Fraction, $"An intervention cannot reach a fraction of {Fraction} of the cells. Give a number above 0 and up to 1.");

    /// <summary>Everything.</summary>
    public static Target Organism { get; } = new();

    /// <summary>Whether a tissue is reached.</summary>
    public bool Reaches(string organ, string tissue) => (Organ is null || Organ == organ) && (Tissue is null || Tissue == tissue);

    /// <summary>Whether a cell type is reached.</summary>
    public bool Reaches(string cellType) => CellType is null || CellType == cellType;
}
