using System.ComponentModel.DataAnnotations;

namespace Sintropia.Runs.Queue;

/// <summary>How runs of one machine wait for each other. Bound from the <c>Queue</c> section.</summary>
public sealed record QueueOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Queue";

    /// <summary>Folder of the queue and of all its runs; made if it is not there. One process at a time has it.</summary>
    [Required(ErrorMessage = "Queue:DataFolder is empty. Give a folder that this process may write, such as data.")]
    public string DataFolder { get; init; } = "data";

    /// <summary>Runs that are carried out at a time. One uses all threads and ends soonest; several share them.</summary>
    [Range(1, 64, ErrorMessage = "Queue:AtOnce must be from {1} to {2}. 1 ends each run soonest.")]
    public int AtOnce { get; init; } = 1;

    /// <summary>Most runs that wait for their turn; further ones are refused.</summary>
    [Range(0, 100_000, ErrorMessage = "Queue:MostWaiting must be from {1} to {2}; 100 is usual.")]
    public int MostWaiting { get; init; } = 100;

    /// <summary>Threads of a run; null shares the processors among the runs at a time.</summary>
    [Range(1, 1024, ErrorMessage = "Queue:Threads must be from {1} to {2}. Leave it out to share all processors.")]
    public int? Threads { get; init; }

    /// <summary>Wall time between checkpoints.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00", ErrorMessage = "Queue:CheckpointEvery must be from {1} to {2}. Use 00:01:00.")]
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Free room on the disk below which nothing is accepted, MB.</summary>
    [Range(0, long.MaxValue, ErrorMessage = "Queue:LeastFreeMegabytes must be 0 or more; 64 is usual.")]
    public long LeastFreeMegabytes { get; init; } = 64;
}
