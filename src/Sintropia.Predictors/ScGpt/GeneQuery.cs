namespace Sintropia.Predictors.ScGpt;

/// <summary>How a gene's expression is asked of a cell's embedding.</summary>
public enum GeneQuery
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>A product of the gene's query and the cell.</summary>
    InnerProduct,

    /// <summary>A perceptron of both, one behind the other. It is not asked where there are batch labels: the reference cannot.</summary>
    Concatenated,

    /// <summary>A perceptron of their sum. It is not asked where there are batch labels: the reference cannot.</summary>
    Summed,
}
