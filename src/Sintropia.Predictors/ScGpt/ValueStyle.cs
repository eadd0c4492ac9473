namespace Sintropia.Predictors.ScGpt;

/// <summary>How a gene's value joins its token.</summary>
public enum ValueStyle
{
    /// <summary>A perceptron of the number, added.</summary>
    Continuous,

    /// <summary>A learned row for each bin, added.</summary>
    Category,

    /// <summary>The gene's token times the number.</summary>
    Scaling,
}
