using Sintropia.Biology.Expression;
using Sintropia.Biology.Interventions;
using Sintropia.Predictors.StandIn;

namespace Sintropia.Predictors.Tests;

public sealed class PredictorRegistryTests
{
    private static readonly ExpressionPlan Plan = new() { Predictor = "stand-in", Dimensions = 8, HalfLives = [6] };

    [Fact]
    public void Every_name_is_that_of_a_predictor()
    {
        foreach (var name in PredictorRegistry.Names)
        {
            var card = PredictorRegistry.Find(Plan with { Predictor = name }, []).Card;
            Assert.Equal(name, card.Name);
            Assert.Matches("^[0-9a-f]{64}$", card.WeightsSha256);
        }
    }

    [Fact]
    public void A_name_that_is_not_there_is_answered_with_the_nearest()
    {
        var error = Assert.Throws<ArgumentException>(() => PredictorRegistry.Find(Plan with { Predictor = "standin" }, []));

        Assert.Equal("There is no predictor 'standin'; there are no-change, stand-in. Did you mean 'stand-in'?", error.Message);
        Assert.Equal([error.Message], PredictorRegistry.Objections(Plan with { Predictor = "standin" }, []));
        Assert.DoesNotContain("mean", Assert.Single(PredictorRegistry.Objections(Plan with { Predictor = "geneformer" }, [])));
    }

    [Fact]
    public void A_plan_that_makes_no_sense_is_refused() =>
        Assert.Contains("in 5000 dimensions", Assert.Throws<ArgumentException>(() => PredictorRegistry.Find(Plan with { Dimensions = 5000 }, [])).Message);

    [Fact]
    public void The_stand_in_says_what_it_is_and_knows_what_the_scenario_has()
    {
        Agent[] agents = [new("drug", AgentKind.Compound, "uM"), new("RB1", AgentKind.GeneLoss, "")];
        var card = PredictorRegistry.Find(Plan, agents).Card;

        Assert.Empty(card.Objections(Plan, agents));
        Assert.Equal(8, card.Dimensions);
        Assert.Equal("axis_8", card.Features[7]);
        Assert.StartsWith("nothing", card.TrainedOn);
        Assert.IsType<StandInPredictor>(PredictorRegistry.Find(Plan, agents));
    }
}
