using Sintropia.Tensors;

namespace Sintropia.Predictors.BioJepa;

/// <summary>Where a perturbation takes the latents of cells: a normal distribution for each element.</summary>
/// <param name="Mean">[cells, genes, width]</param>
/// <param name="LogVariance">[cells, genes, width], from −10 to 2.</param>
public sealed record LatentResponse(Tensor Mean, Tensor LogVariance);
