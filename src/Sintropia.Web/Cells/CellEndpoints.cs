using Sintropia.Biology.Cells;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;
using Sintropia.Web.Hosting;
using Sintropia.Web.Problems;
using Sintropia.Web.Results;

namespace Sintropia.Web.Cells;

/// <summary>One cell: its state while it lives, and its kin.</summary>
internal static class CellEndpoints
{
    private const int MostKin = 100_000;
    private const string Lineage = "lineage.csv";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/runs/{id}/cells", List).WithTags("Cells").WithName("listCells").WithSummary("Lists cells that lived in one condition and replicate").RequireRateLimiting(Limits.Scanning)
            .WithDescription("Cells come in the order in which they ended. Without `condition` and `replicate` those of the first row of lineage.csv are taken.")
            .Produces<CellKin>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        var cells = api.MapGroup("/runs/{id}/cells/{cell}").WithTags("Cells").RequireRateLimiting(Limits.Scanning);
        cells.MapGet("", Get).WithName("getCell").WithSummary("Tells of one cell").Produces<CellAnswer>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        cells.MapGet("/ancestors", Ancestors).WithName("getAncestors").WithSummary("Tells of its mother, hers, and so on").Produces<CellKin>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        cells.MapGet("/descendants", Descendants).WithName("getDescendants").WithSummary("Tells of its daughters, theirs, and so on").Produces<CellKin>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> List(string id, IRuns runs, CancellationToken cancellation, string? condition = null, int? replicate = null, long? founder = null, int? generation = null, int limit = 1000)
    {
        if (limit is < 1 or > MostKin) throw ApiProblem.Bad($"limit is {limit}; give 1 to {MostKin}.");
        await using var stream = await Table(runs, new(id), cancellation) ?? throw new ApiProblem(StatusCodes.Status404NotFound, "no-lineage", "The run keeps no lineage, or has written none yet. Ask again later, or set `lineage: kept` in the scenario.");
        var table = new LineageTable(stream, cancellation);
        var first = condition is null || replicate is null ? table.First() : null;
        return TypedResults.Ok(table.Some(condition ?? first?.Condition ?? "", replicate ?? first?.Replicate ?? 1, founder, generation, limit));
    }

    private static async Task<IResult> Get(string id, string cell, IRuns runs, CancellationToken cancellation)
    {
        var (run, which) = (new RunId(id), Which(cell));
        var state = await Living(runs, run, which, cancellation);
        await using var stream = await Table(runs, run, cancellation);
        var lives = stream is null ? [] : new LineageTable(stream, cancellation).Of(which.ToString());
        return state is not null || lives.Count > 0 ? TypedResults.Ok(new CellAnswer(state is null ? null : CellState.Of(state), lives, [which.Daughter(0).ToString(), which.Daughter(1).ToString()])) : throw Unknown(stream is not null);
    }

    private static async Task<IResult> Ancestors(string id, string cell, IRuns runs, CancellationToken cancellation, string? condition = null, int? replicate = null)
    {
        var (run, which) = (new RunId(id), Which(cell));
        var state = await Living(runs, run, which, cancellation);
        var (stream, place) = await Place(runs, run, which, state, condition, replicate, cancellation);
        await using (stream) return TypedResults.Ok(new LineageTable(stream, cancellation).Ancestors(which.ToString(), place.Now ? state!.Parent?.ToString() : null, place.Condition, place.Replicate));
    }

    private static async Task<IResult> Descendants(string id, string cell, IRuns runs, CancellationToken cancellation, string? condition = null, int? replicate = null, int limit = 1000)
    {
        if (limit is < 1 or > MostKin) throw ApiProblem.Bad($"limit is {limit}; give 1 to {MostKin}.");
        var (run, which) = (new RunId(id), Which(cell));
        var state = await Living(runs, run, which, cancellation);
        var (stream, place) = await Place(runs, run, which, state, condition, replicate, cancellation);
        await using (stream) return TypedResults.Ok(new LineageTable(stream, cancellation).Descendants(which.ToString(), place.Condition, place.Replicate, limit));
    }

    /// <summary>The condition and replicate that are meant: those asked for, else the part under way if the cell lives there, else the first in which it ended.</summary>
    private static async Task<(Stream Stream, (string Condition, int Replicate, bool Now) Place)> Place(IRuns runs, RunId run, CellId cell, CellView? state, string? condition, int? replicate, CancellationToken cancellation)
    {
        var stream = await Table(runs, run, cancellation) ?? throw Unknown(hasLineage: false);
        try
        {
            if (state is not null && (await runs.Get(run, cancellation)).Progress is { } now && (condition ?? now.Condition) == now.Condition && (replicate ?? now.Replicate) == now.Replicate)
                return (stream, (now.Condition, now.Replicate, true));
            var life = new LineageTable(stream, cancellation).Of(cell.ToString()).FirstOrDefault(l => (condition ?? l.Condition) == l.Condition && (replicate ?? l.Replicate) == l.Replicate) ?? throw Unknown(hasLineage: true);
            return (stream, (life.Condition, life.Replicate, false));
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    public static async Task<CellView?> Living(IRuns runs, RunId run, CellId cell, CancellationToken cancellation)
    {
        if ((await runs.Get(run, cancellation)).Status != RunStatus.Running) return null;
        try
        {
            return await runs.Inspect(run, cell, cancellation);
        }
        catch (InvalidOperationException)
        {
            return null; // it ended, or was held, in between
        }
    }

    public static async Task<Stream?> Table(IRuns runs, RunId run, CancellationToken cancellation)
    {
        await runs.Get(run, cancellation);
        try
        {
            return await RunFile.Seekable(await runs.Open(run, Lineage, cancellation), cancellation);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    public static CellId Which(string cell) => CellId.TryParse(cell.ToLowerInvariant(), out var id) ? id : throw ApiProblem.Bad("This is no identity of a cell. Give the 32 hexadecimal digits that stand in cells.csv or lineage.csv.");

    public static ApiProblem Unknown(bool hasLineage) => new(StatusCodes.Status404NotFound, "unknown-cell", hasLineage
        ? "The run has no such cell: neither now nor among those that ended, as far as it is written. Take an identity of its cells.csv or lineage.csv."
        : "The run has no such cell now, and keeps no lineage of those that ended, or has written none yet. Ask while the cell lives, or set `lineage: kept` in the scenario.");
}
