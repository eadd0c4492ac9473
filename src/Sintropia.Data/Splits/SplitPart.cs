namespace Sintropia.Data.Splits;

/// <summary>What cells are for.</summary>
public enum SplitPart
{
    /// <summary>Models learn from them.</summary>
    Training,

    /// <summary>Models are chosen by them.</summary>
    Validation,

    /// <summary>Models are judged by them, once.</summary>
    Test,
}
