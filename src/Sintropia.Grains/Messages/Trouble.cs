namespace Sintropia.Grains.Messages;

/// <summary>What stopped a tissue that is not the fault of a machine: told as a value, since the run has to answer it.</summary>
public enum Trouble
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>More cells than the plan allows.</summary>
    Crowded,

    /// <summary>The checkpoint is torn.</summary>
    Torn,
}
