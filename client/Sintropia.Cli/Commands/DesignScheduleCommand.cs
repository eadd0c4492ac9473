using System.CommandLine;
using Sintropia.Cli.Terminals;
using Sintropia.Design.Schedules;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia design schedule`: doses, order and gaps of what is given, under limits.</summary>
internal static class DesignScheduleCommand
{
    public static (Command Command, string Examples) Create(Terminal terminal) => DesignRun.Create("schedule",
        "Seek doses, order and gaps under limits of toxicity: candidates live with shared draws and are dropped when they are surely worse",
        "sintropia design schedule examples/design/schedule.yaml --out schedule", terminal, (path, folder, threads, tell, stop) =>
        {
            var task = ScheduleTask.Load(path);
            var outcome = ScheduleSearch.Run(task, threads, folder, (replicates, left, step) => tell(replicates, task.Race.Most, FormattableString.Invariant($"{left} left, gaps of {step:0.####} h")), stop);
            ScheduleFiles.Write(outcome, folder);
            return ([.. outcome.Answer(), $"Written: {Path.Combine(folder, ScheduleFiles.Page)}, {ScheduleFiles.Table}, {ScheduleFiles.Answer}{(outcome.Best is null ? "" : $", {ScheduleFiles.Best}")}"],
                new { End = outcome.Race.End.ToString(), Best = outcome.Best?.Words, Left = outcome.Race.Left.Count, Answer = outcome.Answer(), outcome.Trials, Directory = folder });
        });
}
