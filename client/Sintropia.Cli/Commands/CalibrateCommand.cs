using System.CommandLine;
using Sintropia.Cli.Terminals;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia calibrate`: numbers of a scenario from measurements.</summary>
internal static class CalibrateCommand
{
    public static (Command Command, string Examples) Create(Terminal terminal)
    {
        var (durations, first) = CalibrateDurationsCommand.Create(terminal);
        var (dose, second) = CalibrateDoseCommand.Create(terminal);
        var (scenario, third) = CalibrateScenarioCommand.Create(terminal);
        var command = new Command("calibrate", "Find the numbers of cells and drugs in measurements, with intervals") { durations, dose, scenario };
        return (command, $"{first}\n{second}\n{third}");
    }
}
