using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;
using Sintropia.Scenarios;
using Sintropia.Web.Hosting;
using Sintropia.Web.Problems;
using Sintropia.Web.Results;
using Sintropia.Web.Scenarios;

namespace Sintropia.Web.Runs;

/// <summary>Submitting runs, finding them, and telling them what to do.</summary>
internal static class RunEndpoints
{
    private const int MostPage = 500, MostKey = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5); // a run is heard between two ticks; what takes longer is answered as under way

    public static void Map(RouteGroupBuilder api)
    {
        var runs = api.MapGroup("/runs").WithTags("Runs");
        runs.MapPost("", Submit).WithName("submitRun").WithSummary("Accepts a run: it is kept when this is answered, and survives the server")
            .WithDescription("Repeat a request with the same Idempotency-Key as often as needed: it starts one run.")
            .Accepts<ScenarioRequest>(ScenarioBody.Types[0], ScenarioBody.Types[1..]).Produces<RunSummary>(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status429TooManyRequests).RequireRateLimiting(Limits.Submitting);
        runs.MapGet("", List).WithName("listRuns").WithSummary("Lists runs, the newest first").Produces<RunPage>();
        runs.MapGet("/{id}", Get).WithName("getRun").WithSummary("Tells of one run").Produces<RunDetail>().ProducesProblem(StatusCodes.Status404NotFound);
        runs.MapPost("/{id}/branches", Branch).WithName("branchRun").WithSummary("Forks a run at a time into other interventions that share its past and its draws").Accepts<BranchRequest>("application/json")
            .Produces<RunSummary>(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status429TooManyRequests).RequireRateLimiting(Limits.Submitting);
        Wish(runs, "pause", "Holds a run, with a checkpoint", (port, id, cancellation) => port.Pause(id, cancellation));
        Wish(runs, "resume", "Lets a held run go on, or one that failed", (port, id, cancellation) => port.Resume(id, cancellation));
        Wish(runs, "cancel", "Ends a run for good; what it wrote is kept", (port, id, cancellation) => port.Cancel(id, cancellation));
    }

    private static void Wish(RouteGroupBuilder runs, string verb, string summary, Func<IRuns, RunId, CancellationToken, Task> wish) =>
        runs.MapPost($"/{{id}}/{verb}", async (string id, IRuns port, CancellationToken cancellation) =>
        {
            var run = new RunId(id);
            await port.Get(run, cancellation);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(Patience);
            try
            {
                await wish(port, run, patience.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // It was heard, and the tick that is under way takes its time.
            }
            catch (InvalidOperationException ended)
            {
                throw new ApiProblem(StatusCodes.Status409Conflict, "run-ended", ended.Message);
            }

            return TypedResults.Accepted($"{Paths.Api}/runs/{id}", RunSummary.Of(await port.Get(run, cancellation)));
        }).WithName($"{verb}Run").WithSummary(summary).Produces<RunSummary>(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> Submit(HttpContext context, [FromHeader(Name = "Idempotency-Key")] string? key, IRuns runs, WebOptions web, CancellationToken cancellation)
    {
        var request = await ScenarioBody.Read(context.Request, cancellation);
        using var folder = new ScenarioFolder();
        return await Accept(runs, Founded(folder.Read(request), web), scenario => RunPlans.Of(scenario), key, cancellation);
    }

    private static async Task<IResult> Branch(string id, HttpContext context, [FromHeader(Name = "Idempotency-Key")] string? key, IRuns runs, WebOptions web, CancellationToken cancellation)
    {
        return await Fork(id, await ScenarioBody.Json<BranchRequest>(context.Request, cancellation), key, runs, web, cancellation);
    }

    /// <summary>Accepts a fork of a run.</summary>
    public static async Task<IResult> Fork(string id, BranchRequest request, string? key, IRuns runs, WebOptions web, CancellationToken cancellation)
    {
        var (parent, at) = (new RunId(id), SimulatedTime.Hours(request.At, "at"));
        await runs.Get(parent, cancellation);
        var manifest = await RunFile.Manifest(runs, parent, cancellation) ?? throw new ApiProblem(StatusCodes.Status409Conflict, "not-begun", $"Run {id} is not described yet. Ask again when its turn has come.");
        if (manifest.BranchOf is { } origin) throw new ApiProblem(StatusCodes.Status409Conflict, "is-branch", $"Run {id} is itself forked off {origin.Run}. Fork that one, with branches that hold those of both.");
        using var folder = new ScenarioFolder();
        byte[] text = [];
        foreach (var name in await runs.Results(parent, cancellation))
        {
            if (name == RunPlans.ScenarioName) text = await RunFile.Bytes(runs, parent, name, cancellation);
            else if (ScenarioFolder.IsSource(name)) folder.Write(name, await RunFile.Bytes(runs, parent, name, cancellation)); // what the scenario reads
        }

        var scenario = Founded(folder.Branch(text, request.Branches, request.Condition, at), web);
        if (RunPlans.Of(folder.Load()).Hash != manifest.ScenarioSha256)
            throw new ApiProblem(StatusCodes.Status409Conflict, "parent-changed", $"The scenario of run {id}, or a file that it names, was changed after the run, so branches would not share its past. Submit the new scenario as a run first.");
        var fork = new Fork(id, scenario.Conditions[0].Name, at);
        return await Accept(runs, scenario, s => RunPlans.Of(s, fork, Encoding.UTF8.GetBytes(request.Branches)), key, cancellation);
    }

    private static async Task<IResult> Accept(IRuns runs, Scenario scenario, Func<Scenario, RunPlan> plan, string? key, CancellationToken cancellation)
    {
        if (key is not null && (key.Length is 0 or > MostKey || key.Any(c => c is < ' ' or > '~'))) throw ApiProblem.Bad($"The Idempotency-Key has to be 1 to {MostKey} printable characters, such as a random UUID.");
        var folder = key is null ? $"run-{Guid.NewGuid():n}" : $"key-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 12))}";
        var id = await runs.Submit(new(plan(scenario), folder) { Key = key }, cancellation);
        return TypedResults.Accepted($"{Paths.Api}/runs/{id}", RunSummary.Of(await runs.Get(id, cancellation)));
    }

    private static Scenario Founded(Scenario scenario, WebOptions web)
    {
        var founders = ScenarioEndpoints.Founders(scenario);
        return founders <= web.MostFounders ? scenario
            : throw new ApiProblem(StatusCodes.Status422UnprocessableEntity, "too-large", $"The scenario begins with {founders} cells, and this server takes {web.MostFounders} (Web:MostFounders). Begin with fewer, or run it where there is more memory.")
            {
                More = new Dictionary<string, object?> { ["limit"] = web.MostFounders },
            };
    }

    private static async Task<IResult> List(IRuns runs, CancellationToken cancellation, string? status = null, string? after = null, int limit = 50)
    {
        if (limit is < 1 or > MostPage) throw ApiProblem.Bad($"limit is {limit}; give 1 to {MostPage}.");
        RunStatus? wanted = null;
        if (status is not null) wanted = Enum.TryParse<RunStatus>(status, ignoreCase: true, out var parsed) && !char.IsAsciiDigit(status[0]) ? parsed : throw ApiProblem.Bad($"There is no such status. Give one of {string.Join(", ", Enum.GetNames<RunStatus>()).ToLowerInvariant()}.");
        var all = (await runs.List(cancellation)).Reverse().ToList();
        var begin = after is null ? 0 : all.FindIndex(r => r.Id.Value == after) + 1;
        if (after is not null && begin == 0) throw ApiProblem.Bad("There is no run such as `after` says. Give the `next` of the page before.");
        bool Fits(RunView run) => wanted is null || run.Status == wanted;
        var rest = all.Skip(begin).Where(Fits).Take(limit + 1).ToList(); // one more says whether there is another page
        return TypedResults.Ok(new RunPage([.. rest.Take(limit).Select(RunSummary.Of)], all.Count(Fits), rest.Count > limit ? rest[limit - 1].Id.Value : null));
    }

    private static async Task<IResult> Get(string id, IRuns runs, CancellationToken cancellation)
    {
        var view = await runs.Get(new(id), cancellation);
        var manifest = await RunFile.Manifest(runs, new(id), cancellation);
        return TypedResults.Ok(new RunDetail(
            RunSummary.Of(view), manifest?.Conditions ?? [], manifest?.Replicates ?? 0, manifest?.Seed, manifest?.DurationH, manifest?.BranchOf,
            view.Status == RunStatus.Completed ? manifest?.Fingerprint : null, manifest?.Predictor, manifest?.Runs ?? []));
    }
}
