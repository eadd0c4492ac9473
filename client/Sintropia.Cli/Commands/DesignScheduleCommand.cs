using System.CommandLine;
using Sintropia.Cli.Terminals;
using Sintropia.Design.Schedules;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia design schedule`: doses, order and gaps of what is given, under limits.</summary>
internal static class DesignScheduleCommand
{
    public static (Command Command, string Examples) Create(Terminal terminal) => DesignRun.Create("schedule",
        "Seek doses, order and gaps under limits of toxicity: candidates live with shared draws and are dropped when they are surely worse",
        "sintropia design schedule examples/design/schedule.yaml --out schedule", terminal, ask =>
        {
            var task = ScheduleTask.Load(ask.Task);
            var outcome = ScheduleSearch.Run(task, ask.Threads, ask.Folder, (replicates, left, step) => ask.Tell(replicates, task.Race.Most, FormattableString.Invariant($"{left} left, gaps of {step:0.####} h")), ask.Stop);
            ScheduleFiles.Write(outcome, ask.Folder);
            return ([.. outcome.Answer(), $"Written: {Path.Combine(ask.Folder, ScheduleFiles.Page)}, {ScheduleFiles.Table}, {ScheduleFiles.Answer}{(outcome.Best is null ? "" : $", {ScheduleFiles.Best}")}"],
                new { End = outcome.Race.End.ToString(), Best = outcome.Best?.Words, Left = outcome.Race.Left.Count, Answer = outcome.Answer(), outcome.Trials, Directory = ask.Folder });
        });
}
