using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;
using Sintropia.Scenarios;

namespace Sintropia.Runs.Tests.Execution;

public sealed class ForkTests(FinishedDish finished) : IClassFixture<FinishedDish>, IDisposable
{
    private const string Late = """
        conditions:
          late: [ { compound: drug, dose: 1 uM, from: 14 h } ]
        """;

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("control")]
    [InlineData("treated")]
    public async Task The_unchanged_condition_ends_as_it_did_in_the_run_that_was_left(string condition)
    {
        await Dish.Carry(Dish.Request(_folder["fork"], Forked(Dish.Text, Late, condition, 12)));

        var (left, fork) = (Dish.Manifest(finished.Folder), Dish.Manifest(_folder["fork"]));
        Assert.Equal(left.Runs.Single(r => r.Condition == condition), fork.Runs[0]);
        Assert.Equal([condition, "late"], fork.Conditions);
        Assert.Equal(new("left", condition, 12), fork.BranchOf);
        Assert.NotEqual(fork.Runs[0].Fingerprint, fork.Runs[1].Fingerprint);
    }

    [Fact]
    public async Task Rows_begin_at_the_fork()
    {
        await Dish.Carry(Dish.Request(_folder["fork"], Forked(Dish.Text, Late, "control", 12)));

        Assert.Equal(["12", "14", "16", "18", "20", "22", "24"], CsvRows.Read(_folder["fork/timeseries.csv"]).Select(r => r[0]).Distinct());
        Assert.All(CsvRows.Read(_folder["fork/lineage.csv"]), r => Assert.True(double.Parse(r[10], System.Globalization.CultureInfo.InvariantCulture) > 12));
        Assert.Equal(Rows(finished.Folder, "control", 12), Rows(_folder["fork"], "control", 12));
        Assert.Equal(Rows(_folder["fork"], "control", 12, until: 14), Rows(_folder["fork"], "late", 12, until: 14));
    }

    [Theory]
    [InlineData("dose: 1 uM, from: 14 h")]
    [InlineData("dose: 1 uM, from: 14 h, until: 20 h, target: { fraction: 30 % }")]
    public async Task A_branch_ends_as_a_condition_that_was_planned_from_the_beginning(string dose)
    {
        await Dish.Carry(Dish.Request(_folder["planned"], Dish.Of(Dish.With(("dose: 1 uM, from: 8 h, until: 16 h", dose)))));
        await Dish.Carry(Dish.Request(_folder["fork"], Forked(Dish.Text, Late.Replace("dose: 1 uM, from: 14 h", dose), "control", 12)));

        Assert.Equal(Rows(_folder["planned"], "treated", 12), Rows(_folder["fork"], "late", 12));
        var (planned, late) = (Dish.Manifest(_folder["planned"]).Runs[1], Dish.Manifest(_folder["fork"]).Runs[1]);
        Assert.Equal((planned.FinalLiving, planned.Divisions, planned.Deaths), (late.FinalLiving, late.Divisions, late.Deaths));
    }

    [Fact]
    public async Task A_fork_at_a_time_that_no_sum_of_ticks_hits_to_the_last_bit_is_not_a_tick_late()
    {
        // 7 × 20 min is 2.333333333333333 h; 2 h 20 min is 2.3333333333333335 h.
        var text = Dish.With(("duration: 24 h", "duration: 6 h\ntick: 20 min"), ("record: every 2 h", "record: every 20 min"));
        await Dish.Carry(Dish.Request(_folder["fork"], Forked(text, Late.Replace("14 h", "140 min"), "control", 140 / 60.0)));

        Assert.Equal(7 * (20 / 60.0), CsvRows.Read(_folder["fork/timeseries.csv"]).Min(r => double.Parse(r[0], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_branch_cannot_change_what_was_before_it()
    {
        var problem = Assert.Throws<ScenarioException>(() => Forked(Dish.Text, Late.Replace("14 h", "10 h"), "control", 12));

        Assert.Contains("begins before the branch", problem.Message);
    }

    [Theory]
    [InlineData(20)] // in the shared past
    [InlineData(150)] // in the unchanged condition
    [InlineData(250)] // in the branch
    [InlineData(450)] // in the second replicate
    public async Task A_forked_run_that_was_stopped_or_killed_and_resumed_differs_in_no_byte(int look)
    {
        var plan = Forked(Dish.With(("seed: 7", "seed: 7\nreplicates: 2")), Late, "control", 12);
        await Dish.Kill(look, Dish.Request(_folder["whole"], plan, Dish.Options(checkpointEverySeconds: 15)), _folder["dead"]);
        Assert.Equal(RunStatus.Paused, (await Dish.StopAt(look, Dish.Request(_folder["stopped"], plan))).Status);

        foreach (var left in new[] { "dead", "stopped" })
        {
            Assert.Equal(RunStatus.Completed, (await Dish.Carry(Dish.Request(_folder[left], plan, Dish.Options(1, 64)) with { Continue = true })).Status);
            Dish.Same(_folder["whole"], _folder[left]);
        }
    }

    [Fact]
    public void Another_fork_or_other_branches_are_another_run()
    {
        var hashes = new[] { Forked(Dish.Text, Late, "control", 12), Forked(Dish.Text, Late, "treated", 12), Forked(Dish.Text, Late, "control", 13), Forked(Dish.Text, Late + "\n", "control", 12), Dish.Plan }.Select(p => p.Hash);

        Assert.Equal(5, hashes.Distinct().Count());
    }

    public void Dispose() => _folder.Dispose();

    private RunPlan Forked(string text, string branches, string condition, double at)
    {
        File.WriteAllText(_folder["scenario.yaml"], text);
        File.WriteAllText(_folder["branch.yaml"], branches);
        return RunPlans.Of(ScenarioBranch.Load(_folder["scenario.yaml"], _folder["branch.yaml"], condition, at), new("left", condition, at), File.ReadAllBytes(_folder["branch.yaml"]));
    }

    private static string[] Rows(string folder, string condition, double from, double until = double.PositiveInfinity) =>
    [
        .. CsvRows.Read(Path.Combine(folder, "timeseries.csv"))
            .Where(r => r[1] == condition && double.Parse(r[0], System.Globalization.CultureInfo.InvariantCulture) is var time && time >= from && time <= until)
            .Select(r => string.Join(',', r.Where((_, i) => i != 1))),
    ];
}
