using System.Globalization;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Cli.Terminals;
using Sintropia.Runs.Replays;
using Sintropia.Simulation.Replays;

namespace Sintropia.Cli.Results;

/// <summary>A replayed life, for people.</summary>
internal sealed class LifeInWords(RunReplay replay, ReplayedLife life, Terminal terminal)
{
    private const int MostDimensions = 8;

    public static string Name(CellEvent happened) => happened switch
    {
        CellEvent.Progressed => "entered",
        CellEvent.MitoticDeath => "mitotic_death",
        _ => happened.ToString().ToLowerInvariant(),
    };

    public void Write(IReadOnlyList<string>? disagreements, CellMoment? at, string? table)
    {
        var to = terminal.Output;
        var organism = replay.Organism;
        to.WriteLine($"{terminal.Strong(life.Ancestry.Cell.ToString())}: {organism.CellTypes[life.Last.Last.Type].Name} in {organism.Tissues[life.Tissue].Name}, {replay.Condition}{(replay.Replicate > 1 ? $" #{replay.Replicate}" : "")}");
        to.WriteLine($"  generation {life.Ancestry.Line.Count - 1} of clone {life.Last.Last.Clone}\n");
        var line = new TextTable("its line", ">born, h", ">until, h", "fate");
        foreach (var cell in life.Lives) line.Add(cell.Id.ToString(), Hours(cell.Birth), Hours(cell.End), RunReplay.FateOf(cell));
        line.Write(terminal);
        if (!life.Lived)
        {
            to.WriteLine($"\n{terminal.Bad("It was never born")}: {life.Last.Id}, {(life.Ancestry.Line.Count - life.Lives.Count == 1 ? "its mother" : "its ancestor")}, {(life.Last.Fate == CellEvent.None ? "has not divided by the end of the run" : "died undivided")}.");
            return;
        }

        to.WriteLine();
        var events = new TextTable(">time, h", "event", "phase");
        events.Add(Hours(life.Last.Birth), life.Ancestry.Line.Count == 1 ? "born before the run" : "born", "");
        foreach (var happened in life.Last.Events) events.Add(Hours(happened.Time), Name(happened.Happened), happened.Happened == CellEvent.Divided ? "" : happened.Phase.Name());
        events.Write(terminal);
        if (at is not null) Show(at);
        to.WriteLine();
        to.WriteLine(disagreements switch
        {
            null => "The run kept no lineage.csv, so there is nothing to hold this against.",
            { Count: 0 } => $"{terminal.Good("As recorded")}: births, ends, fates and hours in phases of {Words.Count(life.Lives.Count, "life").Replace("lifes", "lives", StringComparison.Ordinal)} are those of lineage.csv, to the last digit.",
            _ => $"{terminal.Bad("Not as recorded")}: {string.Join("; ", disagreements)}.",
        });
        if (table is not null) to.WriteLine($"Written: {table}, {Words.Count(life.Moments.Count, "tick")}");
    }

    private void Show(CellMoment at)
    {
        var to = terminal.Output;
        to.WriteLine($"\nAt {Hours(at.Time)} h: {at.Cell.Phase.Name()} since {Hours(at.Cell.Entered)} h{(at.Cell.Is(CellTraits.Held) ? ", held at the checkpoint behind it" : "")}{(at.Cell.Is(CellTraits.Doomed) ? ", lethally hit" : "")}{(at.Cell.Is(CellTraits.Tetraploid) ? ", tetraploid" : "")}");
        for (var agent = 0; agent < at.Levels.Count; agent++)
            if (at.Levels[agent] > 0) to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {replay.Organism.Agents[agent].Name}: {at.Levels[agent]:G6} {replay.Organism.Agents[agent].Unit} over the last tick"));
        if (at.Expression is not { } state) return;
        var features = replay.Organism.Expression!.Features;
        var shown = state.Present.Take(MostDimensions).Select((x, k) => string.Create(CultureInfo.InvariantCulture, $"{(features.Count > 0 ? features[k] : $"x{k}")} {x:G6}"));
        to.WriteLine($"  expresses {string.Join(", ", shown)}{(state.Present.Length > MostDimensions ? $", … {Words.Count(state.Present.Length)} in all; --out writes them" : "")}");
    }

    private static string Hours(double hours) => hours.ToString("0.###", CultureInfo.InvariantCulture);
}
