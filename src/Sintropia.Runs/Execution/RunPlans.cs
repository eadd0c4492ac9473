using System.Security.Cryptography;
using System.Text;
using Sintropia.Predictors;
using Sintropia.Runs.Results;
using Sintropia.Scenarios;
using Sintropia.Scenarios.Experiments;
using Sintropia.Scenarios.Founders;
using Sintropia.Scenarios.Plans;
using Sintropia.Scenarios.Provenance;

namespace Sintropia.Runs.Execution;

/// <summary>Makes runs out of scenarios.</summary>
public static class RunPlans
{
    /// <summary>Name of the copy of the scenario in a run directory.</summary>
    public const string ScenarioName = "scenario.yaml";

    /// <summary>Name of the copy of the branches, in the directory of a run that was forked off another.</summary>
    public const string BranchName = "branch.yaml";

    /// <summary>The run of a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="fork">Where it was forked off another run; null if it was not.</param>
    /// <param name="branches">The file of branches, as bytes, to be copied into the run directory; null without a fork.</param>
    /// <exception cref="ScenarioException">The scenario names a file as a run names one of its own.</exception>
    public static RunPlan Of(Scenario scenario, Fork? fork = null, byte[]? branches = null) => new()
    {
        Name = scenario.Name,
        Description = scenario.Description,
        Seed = scenario.Seed,
        Duration = scenario.Duration,
        Tick = scenario.Tick,
        TicksPerRecord = Math.Max(1, (int)Math.Round(scenario.RecordEvery / scenario.Tick)),
        KeepLineage = scenario.KeepLineage,
        Snapshots = scenario.Expression is null ? null : new((int)Math.Round(scenario.SnapshotEvery / scenario.Tick), scenario.SnapshotCells),
        Conditions = [.. scenario.Conditions.Select(c => c.Name)],
        Replicates = scenario.Replicates,
        Organism = (condition, replicate) => ScenarioPlans.Compile(scenario, condition, replicate),
        Hash = Hash(scenario, fork, branches),
        Facts = new([.. scenario.Conditions.SelectMany(Notes)], [.. scenario.Assumptions.Select(Note)], Files(scenario, branches), Predictor(scenario)),
        Fork = fork,
    };

    /// <summary>The run whose scenario was copied into a folder, as <see cref="ScenarioFacts.Files"/> says: to go on with it, or to carry it out elsewhere.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="fork">Where it was forked off another run; null if it was not.</param>
    /// <param name="reading">How the scenario is read.</param>
    /// <exception cref="ScenarioException">The scenario cannot be read or used.</exception>
    public static RunPlan In(string folder, Fork? fork, ScenarioOptions? reading = null)
    {
        var scenario = Path.Combine(folder, ScenarioName);
        reading = Reading(folder, reading);
        if (fork is null) return Of(ScenarioFile.Load(scenario, reading));
        var branches = Path.Combine(folder, BranchName);
        return Of(ScenarioBranch.Load(scenario, branches, fork.Condition, fork.At, reading), fork, File.ReadAllBytes(branches));
    }

    /// <summary>How the scenario of a run's folder is read: with the founders that were kept there, if any were.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="reading">How it is read otherwise.</param>
    public static ScenarioOptions? Reading(string folder, ScenarioOptions? reading)
    {
        var founders = Path.Combine(folder, FounderArchive.FileName);
        return File.Exists(founders) ? (reading ?? new()) with { Folder = reading?.Folder ?? Path.GetFullPath(folder), Founders = founders } : reading;
    }

    private static IEnumerable<InterventionNote> Notes(ScenarioCondition condition) => condition.Interventions.Select(i =>
        new InterventionNote(condition.Name, i.Text, i.Kind.Name(), i.FromHours, double.IsPositiveInfinity(i.UntilHours) ? null : i.UntilHours));

    private static AssumptionNote Note(Assumption a) => new(a.Subject, a.What, a.Value, a.Unit, a.Spread, a.Status.Name(), a.Source, a.Doi, a.Note);

    private static PredictorNote? Predictor(Scenario scenario) => scenario.Expression is { } expression && PredictorRegistry.Find(expression, scenario.Agents).Card is { } card
        ? new(card.Name, card.Dimensions, card.WeightsSha256, card.TrainedOn, card.Licence)
        : null;

    /// <summary>Everything that the result depends on: the text, the files it names, and the fork. Of the text, and not of the file's bytes: the copy in the run directory, from which the run is resumed, has no byte order mark.</summary>
    private static string Hash(Scenario scenario, Fork? fork, byte[]? branches)
    {
        var all = new StringBuilder(Hash(Encoding.UTF8.GetBytes(scenario.Text)));
        if (branches is not null) all.Append('\n').Append(Hash(branches));
        foreach (var source in scenario.Sources) all.Append('\n').Append(source.Name).Append(' ').Append(source.Sha256);
        if (scenario.Founders is { } founders) all.Append('\n').Append(founders.Sha256);
        if (fork is not null) all.Append('\n').Append(fork.Condition).Append(' ').Append(fork.At.ToString("R", System.Globalization.CultureInfo.InvariantCulture));
        return Hash(Encoding.UTF8.GetBytes(all.ToString()));
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The scenario and what it names, so that a run directory can be resumed, and repeated, wherever it is moved. Files from outside the scenario's folder are not copied: their names would lead out of the run's.</summary>
    private static Dictionary<string, byte[]> Files(Scenario scenario, byte[]? branches)
    {
        var files = new Dictionary<string, byte[]> { [ScenarioName] = Encoding.UTF8.GetBytes(scenario.Text) };
        if (branches is not null) files[BranchName] = branches;
        if (scenario.Founders is { } founders) files[FounderArchive.FileName] = FounderArchive.Write(founders);
        foreach (var source in scenario.Sources)
        {
            if (Path.IsPathRooted(source.Name) || source.Name.Split('/', '\\').Contains("..")) continue;
            // Else the run would write its table over the copy, and could not be resumed from it.
            if (RunDirectory.IsOwn(source.Name)) throw new ScenarioException([new(ScenarioName, 1, 1, "", source.Name, $"The scenario reads '{source.Name}', and a run writes a file of this name into its folder, where it also keeps a copy of what it read. Give your file another name")]);
            files[source.Name] = File.ReadAllBytes(source.Path);
        }

        return files;
    }
}
