using Sintropia.Evaluation.Statistics;

namespace Sintropia.Design.Safety.Dependencies;

/// <summary>How well a model ranks what was held out.</summary>
/// <param name="HeldOut">What was held out: lines, or lines and genes.</param>
/// <param name="Ranked">What is ranked: lines within each gene, or genes within each line.</param>
/// <param name="Model">The model.</param>
/// <param name="Correlation">Mean Spearman correlation over units with a bootstrap interval over them; a model that ranks nothing has 0.</param>
/// <param name="AgainstMean">The same less that of the mean, paired by unit.</param>
/// <param name="AgainstRidge">The same less that of the expression ridge.</param>
/// <param name="Units">How many units.</param>
public sealed record DependencyScore(string HeldOut, string Ranked, DependencyModel Model, Interval Correlation, Interval AgainstMean, Interval AgainstRidge, int Units);
