using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;
using Sintropia.Scenarios;

namespace Sintropia.Runs.Tests.Execution;

public sealed class RunPlansTests : IDisposable
{
    private const string Measured = "cycle: { from: NAME, columns: { cell: cell_id, parent: parent_id, lineage: [condition, replicate, clone], fate: fate, birth: birth_h, end: end_h, G1: g1_h } }";
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_scenario_with_a_byte_order_mark_resumes_from_its_copy_which_has_none()
    {
        File.WriteAllText(_folder["dish.yaml"], Dish.Text, new System.Text.UTF8Encoding(true));
        await Dish.StopAt(20, Dish.Request(_folder["run"], RunPlans.Of(ScenarioFile.Load(_folder["dish.yaml"]))));

        var copy = RunPlans.Of(ScenarioFile.Load(_folder["run/scenario.yaml"]));
        Assert.Equal(RunStatus.Completed, (await Dish.Carry(Dish.Request(_folder["run"], copy) with { Continue = true })).Status);
    }

    [Fact]
    public void A_file_that_the_scenario_reads_may_not_be_called_like_one_that_the_run_writes()
    {
        Data("lineage.csv");
        Data("data/lineage.csv");

        var problem = Assert.Throws<ScenarioException>(() => RunPlans.Of(Reading("lineage.csv")));
        Assert.Contains("'lineage.csv'", problem.Message);
        Assert.Throws<ScenarioException>(() => RunPlans.Of(Reading("./lineage.csv")));
        Assert.Contains("data/lineage.csv", RunPlans.Of(Reading("data/lineage.csv")).Facts.Files.Keys);
    }

    [Fact]
    public void A_changed_file_that_the_scenario_reads_makes_another_run()
    {
        Data("data.csv");
        var before = RunPlans.Of(Reading("data.csv")).Hash;
        File.AppendAllText(_folder["data.csv"], "\n");

        Assert.NotEqual(before, RunPlans.Of(Reading("data.csv")).Hash);
    }

    [Theory]
    [InlineData("record: every 2 h", 4)]
    [InlineData("record: every 30 min", 1)]
    public void Records_are_whole_numbers_of_ticks_apart(string record, int ticks) => Assert.Equal(ticks, Dish.Of(Dish.With(("record: every 2 h", record))).TicksPerRecord);

    public void Dispose() => _folder.Dispose();

    private Scenario Reading(string name)
    {
        File.WriteAllText(_folder["dish.yaml"], Dish.With(("cycle: { G1: { erlang: 5 h, stages: 3 }, S: 4 h, G2: { lognormal: 2 h, cv: 20 % }, M: 30 min }", Measured.Replace("NAME", name))));
        return ScenarioFile.Load(_folder["dish.yaml"]);
    }

    /// <summary>Measured lineages: 40 mothers with two daughters each.</summary>
    private void Data(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        var rows = new List<string> { "cell_id,parent_id,condition,replicate,clone,fate,birth_h,end_h,g1_h" };
        for (var clone = 0; clone < 40; clone++)
        {
            rows.Add($"{clone}m,,x,1,{clone},divided,0,{10 + clone % 7},{10 + clone % 7}");
            for (var sister = 0; sister < 2; sister++) rows.Add($"{clone}d{sister},{clone}m,x,1,{clone},divided,{10 + clone % 7},{22 + clone % 9 + sister},{12 + clone % 9 + sister - clone % 7}");
        }

        File.WriteAllLines(_folder[name], rows);
    }
}
