namespace Sintropia.Design.Safety.Dependencies;

/// <summary>How the loss of genes is predicted from what lines express.</summary>
public enum DependencyModel
{
    /// <summary>The mean over training lines; of a gene that was not measured the mean over those that were.</summary>
    Mean,

    /// <summary>Ridge on expression: of a measured gene on all genes of the line; of one that was not on its own level, its mean and its spread over lines.</summary>
    ExpressionRidge,

    /// <summary>Kernel ridge: Gaussian and linear likeness of lines, lineage beside it; of genes that were not measured the same in two steps, with likeness of genes by their courses over lines and the sets they share. Two-step: Stock et al. 2018, doi:10.1162/neco_a_01096.</summary>
    Kernel,
}
