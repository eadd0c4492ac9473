using System.CommandLine;
using Sintropia.Cli.Terminals;
using Sintropia.Cli.Watching;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Scenarios;
using Sintropia.Scenarios.Quantities;

namespace Sintropia.Cli.Commands;

/// <summary>The options that all commands have which carry a run out.</summary>
internal sealed class RunOptions
{
    private readonly Option<int?> _threads = new("--threads") { Description = "Threads; the result does not depend on them [default: all processors]", HelpName = "N" };
    private readonly Option<int?> _niche = new("--niche") { Description = "Most cells in a block that one thread steps; the result does not depend on it", HelpName = "CELLS" };
    private readonly Option<TimeSpan?> _checkpointEvery = Time("--checkpoint-every", "Wall time between checkpoints, such as 30s or 5min [default: 60 s]");
    private readonly Option<bool> _noReport = new("--no-report") { Description = "Write no report.html" };
    private readonly Option<bool> _allowOutside = new("--allow-outside") { Description = "Let the scenario name files outside its folder" };
    private readonly Option<bool> _json = new("--json") { Description = "Print an object a line, for programs" };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Print nothing but problems" };

    private readonly TelemetryFlags _telemetry = new();

    public void AddTo(Command command)
    {
        _threads.Validators.Add(r => Within(r, 1, 1024));
        _niche.Validators.Add(r => Within(r, 16, 1 << 20));
        foreach (var option in (Option[])[_threads, _niche, _checkpointEvery, _noReport, _allowOutside, _json, _quiet]) command.Add(option);
        _telemetry.AddTo(command);
    }

    /// <summary>How the run is carried out.</summary>
    public ExecutionOptions Execution(ParseResult parsed)
    {
        var usual = new ExecutionOptions();
        return usual with
        {
            CheckpointEvery = parsed.GetValue(_checkpointEvery) ?? usual.CheckpointEvery,
            Simulation = usual.Simulation with { Threads = parsed.GetValue(_threads) ?? usual.Simulation.Threads, NicheSize = parsed.GetValue(_niche) ?? usual.Simulation.NicheSize },
        };
    }

    /// <summary>Carries a run out, shown here and, where that is asked for, to a collector.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Follow(ParseResult parsed, Terminal terminal, RunRequest request, string resume)
    {
        using var watched = _telemetry.Start(parsed, "sintropia", terminal);
        return await new RunFollower(terminal, Showing(parsed)).Follow(request, resume);
    }

    /// <summary>What it shows of itself.</summary>
    public Showing Showing(ParseResult parsed) => new(parsed.GetValue(_json), parsed.GetValue(_quiet), !parsed.GetValue(_noReport));

    /// <summary>How its scenario is read.</summary>
    public ScenarioOptions Scenario(ParseResult parsed) => new() { AllowOutside = parsed.GetValue(_allowOutside) };

    public static Option<TimeSpan?> Time(string name, string what) => new(name)
    {
        Description = what,
        HelpName = "TIME",
        CustomParser = result =>
        {
            if (!Quantity.TryParse(result.Tokens[0].Value, [Dimension.Time], out var time, out var problem, out _)) result.AddError($"{name}: {problem}.");
            else if (time.Base * 3600 is < 0.001 or > 86400) result.AddError($"{name}: {time} is not between 0.001 s and 24 h.");
            else return TimeSpan.FromHours(time.Base);
            return null;
        },
    };

    /// <summary>Reads simulated time, h.</summary>
    public static double Hours(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (Quantity.TryParse(result.Tokens[0].Value, [Dimension.Time], out var time, out var problem, out _)) return time.In(Units.Hour);
        result.AddError($"{result.Tokens[0].Value}: {problem}.");
        return 0;
    }

    /// <summary>Refuses numbers out of range.</summary>
    public static void Within(System.CommandLine.Parsing.OptionResult result, int least, int most)
    {
        if (!result.Implicit && int.TryParse(result.Tokens[0].Value, out var value) && (value < least || value > most)) result.AddError($"{result.Option.Name} {value} is not between {least} and {most}.");
    }
}
