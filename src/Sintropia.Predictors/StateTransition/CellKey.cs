namespace Sintropia.Predictors.StateTransition;

/// <summary>What a cell is and what was done to it: what sets are formed by.</summary>
/// <param name="CellType">Cell type or line.</param>
/// <param name="Perturbation">What was done, or the control's name.</param>
/// <param name="Batch">Plate or lane; empty where it is not known.</param>
public readonly record struct CellKey(string CellType, string Perturbation, string Batch = "");
