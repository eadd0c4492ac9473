using Sintropia.Runs.Execution;

namespace Sintropia.Silo.Benchmarks;

/// <summary>What ticks have cost so far, in this process.</summary>
/// <param name="CellHours">Cells × simulated hours.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="Cpu">Processor time.</param>
/// <param name="Bytes">Bytes allocated.</param>
/// <param name="Pauses">Time in which the collector stood in the way.</param>
/// <param name="Messages">Messages between grains.</param>
internal sealed record TickCost(double CellHours, double Seconds, double Cpu, double Bytes, double Pauses, double Messages)
{
    public static TickCost Now(RunProgress progress, Messages messages) => new(
        progress.Effort.CellHours, progress.Effort.WallSeconds, Environment.CpuUsage.TotalTime.TotalSeconds, GC.GetTotalAllocatedBytes(), GC.GetTotalPauseDuration().TotalSeconds, messages.Sent);

    /// <summary>Cell-steps: ticks of half an hour.</summary>
    public double Steps => CellHours / 0.5;

    public double Rate => Steps / Seconds;

    public static TickCost operator -(TickCost later, TickCost earlier) =>
        new(later.CellHours - earlier.CellHours, later.Seconds - earlier.Seconds, later.Cpu - earlier.Cpu, later.Bytes - earlier.Bytes, later.Pauses - earlier.Pauses, later.Messages - earlier.Messages);
}
