namespace Sintropia.Biology.Interventions;

/// <summary>What a rule of dosing looks at: living cells, or a level in plasma.</summary>
/// <param name="CellTypes">Indices of the cell types that are counted; empty where a level is measured.</param>
/// <param name="Tissue">Position of the tissue in which they are counted; −1 for all.</param>
/// <param name="PerCell">What each of them counts: 1 for the simulated cells themselves, or the cells that one stands for in a litre of blood.</param>
/// <param name="Agent">Index of the agent whose level in venous plasma is measured; −1 where cells are counted.</param>
public sealed record Measure(IReadOnlyList<int> CellTypes, int Tissue, double PerCell, int Agent = -1);
