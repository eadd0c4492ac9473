namespace Sintropia.Design.Trials;

/// <summary>When something is counted.</summary>
public enum ReadoutMoment
{
    /// <summary>At the end.</summary>
    End,

    /// <summary>The least of all records.</summary>
    Lowest,

    /// <summary>The greatest of all records.</summary>
    Highest,

    /// <summary>The mean of all records.</summary>
    Mean,
}
