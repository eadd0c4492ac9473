namespace Sintropia.Cli;

/// <summary>How the command ends, for scripts. The numbers never change their meaning.</summary>
public static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Ok = 0;

    /// <summary>A defect of Sintropia.</summary>
    public const int Defect = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>A scenario or another input cannot be used.</summary>
    public const int InvalidInput = 3;

    /// <summary>A run could not go on: population limit, full disk, no permission.</summary>
    public const int RunFailed = 4;

    /// <summary>No checkpoint can be used.</summary>
    public const int CheckpointUnusable = 5;

    /// <summary>A verification failed, or two runs differ.</summary>
    public const int Differs = 6;

    /// <summary>Ended by Ctrl-C, with a checkpoint.</summary>
    public const int Interrupted = 130;

    /// <summary>Ended by SIGTERM, with a checkpoint.</summary>
    public const int Terminated = 143;

    /// <summary>All codes and what they mean, for help texts.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Ok, "done"),
        (Defect, "a defect of sintropia; please report it"),
        (Usage, "the command line is not understood"),
        (InvalidInput, "a scenario or another input is not valid"),
        (RunFailed, "a run could not go on: population limit, disk full, no permission"),
        (CheckpointUnusable, "no checkpoint can be used"),
        (Differs, "verification failed, or the runs differ"),
        (Interrupted, "interrupted by Ctrl-C; a run can be resumed"),
        (Terminated, "ended by SIGTERM or a closed terminal; a run can be resumed"),
    ];
}
