using Sintropia.Biology.Expression;
using Sintropia.Biology.Interventions;
using Sintropia.Predictors.Baselines;

namespace Sintropia.Predictors.Tests.Baselines;

public sealed class NoChangePredictorTests
{
    private static readonly ExpressionPlan Plan = new() { Predictor = NoChangePredictor.Name, Dimensions = 2, HalfLives = [6], Features = ["MKI67", "TOP2A"], Space = ExpressionSpace.LogNormalised };
    private static readonly Agent Drug = new("drug", AgentKind.Compound, "uM");

    [Fact]
    public async Task Cells_settle_where_they_would_be_unperturbed_whatever_reaches_them()
    {
        var predictor = PredictorRegistry.Find(Plan, [Drug]);
        var settled = new float[4];
        await predictor.Respond(new(2, new float[] { 1, 2, 3, 4 }, new ushort[] { 0, 1 }, 1, new float[] { 0, 5 }), settled, TestContext.Current.CancellationToken);
        Assert.Equal([1, 2, 3, 4], settled);
    }

    [Fact]
    public void Its_card_names_the_genes_and_objects_to_nothing_that_acts()
    {
        var card = PredictorRegistry.Find(Plan, [Drug]).Card;
        Assert.Equal(["MKI67", "TOP2A"], card.Features);
        Assert.Equal(ExpressionSpace.LogNormalised, card.Output);
        Assert.Empty(PredictorRegistry.Objections(Plan, [Drug]));
        Assert.Equal("axis_2", PredictorRegistry.Find(Plan with { Features = [] }, []).Card.Features[1]);
    }
}
