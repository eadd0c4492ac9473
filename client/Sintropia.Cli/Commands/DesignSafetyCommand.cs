using System.CommandLine;
using Sintropia.Cli.Terminals;
using Sintropia.Design.Safety;
using Sintropia.Design.Safety.Dependencies;
using Sintropia.Design.Safety.Programmes;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia design safety`: at which doses a candidate harms, and at which it does what it is for.</summary>
internal static class DesignSafetyCommand
{
    public static (Command Command, string Examples) Create(Terminal terminal)
    {
        var data = new Option<string?>("--data") { Description = "Folder that the tables of a task with 'dependencies' lie in, in place of the task's own", HelpName = "DIR" };
        return DesignRun.Create("safety", "Find the doses at which a candidate and its variants harm organs and do what they are for, and the therapeutic index; or which cell lines depend on a gene; or what candidates do to programmes of genes",
            "sintropia design safety examples/design/safety.yaml --out safety", terminal, ask => DependencyTask.IsIn(ask.Task) ? Panel(ask, DependencyTask.Load(ask.Task, ask.Parsed.GetValue(data))) : ShiftTask.IsIn(ask.Task) ? Shifts(ask, ShiftTask.Load(ask.Task)) : Organs(ask), data);
    }

    private static (IReadOnlyList<string>, object) Organs(DesignRequest ask)
    {
        var task = SafetyTask.Load(ask.Task);
        var done = 0;
        var outcome = SafetyStudy.Run(task, ask.Threads, ask.Folder, variant => ask.Tell(++done, task.Variants.Count + 1, variant.Words), ask.Stop);
        SafetyFiles.Write(outcome, ask.Folder);
        return ([.. outcome.Answer(), $"Written: {Path.Combine(ask.Folder, SafetyFiles.Page)}, {SafetyFiles.Doses}, {SafetyFiles.Indices}, {SafetyFiles.Answer}"],
            new { Answer = outcome.Answer(), outcome.Trials, Directory = ask.Folder });
    }

    private static (IReadOnlyList<string>, object) Panel(DesignRequest ask, DependencyTask task)
    {
        var map = DependencyMap.Read(task.Effects, task.Expression, task.Models);
        var sets = task.ReadSets();
        var answer = task.Folds > 0
            ? DependencyFiles.Write(task, map, DependencyStudy.Of(map, sets, task.Folds, task.Seed, (done, of) => ask.Tell(done, of, "folds"), ask.Stop), ask.Folder)
            : DependencyFiles.Write(task, map, DependencyPanel.Of(map, sets, task.Candidates), ask.Folder);
        return ([.. answer, $"Written: {Path.Combine(ask.Folder, DependencyFiles.Page)}, {(task.Folds > 0 ? DependencyFiles.Scores : $"{DependencyFiles.Panel}, {DependencyFiles.Predicted}")}, {DependencyFiles.Answer}"], new { Answer = answer, Directory = ask.Folder });
    }

    private static (IReadOnlyList<string>, object) Shifts(DesignRequest ask, ShiftTask task)
    {
        var (shifts, leftOut) = ProgrammeShifts.Of(task, ask.Folder, ask.Stop);
        var answer = ShiftFiles.Write(task, shifts, leftOut, ask.Folder);
        return ([.. answer, $"Written: {Path.Combine(ask.Folder, ShiftFiles.Page)}, {ShiftFiles.Shifts}, {ShiftFiles.Answer}{(task.Model is null ? "" : $", {ProgrammeShifts.Predicted}")}"], new { Answer = answer, Directory = ask.Folder });
    }
}
