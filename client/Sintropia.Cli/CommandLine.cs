using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Sintropia.Cli.Commands;
using Sintropia.Cli.Terminals;
using Sintropia.Runs.Checkpoints;
using Sintropia.Runs.Execution;
using Sintropia.Scenarios;
using Sintropia.Scenarios.Reading;

namespace Sintropia.Cli;

/// <summary>The command `sintropia`: its verbs, and how every failure becomes one message and an exit code.</summary>
public static class CommandLine
{
    private static readonly string Exits = "Exit codes:\n" + string.Join("\n", ExitCode.All.Select(e => $"  {e.Code,3}  {e.Meaning}"));

    /// <summary>Carries out a command line.</summary>
    /// <param name="args">The words after `sintropia`.</param>
    /// <param name="terminal">Where to write.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> InvokeAsync(string[] args, Terminal terminal)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        var verbose = new Option<bool>("--verbose") { Description = "Show where in the program an unexpected error arose", Recursive = true };
        var parsed = Root(terminal, verbose).Parse(args.Length == 0 ? ["--help"] : args);
        if (Misspelt(parsed) is { } option) return Refused([Unknown(option, parsed.CommandResult.Command)], parsed, terminal);
        if (parsed.Errors.Count > 0) return Misunderstood(parsed, terminal);
        try
        {
            return await parsed.InvokeAsync(new() { Output = terminal.Output, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (ScenarioException invalid)
        {
            foreach (var problem in invalid.Problems) terminal.Error.WriteLine(problem);
            return ExitCode.InvalidInput;
        }
        catch (CommandFailure failure)
        {
            terminal.Complain(failure.Message);
            if (parsed.GetValue(verbose) && failure.InnerException is { } cause) terminal.Error.WriteLine(cause);
            return failure.Code;
        }
        catch (CheckpointException unusable)
        {
            terminal.Complain(unusable.Message);
            return ExitCode.CheckpointUnusable;
        }
        catch (Exception defect) // the host's edge: whatever was not foreseen is told in one line
        {
            terminal.Complain($"This should not have happened: {defect.Message}");
            terminal.Error.WriteLine(parsed.GetValue(verbose)
                ? defect.ToString()
                : "It is a defect of sintropia, not of your input. Please report it with what --verbose prints.");
            return ExitCode.Defect;
        }
    }

    private static RootCommand Root(Terminal terminal, Option<bool> verbose)
    {
        var root = new RootCommand("Simulates cell populations under interventions, from a scenario file to a report.");
        root.Add(verbose);
        (Command Command, string Examples)[] verbs =
        [
            InitCommand.Create(terminal), ValidateCommand.Create(terminal), ExplainCommand.Create(terminal), RunCommand.Create(terminal), ResumeCommand.Create(terminal),
            BranchCommand.Create(terminal), SweepCommand.Create(terminal), ServeCommand.Create(terminal), SubmitCommand.Create(terminal), WatchCommand.Create(terminal),
            CompareCommand.Create(terminal), ReplayCommand.Create(terminal), ReportCommand.Create(terminal), VerifyCommand.Create(terminal), InspectCommand.Create(terminal),
            ConvertCommand.Create(terminal), TrainCommand.Create(terminal), PredictCommand.Create(terminal), TrajectoryCommand.Create(terminal), EvaluateCommand.Create(terminal),
            EmbedCommand.Create(terminal), GemCommand.Create(terminal), ModelCommand.Create(terminal), CalibrateCommand.Create(terminal), DesignCommand.Create(terminal), DoseResponseCommand.Create(terminal), CombineCommand.Create(terminal),
        ];
        foreach (var (command, _) in verbs) root.Add(command);
        var examples = verbs.ToDictionary(v => v.Command, v => v.Examples);
        examples[root] = "sintropia init\nsintropia run first-culture.yaml";

        foreach (var option in root.Options)
        {
            if (option is VersionOption version) version.Action = new VersionAction(terminal);
            if (option is HelpOption { Action: HelpAction help }) option.Action = new HelpWithExamples(help, examples, Exits, terminal);
        }

        return root;
    }

    private static int Misunderstood(ParseResult parsed, Terminal terminal)
    {
        var command = parsed.CommandResult.Command;
        // A misspelt verb is one mistake, not also the lack of a verb.
        var messages = parsed.UnmatchedTokens.Count == 0
            ? parsed.Errors.Select(InWords)
            : [.. parsed.UnmatchedTokens.Take(command is RootCommand ? 1 : int.MaxValue).Select(word => Unknown(word, command)), .. parsed.Errors.Select(InWords).Where(m => !parsed.UnmatchedTokens.Any(m.Contains) && command is not RootCommand)];
        return Refused(messages.Distinct(), parsed, terminal);
    }

    /// <summary>The parser names a type of .NET where a number is no number.</summary>
    private static string InWords(ParseError error)
    {
        if (error.SymbolResult is not OptionResult { Tokens: [var word, ..] } result) return error.Message;
        var number = Nullable.GetUnderlyingType(result.Option.ValueType) ?? result.Option.ValueType;
        return number == typeof(ulong) && !ulong.TryParse(word.Value, out _) ? $"{result.Option.Name} '{word.Value}' is not a whole number from 0 to {ulong.MaxValue}."
            : number == typeof(int) && !int.TryParse(word.Value, out _) ? $"{result.Option.Name} '{word.Value}' is not a whole number."
            : error.Message;
    }

    private static int Refused(IEnumerable<string> messages, ParseResult parsed, Terminal terminal)
    {
        var command = parsed.CommandResult.Command;
        foreach (var message in messages) terminal.Complain(message);
        terminal.Error.WriteLine($"See: sintropia {Verbs(parsed.CommandResult)}--help");
        return ExitCode.Usage;
    }

    /// <summary>The verb and what of it is meant, with a space behind each.</summary>
    private static string Verbs(CommandResult command) => command.Parent is CommandResult above ? $"{Verbs(above)}{command.Command.Name} " : "";

    /// <summary>The parser takes an option that does not exist for the name of a file, which would be a confusing thing to say.</summary>
    private static string? Misspelt(ParseResult parsed) => parsed.Tokens.TakeWhile(t => t.Type != TokenType.DoubleDash)
        .FirstOrDefault(t => t.Type == TokenType.Argument && t.Value.StartsWith("--", StringComparison.Ordinal))?.Value;

    private static string Unknown(string word, Command command)
    {
        var option = word.StartsWith('-');
        var names = option ? command.Options.Select(o => o.Name) : command.Subcommands.Select(c => c.Name);
        var known = NearestName.To(word, names) is { } near ? $" Did you mean '{near}'?" : "";
        return option ? $"There is no option '{word}'.{known}" : command is RootCommand ? $"There is no verb '{word}'.{known}" : $"'{word}' is one word too many.{known}";
    }

    /// <summary>The version alone, as scripts expect it.</summary>
    private sealed class VersionAction(Terminal terminal) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            terminal.Output.WriteLine($"sintropia {RunExecution.Version}");
            return ExitCode.Ok;
        }
    }

    /// <summary>The usual help, then examples, then what exit codes mean.</summary>
    private sealed class HelpWithExamples(HelpAction usual, IReadOnlyDictionary<Command, string> examples, string exits, Terminal terminal) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            usual.MaxWidth = terminal.Width;
            usual.Invoke(parseResult);
            if (examples.TryGetValue(parseResult.CommandResult.Command, out var lines))
                terminal.Output.WriteLine($"Examples:\n{string.Join('\n', lines.Split('\n').Select(l => "  " + l))}\n");
            terminal.Output.WriteLine(exits);
            return ExitCode.Ok;
        }
    }
}
