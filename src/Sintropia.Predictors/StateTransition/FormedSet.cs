using System.Collections.Immutable;

namespace Sintropia.Predictors.StateTransition;

/// <summary>Cells of one type and perturbation that stand together, and the controls that they are compared with.</summary>
/// <param name="CellType">Their type.</param>
/// <param name="Perturbation">What was done to them.</param>
/// <param name="Cells">Places of the perturbed cells.</param>
/// <param name="Controls">Places of as many control cells; some may come more than once.</param>
public sealed record FormedSet(string CellType, string Perturbation, ImmutableArray<int> Cells, ImmutableArray<int> Controls);
