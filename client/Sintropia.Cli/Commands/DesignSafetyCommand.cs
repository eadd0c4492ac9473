using System.CommandLine;
using Sintropia.Cli.Terminals;
using Sintropia.Design.Safety;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia design safety`: at which doses a candidate harms, and at which it does what it is for.</summary>
internal static class DesignSafetyCommand
{
    public static (Command Command, string Examples) Create(Terminal terminal) => DesignRun.Create("safety",
        "Find the doses at which a candidate and its variants harm organs and do what they are for, with shared draws, and the therapeutic index",
        "sintropia design safety examples/design/safety.yaml --out safety", terminal, ask =>
        {
            var task = SafetyTask.Load(ask.Task);
            var done = 0;
            var outcome = SafetyStudy.Run(task, ask.Threads, ask.Folder, variant => ask.Tell(++done, task.Variants.Count + 1, variant.Words), ask.Stop);
            SafetyFiles.Write(outcome, ask.Folder);
            return ([.. outcome.Answer(), $"Written: {Path.Combine(ask.Folder, SafetyFiles.Page)}, {SafetyFiles.Doses}, {SafetyFiles.Indices}, {SafetyFiles.Answer}"],
                new { Answer = outcome.Answer(), outcome.Trials, Directory = ask.Folder });
        });
}
