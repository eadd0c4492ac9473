using System.CommandLine;
using Sintropia.Cli.Terminals;
using Sintropia.Design;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia design`: from a wanted state back to an intervention.</summary>
internal static class DesignCommand
{
    public static (Command Command, string Examples) Create(Terminal terminal)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        (Command Command, string Examples)[] verbs =
        [
            DesignTargetCommand.Create(terminal),
            DesignMechanismCommand.Create(terminal),
            DesignBenchmarkCommand.Create(terminal),
            DesignMechanismBenchmarkCommand.Create(terminal),
            DesignCombineCommand.Create(terminal),
            DesignScheduleCommand.Create(terminal),
            DesignSafetyCommand.Create(terminal),
        ];
        var command = new Command("design", "Search for the intervention that brings a wanted state about") { Hidden = verbs.Length == 0 };
        foreach (var (verb, _) in verbs) command.Add(verb);
        return (command, string.Join('\n', verbs.Select(v => v.Examples)));
    }

    /// <summary>What a user can mend is told as such.</summary>
    public static T Reading<T>(Func<T> work) => TrainCommand.Reading(() =>
    {
        try
        {
            return work();
        }
        catch (DesignException invalid)
        {
            throw new CommandFailure(ExitCode.InvalidInput, invalid.Message, invalid);
        }
    });
}
