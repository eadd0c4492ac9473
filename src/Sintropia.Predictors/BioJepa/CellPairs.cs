using Sintropia.Tensors;

namespace Sintropia.Predictors.BioJepa;

/// <summary>Unperturbed cells, each beside another cell that was perturbed.</summary>
/// <param name="Unperturbed">[cells, genes], log-normalised.</param>
/// <param name="TotalsBefore">ln(1 + total count) [cells].</param>
/// <param name="Perturbed">[cells, genes].</param>
/// <param name="TotalsAfter">[cells].</param>
/// <param name="Perturbations">Places in the bank; [cells].</param>
public sealed record CellPairs(Tensor Unperturbed, Tensor TotalsBefore, Tensor Perturbed, Tensor TotalsAfter, Indices Perturbations);
