using Sintropia.Biology.Cells;
using Sintropia.Data.Tables;
using Sintropia.Runs.Port;
using Sintropia.Web.Hosting;
using Sintropia.Web.Predictors;
using Sintropia.Web.Problems;
using Sintropia.Web.Results;
using Sintropia.Web.Scenarios;

namespace Sintropia.Web.Expression;

/// <summary>What cells express, for the eye, and what the run's predictor says that one of them would do.</summary>
internal static class ExpressionEndpoints
{
    private const int MostCells = 5000, MostNear = 3000, MostPoints = 500;
    private const double MostHours = 10_000;
    private static readonly string[] Names = ["phase", "condition", "cell_type", "tissue"], Numbers = ["clone", "generation", "replicate", "birth_h"];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/runs/{id}/embedding", Embed).WithTags("Expression").WithName("getEmbedding").WithSummary("Lays a sample of a snapshot's cells out in the plane by what they express")
            .WithDescription("The sample is spread evenly over the snapshot. `layout` is components (principal components, whose axes are directions of expression) or neighbours (for the eye, not for measuring).")
            .Produces<EmbeddingView>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).RequireRateLimiting(Limits.Scanning);
        api.MapGet("/runs/{id}/predictor", Predictor).WithTags("Expression").WithName("getPredictor").WithSummary("Shows the predictor of a run, and what it can be asked about")
            .Produces<RunPredictor>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).RequireRateLimiting(Limits.Reading);
        api.MapPost("/runs/{id}/cells/{cell}/response", Respond).WithTags("Expression").WithName("predictResponse").WithSummary("Asks a run's predictor where one of its cells would go under a dose")
            .WithDescription("The cell is taken from cells.h5ad, in a condition and at a time at which nothing has been done to it yet, so that its state there is its unperturbed one. It stays in its phase, neither divides nor dies: this is the predictor's answer with the law of relaxation, not a simulation.")
            .Accepts<ResponseRequest>("application/json").Produces<ResponseView>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .RequireRateLimiting(Limits.Scanning);
    }

    private static async Task<IResult> Embed(string id, IRuns runs, CellPlanes planes, CancellationToken cancellation, double? time = null, int cells = 2000, string layout = "components")
    {
        if (cells is < 3 or > MostCells) throw ApiProblem.Bad($"cells is {cells}; give 3 to {MostCells}.");
        if (layout is not ("components" or "neighbours")) throw ApiProblem.Bad("There is no such layout. Give components or neighbours.");
        if (layout == "neighbours" && cells > MostNear) throw ApiProblem.Bad($"cells is {cells}; with `layout=neighbours`, which compares all pairs, give 3 to {MostNear}.");
        var plane = await planes.Of(runs, new(id), time, cells, cancellation);
        var (x, y) = layout == "neighbours" ? plane.InNeighbours() : plane.InComponents();
        var (obs, shown) = (plane.Cells.Obs, plane.Cells);
        return TypedResults.Ok(new EmbeddingView(
            layout, shown.Space, shown.States.Columns, layout == "components" && plane.Components is { } c ? [.. c.Explained.Take(2)] : [], shown.Time, shown.Times, obs.Rows, shown.Of,
            [.. Enumerable.Range(0, obs.Rows).Select(i => obs["cell_id"].Text(i) ?? "")], x, y,
            obs.Columns.OfType<CategoryColumn>().Where(n => Names.Contains(n.Name)).ToDictionary(n => n.Name, n => new CategoryView([.. Enumerable.Range(0, n.Categories.Length).Select(i => n.Categories.Text(i) ?? "")], n.Codes)),
            obs.Columns.Where(n => Numbers.Contains(n.Name) || n.Name.StartsWith(SnapshotCells.Dose, StringComparison.Ordinal)).ToDictionary(n => n.Name, n => (IReadOnlyList<double?>)[.. Enumerable.Range(0, obs.Rows).Select(i => shown.Number(n.Name, i))]),
            shown.Units));
    }

    private static async Task<IResult> Predictor(string id, IRuns runs, Thoughts thoughts, CancellationToken cancellation)
    {
        var thought = await thoughts.Of(runs, new(id), cancellation);
        return TypedResults.Ok(new RunPredictor(ModelCard.Of(thought.Card), [.. thought.Card.Agents.Select(a => new RunAgent(Thought.KeyOf(a), a.Name, a.Kind, a.Unit, double.IsFinite(a.Highest) ? a.Highest : null))], thought.HalfLife));
    }

    private static async Task<IResult> Respond(string id, string cell, HttpContext context, IRuns runs, CellPlanes planes, Thoughts thoughts, CancellationToken cancellation)
    {
        var asked = await ScenarioBody.Json<ResponseRequest>(context.Request, cancellation);
        if (asked.Points is < 2 or > MostPoints) throw ApiProblem.Bad($"points is {asked.Points}; give 2 to {MostPoints}.");
        if (asked.DurationH is not (> 0 and <= MostHours)) throw ApiProblem.Bad($"duration_h is out of its range; give more than 0 and at most {MostHours}.");
        if (asked.UntilH is < 0) throw ApiProblem.Bad("until_h is before the beginning; give 0 or more, or leave it out for all the time.");
        if (asked.PlaneCells is < 3 or > MostCells) throw ApiProblem.Bad($"plane_cells is {asked.PlaneCells}; give 3 to {MostCells}.");
        if (!CellId.TryParse(cell.ToLowerInvariant(), out var which)) throw ApiProblem.Bad("This is no identity of a cell. Give the 32 hexadecimal digits that stand in cells.h5ad.");
        var thought = await thoughts.Of(runs, new(id), cancellation);
        var levels = thought.Levels(asked.Levels);
        var taken = await SnapshotCells.With(runs, new(id), path => SnapshotCells.One(path, which.ToString(), asked.Condition, asked.Replicate, asked.TimeH), cancellation)
            ?? throw new ApiProblem(StatusCodes.Status404NotFound, "unknown-cell", "cells.h5ad has no such cell in that condition, replicate and snapshot. Take one of an embedding.");
        var condition = taken.Obs["condition"].Text(0) ?? "";
        await CheckUntouched(runs, new(id), condition, taken.Time, cancellation);

        var unperturbed = taken.States.ToDense();
        double[] times = [.. Enumerable.Range(0, asked.Points).Select(i => asked.DurationH * i / (asked.Points - 1))];
        var (settled, states) = await thought.Follow(unperturbed, [.. levels.Select(l => l.Level)], times, asked.UntilH ?? double.PositiveInfinity, cancellation);
        var plane = await planes.Of(runs, new(id), asked.PlaneTimeH, asked.PlaneCells, cancellation);
        var (x, y) = plane.Place(states);
        return TypedResults.Ok(new ResponseView(
            which.ToString(), condition, (int)(taken.Number("replicate", 0) ?? 1), taken.Time, taken.Obs["phase"].Text(0) ?? "", levels.ToDictionary(l => l.Key, l => (double)l.Level),
            times, Thought.Shift(unperturbed, states), x, y, thought.Greatest(unperturbed, settled, states)));
    }

    /// <summary>What a cell expresses is its unperturbed state only while nothing was done to it: what the file holds of a treated cell is not.</summary>
    private static async Task CheckUntouched(IRuns runs, RunId run, string condition, double time, CancellationToken cancellation)
    {
        var first = (await RunFile.Manifest(runs, run, cancellation))?.Interventions.Where(i => i.Condition == condition && i.FromH < time).OrderBy(i => i.FromH).FirstOrDefault();
        if (first is not null)
            throw new ApiProblem(StatusCodes.Status409Conflict, "treated-cell", FormattableString.Invariant($"When this cell was written down, at {time} h, its condition {condition} had been under an intervention since {first.FromH} h ({first.Text}), and its unperturbed state is not in the file. Pick a cell of a condition without interventions, or of an earlier snapshot."));
    }
}
