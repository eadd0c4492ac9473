using Sintropia.Biology.Expression;
using Sintropia.Biology.Names;
using Sintropia.Predictors;
using Sintropia.Runs.Port;
using Sintropia.Web.Problems;

namespace Sintropia.Web.Predictors;

/// <summary>The predictors that scenarios can name.</summary>
internal static class ModelEndpoints
{
    private const int Dimensions = 16; // of those that take any number

    public static void Map(RouteGroupBuilder api)
    {
        var models = api.MapGroup("/models").WithTags("Models");
        models.MapGet("", () => TypedResults.Ok<IReadOnlyList<ModelCard>>([.. PredictorRegistry.Names.Select(Card)])).WithName("listModels").WithSummary("Lists the predictors that scenarios can name").Produces<IReadOnlyList<ModelCard>>();
        models.MapGet("/{name}", (string name) => PredictorRegistry.Names.Contains(name) ? TypedResults.Ok(Card(name)) : throw Unknown(name)).WithName("getModel").WithSummary("Shows the card of a predictor")
            .Produces<ModelCard>().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/load", async (IPredictorLoad predictors, CancellationToken cancellation) =>
        {
            var now = await predictors.Now(cancellation);
            return TypedResults.Ok(new LoadView(now.SinceSeconds, now.Batches, now.Cells, now.BusySeconds));
        }).WithTags("Models").WithName("getLoad").WithSummary("Counts what predictors of this server, or of all machines of its cluster, were asked since somebody first wanted to know").Produces<LoadView>();
    }

    /// <summary>The card of a predictor, for a scenario without interventions.</summary>
    private static ModelCard Card(string name) => ModelCard.Of(PredictorRegistry.Find(new ExpressionPlan { Predictor = name, Dimensions = Dimensions, HalfLives = [6] }, []).Card);

    private static ApiProblem Unknown(string name) => new(StatusCodes.Status404NotFound, "unknown-model",
        $"There is no such predictor; there are {string.Join(", ", PredictorRegistry.Names)}.{(NearestName.To(name, PredictorRegistry.Names) is { } near ? $" Did you mean '{near}'?" : "")}");
}
