namespace Sintropia.Predictors.ScGpt;

/// <summary>What of a sequence stands for the cell.</summary>
public enum CellPooling
{
    /// <summary>The first position, where the token of the cell stands.</summary>
    First,

    /// <summary>The mean of all positions; as published, also of padding.</summary>
    Mean,

    /// <summary>The sum of all positions times their values, at length one.</summary>
    Weighted,
}
