namespace Sintropia.Runs.Results;

/// <summary>How far a run is.</summary>
public enum RunStatus
{
    /// <summary>Waiting for its turn.</summary>
    Queued,

    /// <summary>Under way; after a crash too, until it is resumed.</summary>
    Running,

    /// <summary>Stopped at a checkpoint, to be resumed.</summary>
    Paused,

    /// <summary>At its end.</summary>
    Completed,

    /// <summary>Ended by its user.</summary>
    Cancelled,

    /// <summary>Ended by an error.</summary>
    Failed,
}
