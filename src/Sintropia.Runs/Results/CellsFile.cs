using System.Globalization;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Expression;
using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;
using Sintropia.Runs.Execution;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Runs.Results;

/// <summary>Makes `cells.h5ad` of the snapshots of a run: what scanpy opens. Cells come in the order of the snapshots, in each by tissue and identity.</summary>
internal static class CellsFile
{
    /// <summary>Its name in the run directory.</summary>
    public const string FileName = "cells.h5ad";

    private const int BlockBytes = 32 << 20;

    /// <summary>Writes the file.</summary>
    /// <param name="directory">The run directory, with the snapshots.</param>
    /// <param name="plan">The run.</param>
    /// <param name="fingerprint">The run's.</param>
    public static void Write(RunDirectory directory, RunPlan plan, string fingerprint)
    {
        var organism = plan.Organism(plan.Conditions[0], 1);
        var replicates = Enumerable.Range(1, plan.Replicates).Select(r => r == 1 ? organism : plan.Organism(plan.Conditions[0], r)).ToArray(); // each draws founders of its own
        var expression = organism.Expression!;
        var snapshots = directory.PathOf(SnapshotFile.FileName);
        directory.Write(FileName, path =>
        {
            var named = expression.Space != ExpressionSpace.Latent;
            using var file = AnnDataWriter.Create(path, new(named ? [.. expression.Features] : []), new() { Compression = 1 });
            foreach (var block in SnapshotFile.Read(snapshots, organism.Agents.Count, expression.Dimensions).Chunk(Math.Max(1, BlockBytes / (expression.Dimensions * sizeof(float)))))
            {
                var states = new float[block.Length * expression.Dimensions];
                for (var i = 0; i < block.Length; i++) block[i].Present.CopyTo(states, i * expression.Dimensions);
                var matrix = new DenseMatrix(block.Length, expression.Dimensions, states);
                // A latent space has no genes: its states lie beside the cells, as embeddings do.
                file.Append(Obs(block, plan, organism, replicates), named ? matrix : null, obsm: named ? null : new Dictionary<string, CellMatrix> { ["X_latent"] = matrix });
            }

            file.Complete(new AnnotationTree { { "sintropia", About(plan, organism, fingerprint) } });
        });
        File.Delete(snapshots);
    }

    private static Table Obs((SnapshotRow Place, Cell Cell, double[] Levels, float[] Present)[] rows, RunPlan plan, OrganismPlan organism, OrganismPlan[] replicates)
    {
        string[] types = [.. organism.CellTypes.Select(t => t.Name)], tissues = [.. organism.Tissues.Select(t => t.Name)], phases = [.. Phases.All.Where(p => p.IsLiving()).Select(p => p.Name())];
        var columns = new List<Column>
        {
            new TextColumn("cell_id", Of(r => r.Cell.Id.ToString())),
            new TextColumn("parent_id", Of(r => r.Cell.Mother?.ToString() ?? "")),
            new IntegerColumn("generation", Of(r => (long)r.Cell.Generation)),
            new IntegerColumn("clone", Of(r => (long)r.Cell.Clone)),
            new CategoryColumn("cell_type", Of(r => (int)r.Cell.Type), types),
            new CategoryColumn("tissue", Of(r => (int)r.Place.Tissue), tissues),
            new CategoryColumn("phase", Of(r => (int)r.Cell.Phase), phases),
            new NumberColumn("time_h", Of(r => r.Place.Time)),
            new NumberColumn("birth_h", Of(r => r.Cell.Birth)),
            new CategoryColumn("condition", Of(r => r.Place.Condition), [.. plan.Conditions]),
            new IntegerColumn("replicate", Of(r => (long)r.Place.Replicate)),
        };
        if (organism.Tissues.Any(t => t.Populations.Any(p => p.Measured is not null))) columns.Insert(4, new TextColumn("founder", Of(r => Founder(replicates[r.Place.Replicate - 1].Tissues[(int)r.Place.Tissue], r.Cell.Clone))));
        for (var agent = 0; agent < organism.Agents.Count; agent++)
        {
            var number = agent;
            var column = Dose(organism, agent);
            if (columns.All(c => c.Name != column)) columns.Add(new NumberColumn(column, Of(r => r.Levels[number])));
        }

        return new(Of(r => string.Create(CultureInfo.InvariantCulture, $"{r.Cell.Id}-{plan.Conditions[r.Place.Condition]}-{r.Place.Replicate}-{r.Place.Time}h")), columns);

        T[] Of<T>(Func<(SnapshotRow Place, Cell Cell, double[] Levels, float[] Present), T> take) => Array.ConvertAll(rows, r => take(r));
    }

    /// <summary>The measured cell that a clone goes back to; empty for one whose founder was drawn.</summary>
    private static string Founder(TissuePlan tissue, long clone)
    {
        foreach (var population in tissue.Populations)
        {
            if (clone < population.Cells) return population.Measured?.Name((int)clone) ?? "";
            clone -= population.Cells;
        }

        return "";
    }

    /// <summary>The column that says an agent's level: of a gene, its loss or gain.</summary>
    private static string Dose(OrganismPlan organism, int agent) => $"dose_{organism.Agents[agent].Name}" + organism.Agents[agent].Kind switch
    {
        Biology.Interventions.AgentKind.GeneLoss => "_loss",
        Biology.Interventions.AgentKind.GeneGain => "_gain",
        _ => "",
    };

    private static AnnotationTree About(RunPlan plan, OrganismPlan organism, string fingerprint)
    {
        var units = new AnnotationTree();
        for (var agent = 0; agent < organism.Agents.Count; agent++)
            if (organism.Agents[agent].Unit.Length > 0 && !units.Names.Contains(Dose(organism, agent))) units.Add(Dose(organism, agent), organism.Agents[agent].Unit);
        var about = new AnnotationTree
        {
            { "version", RunExecution.Version },
            { "name", plan.Name },
            { "seed", plan.Seed.ToString(CultureInfo.InvariantCulture) }, // as text: it has 64 bits, and what reads this may have 53
            { "scenario_sha256", plan.Hash },
            { "fingerprint", fingerprint },
            { "predictor", organism.Expression!.Predictor },
            { "space", organism.Expression.Space == ExpressionSpace.LogNormalised ? "log1p of normalised counts" : organism.Expression.Space == ExpressionSpace.Counts ? "counts" : "latent" },
            { "most_cells_per_snapshot", (long)plan.Snapshots!.Most },
            { "sample", "living cells with the smallest hashes of their identity" },
        };
        if (units.Count > 0) about.Add("units", units);
        return about;
    }
}
