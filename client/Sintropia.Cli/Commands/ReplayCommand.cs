using System.CommandLine;
using System.Globalization;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Cli.Results;
using Sintropia.Cli.Terminals;
using Sintropia.Runs.Replays;
using Sintropia.Scenarios;
using Sintropia.Simulation.Replays;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia replay`: derives the whole life of one cell anew, from the seed and from what the run recorded of what it felt.</summary>
internal static class ReplayCommand
{
    public static (Command, string) Create(Terminal terminal)
    {
        var run = new Argument<string>("RUN") { Description = "The folder of the run" };
        var cell = new Option<string>("--cell") { Description = "The cell, as cells.csv and lineage.csv name it: 32 hexadecimal digits", HelpName = "ID", Required = true };
        var condition = new Option<string?>("--condition") { Description = "Condition in which it lived, where the run has several", HelpName = "NAME" };
        var replicate = new Option<int>("--replicate") { Description = "Replicate in which it lived [default: 1]", HelpName = "N", DefaultValueFactory = _ => 1 };
        var at = new Option<double?>("--at") { Description = "Show what it was at this time, such as 30h", HelpName = "TIME", CustomParser = result => RunOptions.Hours(result) };
        var output = new Option<string?>("--out", "-o") { Description = "Write it tick by tick to this file, as CSV", HelpName = "FILE" };
        var outside = new Option<bool>("--allow-outside") { Description = "Let the scenario name files outside its folder" };
        var json = new Option<bool>("--json") { Description = "Print one object, for programs" };
        var command = new Command("replay", "Derive the whole life of one cell anew, without a stored trajectory: exit code 6 if lineage.csv has it otherwise") { run, cell, condition, replicate, at, output, outside, json };
        command.SetAction(parsed =>
        {
            if (!CellId.TryParse(parsed.GetRequiredValue(cell), out var id)) throw new CommandFailure(ExitCode.Usage, $"--cell {parsed.GetRequiredValue(cell)} is no identity of a cell. Give 32 hexadecimal digits, as they stand in cells.csv and lineage.csv.");
            var (replay, life, disagreements) = Replayed(parsed.GetRequiredValue(run), parsed.GetValue(condition), parsed.GetValue(replicate), new() { AllowOutside = parsed.GetValue(outside) }, id);
            var moment = parsed.GetValue(at) is { } time ? At(life, time) : null;
            if (parsed.GetValue(output) is { } path) Write(path, replay, life);
            if (parsed.GetValue(json)) WriteJson(replay, life, disagreements, moment, terminal);
            else new LifeInWords(replay, life, terminal).Write(disagreements, moment, parsed.GetValue(output));
            return disagreements is { Count: > 0 } ? ExitCode.Differs : ExitCode.Ok;
        });
        return (command, "sintropia replay runs/first-culture --condition control --cell 04f1c2d6a9b83e7750aa91c4de02b6f8\nsintropia replay runs/listening --cell 04f1c2d6a9b83e7750aa91c4de02b6f8 --at 30h --out life.csv");
    }

    private static (RunReplay, ReplayedLife, IReadOnlyList<string>?) Replayed(string run, string? condition, int replicate, ScenarioOptions reading, CellId id)
    {
        try
        {
            var replay = RunReplay.Open(run, condition, replicate, reading);
            var life = replay.Of(id);
            return (replay, life, replay.IsRecorded ? replay.Disagreements(life) : null);
        }
        catch (Exception unusable) when (unusable is ReplayException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.InvalidInput, unusable.Message, unusable);
        }
    }

    private static CellMoment At(ReplayedLife life, double time) => life.Moments.LastOrDefault(m => m.Time <= time + 1e-9) is { } moment && life.Moments[0].Time <= time + 1e-9 && time <= life.Moments[^1].Time + 1e-9 ? moment
        : throw new CommandFailure(ExitCode.InvalidInput, life.Moments.Count == 0 ? $"The cell was not there at the end of any tick{(life.Lived ? "" : ", for it was never born")}, so there is nothing to show at {Words.Hours(time)} h."
            : $"The cell was there from {Words.Hours(life.Moments[0].Time)} h to {Words.Hours(life.Moments[^1].Time)} h, at the ends of ticks, and not at {Words.Hours(time)} h. Give a time between.");

    private static void Write(string path, RunReplay replay, ReplayedLife life)
    {
        try
        {
            ReplayTable.Write(path, replay.Organism, life);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.RunFailed, $"{path} cannot be written: {unwritable.Message}", unwritable);
        }
    }

    private static void WriteJson(RunReplay replay, ReplayedLife life, IReadOnlyList<string>? disagreements, CellMoment? at, Terminal terminal) => JsonLine.Write(terminal.Output, new
    {
        Cell = life.Ancestry.Cell.ToString(),
        replay.Condition, replay.Replicate, life.Lived,
        Tissue = replay.Organism.Tissues[life.Tissue].Name,
        life.Ancestry.Founder,
        Lives = life.Lives.Select(l => new
        {
            Id = l.Id.ToString(), CellType = replay.Organism.CellTypes[l.Last.Type].Name, l.Last.Generation, l.Last.Clone, BirthH = l.Birth, EndH = l.End, Fate = RunReplay.FateOf(l),
            Events = l.Events.Select(e => new { TimeH = e.Time, Event = LifeInWords.Name(e.Happened), Phase = e.Phase.Name() }),
        }),
        Moments = (at is null ? life.Moments : [at]).Select(m => new { TimeH = m.Time, Phase = m.Cell.Phase.Name(), Held = m.Cell.Is(CellTraits.Held), Expression = at is null ? null : m.Expression?.Present, Fingerprint = m.Fingerprint.ToString("x32", CultureInfo.InvariantCulture) }),
        AgreesWithLineage = disagreements is null ? (bool?)null : disagreements.Count == 0,
        Disagreements = disagreements ?? [],
    });
}
