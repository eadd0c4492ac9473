using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;

namespace Sintropia.Cli.Tests.Watching;

/// <summary>What a run tells of itself, made by hand.</summary>
internal static class Steps
{
    /// <summary>A part of 100 h at some time, with a culture that doubles every so many hours and a machine that carries out a thousand cell-hours a second.</summary>
    public static RunProgress At(double time, double doubling = double.PositiveInfinity, int part = 1, int parts = 1, double costBefore = 0)
    {
        var rate = Math.Log(2) / doubling;
        var cellHours = costBefore + 1000 * (rate > 0 ? (Math.Exp(rate * time) - 1) / rate : time);
        return new(RunStatus.Running, part, parts, "palbociclib", 1, time, 100, (long)(1000 * Math.Exp(rate * time)), 10, 1, (part - 1 + time / 100) / parts, new(cellHours, cellHours / 1000, 0));
    }
}
