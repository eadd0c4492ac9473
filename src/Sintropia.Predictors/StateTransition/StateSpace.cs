namespace Sintropia.Predictors.StateTransition;

/// <summary>In which space a State Transition model takes cells and gives them back.</summary>
public enum StateSpace
{
    /// <summary>Log-normalised expression of selected genes; answers are not negative.</summary>
    Genes,

    /// <summary>An embedding of cells; a decoder may read genes from it.</summary>
    Embedding,

    /// <summary>Log-normalised expression of all genes, through a narrow last layer; answers are not negative.</summary>
    AllGenes,
}
