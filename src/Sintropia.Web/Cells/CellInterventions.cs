using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Sintropia.Biology.Cells;
using Sintropia.Runs.Port;
using Sintropia.Web.Hosting;
using Sintropia.Web.Problems;
using Sintropia.Web.Results;
using Sintropia.Web.Runs;
using Sintropia.Web.Scenarios;

namespace Sintropia.Web.Cells;

/// <summary>
/// Interventions on one cell. A run's result is a function of its scenario, so nobody reaches into one: the run is forked at a time into a branch with an intervention whose target is the cell, and the
/// branch differs from its parent by that alone.
/// </summary>
internal static class CellInterventions
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/runs/{id}/cells/{cell}/interventions", Intervene).WithTags("Cells").WithName("intervene").WithSummary("Does something to one cell, in a fork of its run")
        .WithDescription("The fork has the condition unchanged and, beside it, the same with the intervention on the cell and on what descends from it. Both share their past and their draws.")
        .Accepts<CellIntervention>("application/json").Produces<RunSummary>(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status429TooManyRequests).RequireRateLimiting(Limits.Submitting);

    private static async Task<IResult> Intervene(string id, string cell, HttpContext context, [FromHeader(Name = "Idempotency-Key")] string? key, IRuns runs, WebOptions web, CancellationToken cancellation)
    {
        var asked = await ScenarioBody.Json<CellIntervention>(context.Request, cancellation);
        var (run, which, at) = (new RunId(id), CellEndpoints.Which(cell), SimulatedTime.Hours(asked.At, "at"));
        await runs.Get(run, cancellation);
        var manifest = await RunFile.Manifest(runs, run, cancellation) ?? throw new ApiProblem(StatusCodes.Status409Conflict, "not-begun", $"Run {id} is not described yet. Ask again when its turn has come.");
        var condition = asked.Condition ?? (manifest.Conditions.Count == 1 ? manifest.Conditions[0] : throw ApiProblem.Bad($"The run has the conditions {string.Join(", ", manifest.Conditions)}. Say in which of them, as `condition`."));
        if (asked.Intervention.ContainsKey("target")) throw ApiProblem.Bad("The target of the intervention is the cell. Leave `target` out, or fork the run with branches of your own.");
        await Lives(runs, run, which, condition, at, cancellation);
        return await RunEndpoints.Fork(id, new() { At = asked.At, Condition = asked.Condition, Branches = Branches(asked, which, at) }, key, runs, web, cancellation);
    }

    private static string Branches(CellIntervention asked, CellId cell, double at)
    {
        var keys = asked.Intervention.ToDictionary(i => i.Key, i => (object)i.Value);
        keys.TryAdd("from", string.Create(CultureInfo.InvariantCulture, $"{at:R} h"));
        keys["target"] = new { cell = cell.ToString() };
        return $"conditions:\n  {JsonSerializer.Serialize(asked.Name ?? $"cell {cell.ToString()[..8]}")}:\n    - {JsonSerializer.Serialize(keys)}\n"; // JSON is YAML
    }

    /// <summary>An intervention on a cell that does not live then would reach nobody, and nobody would be told.</summary>
    private static async Task Lives(IRuns runs, RunId run, CellId cell, string condition, double at, CancellationToken cancellation)
    {
        var now = await CellEndpoints.Living(runs, run, cell, cancellation);
        if (now is not null && (await runs.Get(run, cancellation)).Progress?.Condition == condition && now.Birth <= at && at <= now.Time) return;
        await using var stream = await CellEndpoints.Table(runs, run, cancellation);
        var lives = stream is null ? [] : new LineageTable(stream, cancellation).Of(cell.ToString());
        if (now is null && lives.Count == 0) throw CellEndpoints.Unknown(stream is not null);
        var here = lives.Where(l => l.Condition == condition).ToList();
        if (here.Any(l => l.BirthH <= at && at < l.EndH)) return;
        var times = here.Count == 0 ? "is not known to have lived under that condition" : string.Create(CultureInfo.InvariantCulture, $"lived there from {here[0].BirthH:0.###} h to {here[0].EndH:0.###} h");
        throw new ApiProblem(StatusCodes.Status409Conflict, "cell-not-there", string.Create(CultureInfo.InvariantCulture, $"At {at:0.###} h there is no such cell under '{condition}': it {times}. Give a time within its life, or one of its kin."));
    }
}
