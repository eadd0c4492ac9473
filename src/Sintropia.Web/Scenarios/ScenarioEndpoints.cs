using Sintropia.Runs.Execution;
using Sintropia.Scenarios;
using Sintropia.Scenarios.Provenance;
using Sintropia.Web.Hosting;

namespace Sintropia.Web.Scenarios;

/// <summary>What is wrong with a scenario, and what it would do, without running it.</summary>
internal static class ScenarioEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var scenarios = api.MapGroup("/scenarios").WithTags("Scenarios").RequireRateLimiting(Limits.Reading);
        scenarios.MapPost("/validate", Validate).WithName("validateScenario").WithSummary("Tells every problem of a scenario, by line").Accepts<ScenarioRequest>(ScenarioBody.Types[0], ScenarioBody.Types[1..])
            .Produces<ScenarioCheck>();
        scenarios.MapPost("/explain", Explain).WithName("explainScenario").WithSummary("Says in words what a scenario will simulate, with the source of every number").Accepts<ScenarioRequest>(ScenarioBody.Types[0], ScenarioBody.Types[1..])
            .Produces<ScenarioExplanation>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Validate(HttpContext context, CancellationToken cancellation)
    {
        var request = await ScenarioBody.Read(context.Request, cancellation);
        try
        {
            using var folder = new ScenarioFolder();
            var scenario = folder.Read(request);
            RunPlans.Of(scenario); // also what only a run would find, such as a file named like one of its tables
            return TypedResults.Ok(new ScenarioCheck(true, scenario.Name, ScenarioProblems.Of(scenario.Warnings, "warning")));
        }
        catch (ScenarioException invalid)
        {
            return TypedResults.Ok(new ScenarioCheck(false, null, ScenarioProblems.Of(invalid.Problems, "error")));
        }
    }

    private static async Task<IResult> Explain(HttpContext context, CancellationToken cancellation)
    {
        var request = await ScenarioBody.Read(context.Request, cancellation);
        using var folder = new ScenarioFolder();
        var scenario = folder.Read(request);
        var facts = RunPlans.Of(scenario).Facts;
        return TypedResults.Ok(new ScenarioExplanation(
            scenario.Name, scenario.Description, scenario.Seed, scenario.Duration, scenario.Tick, scenario.RecordEvery, [.. scenario.Conditions.Select(c => c.Name)], scenario.Replicates, Founders(scenario), scenario.KeepLineage,
            facts.Interventions, facts.Assumptions, ScenarioProblems.Of(scenario.Warnings, "warning"), Explanation.Of(scenario)));
    }

    /// <summary>Cells that each part of a run begins with.</summary>
    public static long Founders(Scenario scenario) => scenario.Tissues.Sum(t => t.Populations.Sum(p => (long)p.Cells));
}
