namespace Sintropia.Evaluation.Combinations;

/// <summary>What two drugs would do without interaction.</summary>
public enum ReferenceModel
{
    /// <summary>No more than the better of the two alone.</summary>
    Hsa,

    /// <summary>What independent actions give.</summary>
    Bliss,

    /// <summary>What each would give as a dilution of the other.</summary>
    Loewe,

    /// <summary>Neither changes the potency of the other.</summary>
    Zip,
}
