using Sintropia.Biology.Expression;
using Sintropia.Biology.Interventions;
using Sintropia.Scenarios.Experiments;
using Sintropia.Scenarios.Founders;
using Sintropia.Scenarios.Provenance;

namespace Sintropia.Scenarios;

/// <summary>A simulated experiment, as its file describes it: read, checked, and with presets filled in.</summary>
public sealed record Scenario
{
    /// <summary>Most cells of a snapshot where nothing is said.</summary>
    public const int UsualSnapshot = 20_000;

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>What to see; empty if nothing is said.</summary>
    public string Description { get; init; } = "";

    /// <summary>Seed of the first replicate.</summary>
    public required ulong Seed { get; init; }

    /// <summary>End of the run, h.</summary>
    public required double Duration { get; init; }

    /// <summary>Length of a tick, h.</summary>
    public double Tick { get; init; } = 0.5;

    /// <summary>Time between two rows of a table, h; a multiple of the tick.</summary>
    public double RecordEvery { get; init; } = 1;

    /// <summary>How many times each condition runs.</summary>
    public int Replicates { get; init; } = 1;

    /// <summary>Whether the life of every cell is written down.</summary>
    public bool KeepLineage { get; init; } = true;

    /// <summary>Most living and dead cells of a run.</summary>
    public long Limit { get; init; } = 100_000_000;

    /// <summary>Cell types, in the order of the file; those that populations define come last.</summary>
    public required IReadOnlyList<ScenarioCellType> CellTypes { get; init; }

    /// <summary>Compounds, ligands, properties of the medium, losses and gains of genes: the same in every condition.</summary>
    public IReadOnlyList<Agent> Agents { get; init; } = [];

    /// <summary>How cells express their genes; null for cells that have a cycle and no expression.</summary>
    public ExpressionPlan? Expression { get; init; }

    /// <summary>The measured cells that populations are founded on; null if none are.</summary>
    public FounderSet? Founders { get; init; }

    /// <summary>Interval at which what cells express is written, besides at the end, h; 0 for the end alone.</summary>
    public double SnapshotEvery { get; init; }

    /// <summary>Most cells that are written then.</summary>
    public int SnapshotCells { get; init; } = UsualSnapshot;

    /// <summary>The body whose blood joins the tissues; null for cultures.</summary>
    public ScenarioOrganism? Organism { get; init; }

    /// <summary>Tissues.</summary>
    public required IReadOnlyList<ScenarioTissue> Tissues { get; init; }

    /// <summary>Arms of the experiment, at least one.</summary>
    public required IReadOnlyList<ScenarioCondition> Conditions { get; init; }

    /// <summary>Every number of the biology with where it comes from.</summary>
    public IReadOnlyList<Assumption> Assumptions { get; init; } = [];

    /// <summary>What is valid and still probably not meant.</summary>
    public IReadOnlyList<ScenarioProblem> Warnings { get; init; } = [];

    /// <summary>Files that it read.</summary>
    public IReadOnlyList<ScenarioSource> Sources { get; init; } = [];

    /// <summary>The text of the file.</summary>
    public string Text { get; init; } = "";

    /// <summary>SHA-256 of the file's bytes, 64 hexadecimal digits.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>Units of the agents that have one, by name.</summary>
    public IReadOnlyDictionary<string, string> Units => Agents.Where(a => a.Unit.Length > 0).ToDictionary(a => a.Name, a => a.Unit);

    /// <summary>Names of the types that a tissue holds at the start or receives from others, and of all that they can become.</summary>
    public IReadOnlyList<string> TypesIn(ScenarioTissue tissue)
    {
        var held = Tissues.ToDictionary(t => t.Name, t => t.Populations.SelectMany(p => p.Mutants.Select(m => m.To).Prepend(p.Type)).Distinct().ToList());
        for (var (before, now) = (-1, 0); before < now; before = now, now = held.Values.Sum(h => h.Count))
            foreach (var place in Tissues)
            {
                var found = held[place.Name];
                for (var i = 0; i < found.Count; i++)
                    foreach (var next in CellTypes.FirstOrDefault(t => t.Name == found[i])?.LeadsTo ?? [])
                        if (!found.Contains(next)) found.Add(next);
                foreach (var migration in place.Migrations)
                    if (found.Contains(migration.Type) && Destination(migration) is { } to && !held[to.Name].Contains(migration.Type)) held[to.Name].Add(migration.Type);
            }

        return held[tissue.Name];
    }

    /// <summary>The tissue that cells go to; null if there is none of that name, nor a single one of an organ of that name.</summary>
    public ScenarioTissue? Destination(ScenarioMigration migration) =>
        Tissues.FirstOrDefault(t => t.Name == migration.To) ?? (Tissues.Count(t => t.Organ == migration.To) == 1 ? Tissues.First(t => t.Organ == migration.To) : null);
}
