using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;
using Sintropia.Scenarios;
using Sintropia.Scenarios.Founders;

namespace Sintropia.Runs.Tests.Execution;

/// <summary>Runs that are founded on measured cells, and what they write of their own.</summary>
public sealed class MeasuredRunTests : IDisposable
{
    private const string Text = """
        format: 1
        name: Measured
        seed: 7
        duration: 12 h
        record: every 2 h
        replicates: 2
        cell_types:
          line: { cycle: { G1: { erlang: 4 h, stages: 3 }, S: 4 h, G2: 2 h, M: 30 min } }
        compounds:
          drug: { unit: uM, effects: [ { holds: G1, ec50: 100 nM } ] }
        expression: { predictor: no-change, half_life: 1 h, snapshot: every 4 h, sample: 50 cells }
        tissues:
          dish:
            populations: [ { type: line, from: cells.h5ad, phase: phase, cells: 200 cells } ]
        conditions:
          control: []
          treated: [ { compound: drug, dose: 1 uM, from: 2 h } ]
        """;

    private readonly TemporaryFolder _folder = new();

    public MeasuredRunTests()
    {
        var counts = new float[90 * 4];
        for (var i = 0; i < counts.Length; i++) counts[i] = 1 + (i * 7919L) % 23 + (i % 4 == i / 4 % 3 ? 20 : 0);
        AnnDataWriter.Write(_folder["cells.h5ad"], new(new DenseMatrix(90, 4, counts), new([.. Enumerable.Range(0, 90).Select(i => $"cell{i}")], CategoryColumn.Of("phase", [.. Enumerable.Range(0, 90).Select(i => ((string[])["G1", "S", "G2M"])[i % 3])])), new(["A", "B", "C", "D"])));
        File.WriteAllText(_folder["scenario.yaml"], Text);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Threads_niches_and_interruptions_leave_no_trace_in_any_file()
    {
        await Carry("whole", Dish.Options(threads: 1, nicheSize: 4096));
        await Carry("cut", Dish.Options(threads: 3, nicheSize: 64));
        Assert.Equal(Dish.Files(_folder["whole"]), Dish.Files(_folder["cut"]));

        await Dish.StopAt(30, Dish.Request(_folder["stopped"], Plan(), Dish.Options(threads: 2, nicheSize: 128)));
        Assert.True(File.Exists(_folder["stopped/snapshots.bin"]));
        File.Delete(_folder["cells.h5ad"]); // what it needs of it, the run keeps
        await Dish.Carry(Dish.Request(_folder["stopped"], RunPlans.In(_folder["stopped"], null)) with { Continue = true });
        Assert.Equal(Dish.Files(_folder["whole"]), Dish.Files(_folder["stopped"]));
    }

    [Fact]
    public async Task Each_snapshot_holds_its_sample_with_what_is_known_of_every_cell()
    {
        await Carry("run", Dish.Options());
        using var file = AnnDataFile.Open(_folder["run/cells.h5ad"]);
        var cells = file.Read();

        Assert.Equal(["A", "B", "C", "D"], cells.Var.Names);
        Assert.Equal(["cell_id", "parent_id", "generation", "clone", "founder", "cell_type", "tissue", "phase", "time_h", "birth_h", "condition", "replicate", "dose_drug"], cells.Obs.Columns.Select(c => c.Name));
        Assert.Equal(2 * 2 * 4 * 50, cells.Cells); // conditions, replicates, snapshots at 0, 4, 8 and 12 h
        Assert.Equal(cells.Cells, cells.Obs.Names.Distinct().Count());
        var times = ((NumberColumn)cells.Obs["time_h"]).Values;
        var doses = ((NumberColumn)cells.Obs["dose_drug"]).Values;
        for (var row = 0; row < cells.Cells; row++)
            Assert.Equal(cells.Obs["condition"].Text(row) == "treated" && times[row] > 2 ? 1 : 0, doses[row]);
        Assert.All(Enumerable.Range(0, cells.Cells), row => Assert.StartsWith("cell", cells.Obs["founder"].Text(row)));

        // Both conditions begin with the same cells, and each with what was measured.
        var begin = Enumerable.Range(0, cells.Cells).Where(r => times[r] == 0 && cells.Obs["replicate"].Text(r) == "1").ToArray();
        for (var i = 0; i < 50; i++) Assert.Equal(State(begin[i]), State(begin[50 + i]));
        var founders = ScenarioFile.Load(_folder["scenario.yaml"]).Founders!.Populations[0].Cells;
        var first = int.Parse(cells.Obs["founder"].Text(begin[0])!.AsSpan(4), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(founders.State(first).ToArray(), State(begin[0]));

        float[] State(int row)
        {
            var state = new float[4];
            cells.X!.CopyRow(row, state);
            return state;
        }
    }

    [Fact]
    public async Task The_manifest_names_both_files_with_their_hashes_and_the_snapshots_are_gone()
    {
        await Carry("run", Dish.Options());
        var manifest = RunDirectory.Open(_folder["run"]).Manifest();
        Assert.Contains("cells.h5ad", manifest.Files.Keys);
        Assert.Contains(FounderArchive.FileName, manifest.Files.Keys);
        Assert.False(File.Exists(_folder["run/snapshots.bin"]));
    }

    [Fact]
    public async Task A_run_whose_founders_were_changed_is_refused()
    {
        await Dish.StopAt(30, Dish.Request(_folder["stopped"], Plan()));
        File.WriteAllText(_folder["scenario.yaml"], Text.Replace("cells: 200 cells", "cells: 200 cells, where: 'phase != \"S\"'"));
        var other = FounderArchive.Write(ScenarioFile.Load(_folder["scenario.yaml"]).Founders!);
        File.WriteAllBytes(_folder["stopped/founders.h5ad"], other);
        var view = await Assert.ThrowsAnyAsync<Exception>(() => Dish.Carry(Dish.Request(_folder["stopped"], RunPlans.In(_folder["stopped"], null)) with { Continue = true }));
        Assert.Contains("belongs to another scenario", view.Message);
    }

    [Fact]
    public async Task A_latent_state_lies_beside_the_cells()
    {
        await Dish.Carry(Dish.Request(_folder["latent"], Dish.Of(Dish.Listening)));
        using var file = AnnDataFile.Open(_folder["latent/cells.h5ad"]);
        Assert.Null(file.X);
        Assert.Equal(["X_latent"], file.ObsmNames);
        Assert.Equal(6, ((MatrixAnnotation)file.ReadObsm("X_latent")).Matrix.Columns);
    }

    private RunPlan Plan() => RunPlans.Of(ScenarioFile.Load(_folder["scenario.yaml"]));

    private Task<Sintropia.Runs.Port.RunView> Carry(string run, ExecutionOptions options) => Dish.Carry(Dish.Request(_folder[run], Plan(), options));
}
