using System.Globalization;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Expression;
using Sintropia.Biology.Names;
using Sintropia.Predictors;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;
using Sintropia.Scenarios;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Replays;

namespace Sintropia.Runs.Replays;

/// <summary>Derives lives of cells anew from what a run left behind: its scenario, its seed, and how many cells there were where that mattered. No trajectory has to be stored for it.</summary>
public sealed class RunReplay
{
    private readonly LineageRows _lineage;
    private readonly CellReplay _replay;

    private RunReplay(RunDirectory directory, RunPlan plan, string condition, int replicate)
    {
        (Plan, Condition, Replicate, Organism) = (plan, condition, replicate, plan.Organism(condition, replicate));
        _lineage = new(directory, condition, replicate);
        var counts = new RecordedCounts(directory, plan, Organism, condition, replicate);
        var past = plan.Fork is null ? null : plan.Organism(plan.Conditions[0], replicate);
        _replay = new(new(Organism, counts.At, past, plan.Fork is { } fork ? (long)Math.Round(fork.At / plan.Tick) : 0), Predictor(Organism));
    }

    /// <summary>The run.</summary>
    public RunPlan Plan { get; }

    /// <summary>The organism of the condition and replicate.</summary>
    public OrganismPlan Organism { get; }

    /// <summary>The condition.</summary>
    public string Condition { get; }

    /// <summary>The replicate, 1 for the first.</summary>
    public int Replicate { get; }

    /// <summary>Whether the run wrote down lives, which a replay can be held against.</summary>
    public bool IsRecorded => _lineage.IsKept;

    /// <summary>Opens a run.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="condition">The condition; null where there is only one.</param>
    /// <param name="replicate">The replicate, 1 for the first.</param>
    /// <param name="reading">How its scenario is read; the defaults if null.</param>
    /// <exception cref="ReplayException">The run is of another version or scenario, or has no such condition.</exception>
    /// <exception cref="IOException">No run is there.</exception>
    /// <exception cref="ScenarioException">Its scenario cannot be read.</exception>
    public static RunReplay Open(string folder, string? condition = null, int replicate = 1, ScenarioOptions? reading = null)
    {
        var directory = RunDirectory.Open(folder);
        var manifest = directory.Manifest();
        if (manifest.Sintropia != RunExecution.Version)
            throw new ReplayException($"The run in {folder} is of Sintropia {manifest.Sintropia}; this is {RunExecution.Version}, which could derive other bits. Replay it with {manifest.Sintropia}, or run its scenario anew.");
        var plan = RunPlans.In(directory.Root, manifest.BranchOf is { } origin ? new(origin.Run, origin.Condition, origin.AtH) : null, reading);
        if (plan.Hash != manifest.ScenarioSha256)
            throw new ReplayException($"The scenario in {folder}, or a file that it names, was changed after the run began, so its cells would live other lives. Put the old file back, or run the new one into another folder.");
        if (replicate < 1 || replicate > plan.Replicates) throw new ReplayException($"The run has no replicate {replicate}: there {(plan.Replicates == 1 ? "is 1" : $"are {plan.Replicates}")}. Give a number from 1 to {plan.Replicates}.");
        if (condition is null && plan.Conditions.Count > 1)
            throw new ReplayException($"Founders have the same identities in all conditions, and this run has several: {string.Join(", ", plan.Conditions)}. Say in which the cell lived.");
        condition ??= plan.Conditions[0];
        if (!plan.Conditions.Contains(condition))
            throw new ReplayException($"The run has no condition '{condition}': there are {string.Join(", ", plan.Conditions)}.{(NearestName.To(condition, plan.Conditions) is { } near ? $" Did you mean '{near}'?" : "")}");
        return new(directory, plan, condition, replicate);
    }

    /// <summary>Derives the life of a cell anew.</summary>
    /// <param name="cell">Who.</param>
    /// <exception cref="ReplayException">No founder of the run can be its ancestor, or the run lacks what the replay needs.</exception>
    public ReplayedLife Of(CellId cell)
    {
        var ancestry = Ancestry.Find(Organism, cell) ?? (_lineage.IsKept && _lineage.LineOf(cell) is { } line ? Ancestry.Of(Organism, line) : null);
        return _replay.Of(ancestry ?? throw new ReplayException($"Cell {cell} descends from no founder of this run within {Ancestry.MostGenerations} generations, and {(_lineage.IsKept ? "lineage.csv does not hold it" : "no lineage.csv was kept")}. Take an identity from cells.csv or lineage.csv of the run."));
    }

    /// <summary>What of a replayed line of descent is not as `lineage.csv` has it; empty if all of it is, to the last digit.</summary>
    /// <param name="life">The life.</param>
    public IReadOnlyList<string> Disagreements(ReplayedLife life)
    {
        var recorded = _lineage.Of(life.Lives.Select(l => l.Id.ToString()).ToHashSet());
        var found = new List<string>();
        foreach (var cell in life.Lives)
        {
            if (!recorded.TryGetValue(cell.Id.ToString(), out var row))
            {
                // Of a forked run the table holds what ended after the fork; a dead cell that is still visible at the end is in it as well.
                if (Plan.Fork is null || cell.End > Plan.Fork.At) found.Add($"{cell.Id} is not in lineage.csv");
                continue;
            }

            var replayed = Recorded(cell);
            if (replayed with { Hours = row.Hours } != row || !replayed.Hours.SequenceEqual(row.Hours)) found.Add($"{cell.Id}: {Text(row)} in lineage.csv, {Text(replayed)} replayed");
        }

        return found;
    }

    /// <summary>The row that the run would have written of a life.</summary>
    public RecordedLife Recorded(ReplayedCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var last = cell.Last;
        float[] hours = [last.HoursG0, last.HoursG1, last.HoursS, last.HoursG2];
        // A cell that still lives is written with what it has spent in its phase so far.
        if (cell.Fate == CellEvent.None && last.Phase <= Phase.G2) hours[(int)last.Phase] += (float)(cell.End - last.Entered);
        return new(last.Mother?.ToString() ?? "", Organism.CellTypes[last.Type].Name, cell.Birth, cell.End, FateOf(cell), hours);
    }

    /// <summary>How a life ended, as tables call it.</summary>
    public static string FateOf(ReplayedCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return cell.Fate switch
        {
            CellEvent.None => cell.Last.Phase == Phase.Senescent ? "senescent" : "alive",
            CellEvent.Divided => "divided",
            CellEvent.MitoticDeath => "mitotic_death",
            var death => death.ToString().ToLowerInvariant(),
        };
    }

    private static IResponsePredictor? Predictor(OrganismPlan organism)
    {
        if (organism.Expression is not { } expression) return null;
        var predictor = PredictorRegistry.Find(expression, organism.Agents);
        return predictor.Card.Sets == SetPolicy.Rows ? predictor
            : throw new ReplayException($"{predictor.Card.Name} answers about sets of cells, so what a cell expresses depends on those it was asked about with. Such a cell cannot be replayed alone; resume or run the scenario to see it among the others.");
    }

    private static string Text(RecordedLife life) => string.Create(CultureInfo.InvariantCulture, $"{life.CellType} from {life.Birth} h to {life.End} h, {life.Fate}, {string.Join(" + ", life.Hours.Select(h => h.ToString(CultureInfo.InvariantCulture)))} h in G0, G1, S and G2");
}
