using System.CommandLine;
using Sintropia.Cli.Terminals;
using Sintropia.Scenarios;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia validate`: all that is wrong with scenarios, without running them.</summary>
internal static class ValidateCommand
{
    public static (Command, string) Create(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE") { Description = "Scenarios", Arity = ArgumentArity.OneOrMore };
        var allowOutside = new Option<bool>("--allow-outside") { Description = "Let a scenario name files outside its folder" };
        var command = new Command("validate", "Check scenarios: every problem with its line and the nearest valid thing") { files, allowOutside };
        command.SetAction(parsed =>
        {
            var valid = true;
            foreach (var file in parsed.GetRequiredValue(files)) valid &= Check(file, new() { AllowOutside = parsed.GetValue(allowOutside) }, terminal);
            return valid ? ExitCode.Ok : ExitCode.InvalidInput;
        });
        return (command, "sintropia validate first-culture.yaml\nsintropia validate examples/*.yaml");
    }

    private static bool Check(string file, ScenarioOptions options, Terminal terminal)
    {
        try
        {
            var scenario = ScenarioFile.Load(file, options);
            ScenarioInput.Warn(scenario, terminal);
            var warnings = scenario.Warnings.Count == 0 ? "" : $", {Words.Count(scenario.Warnings.Count, "warning")}";
            terminal.Output.WriteLine($"{file}: {terminal.Good("valid")} ({Words.Count(scenario.Conditions.Count, "condition")}, {Words.Count(scenario.Replicates, "replicate")}, {Words.Hours(scenario.Duration)} h{warnings})");
            return true;
        }
        catch (ScenarioException invalid)
        {
            foreach (var problem in invalid.Problems) terminal.Error.WriteLine(problem);
            terminal.Output.WriteLine($"{file}: {terminal.Bad("not valid")} ({Words.Count(invalid.Problems.Count, "problem")})");
            return false;
        }
    }
}
