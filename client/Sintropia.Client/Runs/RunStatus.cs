namespace Sintropia.Client.Runs;

/// <summary>How far a run is.</summary>
public enum RunStatus
{
    /// <summary>Waiting for its turn.</summary>
    Queued,

    /// <summary>Under way.</summary>
    Running,

    /// <summary>Held, with a checkpoint.</summary>
    Paused,

    /// <summary>At its end.</summary>
    Completed,

    /// <summary>Ended by its user.</summary>
    Cancelled,

    /// <summary>Ended by an error.</summary>
    Failed,
}
