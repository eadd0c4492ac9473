using Sintropia.Biology.Cells;

namespace Sintropia.Biology.Interventions;

/// <summary>Where an intervention acts; nulls mean everywhere.</summary>
/// <param name="Organ">Name of the organ.</param>
/// <param name="Tissue">Name of the tissue.</param>
/// <param name="CellType">Name of the cell type.</param>
/// <param name="Fraction">Share of the cells, above 0 to 1. A fraction below 1 is drawn for each living cell at the first onset; descendants inherit it.</param>
/// <param name="Cell">One cell, if it lives at the first onset, and what descends from it; null for all.</param>
public sealed record Target(string? Organ = null, string? Tissue = null, string? CellType = null, double Fraction = 1, CellId? Cell = null)
{
    /// <summary>Above 0 to 1.</summary>
    public double Fraction { get; } = Fraction is > 0 and <= 1 ? Fraction : throw new ArgumentOutOfRangeException(nameof(Fraction), Fraction, $"An intervention cannot reach a fraction of {Fraction} of the cells. Give a number above 0 and up to 1.");

    /// <summary>One cell, with what descends from it.</summary>
    public CellId? Cell { get; } = Cell is null || Fraction >= 1 ? Cell : throw new ArgumentException($"An intervention on the cell {Cell} cannot reach a fraction of {Fraction} of it. Leave the fraction out.", nameof(Cell));

    /// <summary>Whether only some of the cells are reached: each is chosen or passed by at the first onset.</summary>
    public bool IsPartial => Fraction < 1 || Cell is not null;

    /// <summary>Everything.</summary>
    public static Target Organism { get; } = new();

    /// <summary>Whether a tissue is reached.</summary>
    public bool Reaches(string organ, string tissue) => (Organ is null || Organ == organ) && (Tissue is null || Tissue == tissue);

    /// <summary>Whether a cell type is reached.</summary>
    public bool Reaches(string cellType) => CellType is null || CellType == cellType;

    /// <summary>Whether a cell of a type that is reached is chosen.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="draw">Uniform from 0 to below 1; the cell's own for this intervention.</param>
    public bool Chooses(CellId cell, double draw) => Cell is { } one ? cell == one : draw < Fraction;
}
