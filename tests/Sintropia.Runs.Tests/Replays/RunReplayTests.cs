using System.Globalization;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Tables;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Replays;
using Sintropia.Runs.Results;
using Sintropia.Scenarios;

namespace Sintropia.Runs.Tests.Replays;

public sealed class RunReplayTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_thousand_cells_of_a_drugged_run_with_expression_are_replayed_to_the_recorded_bits()
    {
        var text = Dish.Listening.Replace("cells: 300 cells", "cells: 700 cells").Replace("programme: stand-in }", "programme: stand-in, snapshot: every 30 min, sample: 100000 cells }");
        await Dish.Carry(Dish.Request(_folder["run"], Dish.Of(text)));
        using var file = AnnDataFile.Open(_folder["run/cells.h5ad"]);
        var cells = file.Read();
        var states = ((MatrixAnnotation)cells.Obsm["X_latent"]).Matrix;
        var times = ((NumberColumn)cells.Obs["time_h"]).Values;
        var rows = Enumerable.Range(0, cells.Cells).Where(r => cells.Obs["condition"].Text(r) == "treated").GroupBy(r => cells.Obs["cell_id"].Text(r)!).ToDictionary(g => g.Key, g => g.ToArray());
        var chosen = rows.Keys.Order(StringComparer.Ordinal).Take(1000).ToArray();
        Assert.Equal(1000, chosen.Length);
        var replay = RunReplay.Open(_folder["run"], "treated");
        var (state, compared) = (new float[6], 0);

        foreach (var id in chosen)
        {
            Assert.True(CellId.TryParse(id, out var cell));
            var life = replay.Of(cell);
            Assert.Empty(replay.Disagreements(life)); // births, ends, fates and hours in phases, of its ancestors too
            var moments = life.Moments.Where(m => m.Cell.Phase.IsLiving()).ToDictionary(m => m.Time);
            Assert.Equal(rows[id].Select(r => times[r]), moments.Keys); // it was there then, and at no other time
            foreach (var row in rows[id])
            {
                states.CopyRow(row, state);
                Assert.Equal(state, moments[times[row]].Expression!.Present);
                Assert.Equal(cells.Obs["phase"].Text(row), moments[times[row]].Cell.Phase.Name());
                compared++;
            }
        }

        Assert.True(compared > 10_000);
    }

    [Theory]
    [InlineData("treated")]
    [InlineData("control")]
    public async Task Coupled_cells_are_replayed_from_the_counts_that_the_run_kept(string condition)
    {
        await Dish.Carry(Dish.Request(_folder["run"]));
        Assert.Equal(["0", "0.5", "1"], CsvRows.Read(_folder["run/coupling.csv"]).Where(r => r[1] == condition).Select(r => r[0]).Take(3));
        AssertAllAgree(RunReplay.Open(_folder["run"], condition), _folder["run"], condition, every: 3);
    }

    [Fact]
    public async Task Records_at_every_tick_say_enough_and_need_no_table_beside_them()
    {
        await Dish.Carry(Dish.Request(_folder["run"], Dish.Of(Dish.With(("record: every 2 h", "record: every 30 min")))));

        Assert.False(File.Exists(_folder["run/coupling.csv"]));
        AssertAllAgree(RunReplay.Open(_folder["run"], "treated"), _folder["run"], "treated", every: 7);
    }

    [Fact]
    public async Task Cells_of_an_organism_whose_doses_a_rule_holds_are_replayed_with_what_blood_brought_them()
    {
        await Dish.Carry(Dish.Request(_folder["run"], Dish.Of(Patient.Text)));

        AssertAllAgree(RunReplay.Open(_folder["run"], "treated"), _folder["run"], "treated", every: 5);
    }

    [Fact]
    public async Task Cells_that_go_from_tissue_to_tissue_are_followed_also_where_they_are_coupled()
    {
        var alone = Trafficking.Text.Replace("crowding: { capacity: 900 cells }, ", "", StringComparison.Ordinal);
        await Dish.Carry(Dish.Request(_folder["run"], Dish.Of(alone)));
        await Dish.Carry(Dish.Request(_folder["crowded"], Dish.Of(Trafficking.Text)));

        AssertAllAgree(RunReplay.Open(_folder["run"], "treated"), _folder["run"], "treated", every: 3);
        AssertAllAgree(RunReplay.Open(_folder["crowded"], "treated"), _folder["crowded"], "treated", every: 3);
        Assert.False(File.Exists(_folder["run/coupling.csv"]));
        // What they felt depends on how many there were when those who go had gone, which records do not say.
        File.Delete(_folder["crowded/coupling.csv"]);
        Assert.True(CellId.TryParse(CsvRows.Read(_folder["crowded/cells.csv"]).First(r => r[9] == "treated")[0], out var cell));
        Assert.Contains("coupling.csv does not say", Assert.Throws<ReplayException>(() => RunReplay.Open(_folder["crowded"], "treated").Of(cell)).Message);
    }

    [Theory]
    [InlineData("control")]
    [InlineData("late")]
    public async Task Cells_of_a_fork_are_replayed_from_before_it(string condition)
    {
        File.WriteAllText(_folder["scenario.yaml"], Dish.Text);
        File.WriteAllText(_folder["branch.yaml"], "conditions: { late: [ { compound: drug, dose: 1 uM, from: 14 h, target: { fraction: 40 % } } ] }\n");
        await Dish.Carry(Dish.Request(_folder["fork"], RunPlans.Of(ScenarioBranch.Load(_folder["scenario.yaml"], _folder["branch.yaml"], "control", 12), new("left", "control", 12), File.ReadAllBytes(_folder["branch.yaml"]))));

        AssertAllAgree(RunReplay.Open(_folder["fork"], condition), _folder["fork"], condition, every: 4);
    }

    [Fact]
    public async Task A_stopped_run_keeps_the_same_counts()
    {
        await Dish.Carry(Dish.Request(_folder["whole"]));
        await Dish.StopAt(25, Dish.Request(_folder["stopped"]));
        await Dish.Carry(Dish.Request(_folder["stopped"]) with { Continue = true });

        Dish.Same(_folder["whole"], _folder["stopped"]);
    }

    [Fact]
    public async Task What_a_replay_lacks_is_said()
    {
        await Dish.Carry(Dish.Request(_folder["run"]));
        var cell = CsvRows.Read(_folder["run/cells.csv"]).First(r => r[9] == "treated")[0];
        Assert.True(CellId.TryParse(cell, out var id));

        Assert.Contains("control, treated", Assert.Throws<ReplayException>(() => RunReplay.Open(_folder["run"])).Message);
        Assert.Contains("Did you mean 'treated'?", Assert.Throws<ReplayException>(() => RunReplay.Open(_folder["run"], "treatd")).Message);
        Assert.Contains("no replicate 2", Assert.Throws<ReplayException>(() => RunReplay.Open(_folder["run"], "treated", 2)).Message);
        Assert.Contains("descends from no founder", Assert.Throws<ReplayException>(() => RunReplay.Open(_folder["run"], "treated").Of(new(1, 2))).Message);
        File.Delete(_folder["run/coupling.csv"]);
        var lacks = Assert.Throws<ReplayException>(() => RunReplay.Open(_folder["run"], "treated").Of(id)).Message;
        Assert.Contains("at 0.5 h", lacks);
        Assert.Contains("crowding in dish", lacks);
        File.AppendAllText(_folder["run/scenario.yaml"], "# changed\n");
        Assert.Contains("was changed", Assert.Throws<ReplayException>(() => RunReplay.Open(_folder["run"], "treated")).Message);
    }

    private static void AssertAllAgree(RunReplay replay, string run, string condition, int every)
    {
        var cells = CsvRows.Read(Path.Combine(run, "lineage.csv")).Where(r => r[7] == condition).Select(r => r[0]).Where((_, i) => i % every == 0).ToArray();
        Assert.True(cells.Length > 100);
        foreach (var text in cells)
        {
            Assert.True(CellId.TryParse(text, out var id));
            Assert.Empty(replay.Disagreements(replay.Of(id)));
        }
    }
}
