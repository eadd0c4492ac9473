using Sintropia.Scenarios.Plans;

namespace Sintropia.Scenarios.Tests;

public sealed class ExampleTests
{
    public static TheoryData<string> All => new(Repository.Examples.Select(e => Path.GetFileName(e)));

    [Theory, MemberData(nameof(All))]
    public void Every_example_reads_without_problem_or_warning(string example)
    {
        var scenario = ScenarioFile.Load(Path.Combine(Repository.Root, "examples", example));

        Assert.Empty(scenario.Warnings);
        Assert.NotEmpty(scenario.Description);
        Assert.StartsWith("#", scenario.Text);
        foreach (var condition in scenario.Conditions) Assert.Equal(scenario.CellTypes.Count, ScenarioPlans.Compile(scenario, condition.Name, 1).CellTypes.Count);
    }
}
