namespace Sintropia.Predictors.ScGpt;

/// <summary>Whether tokens are normed over the batch before the transformer.</summary>
public enum TokenNorm
{
    /// <summary>No.</summary>
    None,

    /// <summary>Over all cells: key bn.</summary>
    Batch,

    /// <summary>With a norm for each batch label; all cells given at once are of one label. Key dsbn.bns.i.</summary>
    BatchByLabel,
}
