using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Scenarios;
using Sintropia.Sweeps.Comparison;
using Sintropia.Sweeps.Reporting;
using Sintropia.Sweeps.Tests.Execution;

namespace Sintropia.Sweeps.Tests.Comparison;

public sealed class ComparedRunsTests : IDisposable
{
    private readonly Swept _swept = new();

    public void Dispose() => _swept.Dispose();

    [Fact]
    public async Task Runs_are_held_against_the_first_with_what_differs_in_their_scenarios_and_from_where_on()
    {
        var a = await Run("a", Swept.Culture);
        var same = await Run("same", Swept.Culture + "\n# a comment");
        var late = await Run("late", Swept.Culture.Replace("{ compound: killer, dose: 0 uM, from: 2 h }", "{ compound: killer, dose: 2 uM, from: 14 h }"));

        var compared = ComparedRuns.Of([a, same, late]);

        Assert.False(compared.Equal);
        Assert.True(ComparedRuns.Of([a, same]).Equal);
        Assert.Null(compared.Runs[1].Departure);
        Assert.Equal(new Departure(12, 18, "only", 1), compared.Runs[2].Departure); // records are 6 h apart
        Assert.Equal(["interventions[1].dose", "interventions[1].from"], compared.Scenario.Select(s => s.Path));
        Assert.Equal(["0 uM", "0 uM", "2 uM"], compared.Scenario[0].Values);
        var living = compared.Outcomes.Single(o => o.Name == "living").Values;
        Assert.Equal(living[0], living[1]);
        Assert.True(living[2] < living[0]);
        Assert.Equal(living[2], (long)compared.Runs[2].Courses["only"][^1].Living);
        var page = ComparisonReport.Of(compared);
        Assert.Contains("after 12 h, by 18 h, only", page);
        Assert.Contains("interventions[1].dose", page);
        Assert.Contains("<svg", page);
    }

    private async Task<string> Run(string name, string scenario)
    {
        await using var runs = new LocalRuns(TimeProvider.System);
        var id = await runs.Submit(new(RunPlans.Of(ScenarioFile.Parse(scenario, "x.yaml")), _swept[name]));
        await foreach (var _ in runs.Watch(id))
        {
        }

        return _swept[name];
    }
}
