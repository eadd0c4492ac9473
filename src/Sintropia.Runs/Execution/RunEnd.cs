namespace Sintropia.Runs.Execution;

/// <summary>How a run is asked to end.</summary>
public enum RunEnd
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>With a checkpoint, to be resumed.</summary>
    Checkpoint,

    /// <summary>For good.</summary>
    Cancel,
}
