namespace Sintropia.Predictors.Baselines;

/// <summary>Cells of one context to which one thing was done.</summary>
/// <param name="Context">Cell type, line or batch.</param>
/// <param name="Perturbation">What was done, or the control's name.</param>
/// <param name="Cells">How many there are.</param>
/// <param name="Mean">Their mean log-normalised expression [genes].</param>
public sealed record GroupMean(string Context, string Perturbation, int Cells, double[] Mean);
