using Sintropia.Biology.Expression;
using Sintropia.Biology.Interventions;

namespace Sintropia.Biology.Tests.Expression;

public sealed class PredictorCardTests
{
    internal static readonly PredictorCard Card = new()
    {
        Name = "net",
        Input = ExpressionSpace.LogNormalised,
        Output = ExpressionSpace.LogNormalised,
        Features = ["TP53", "MYC"],
        Agents = [new("palbociclib", AgentKind.Compound, "uM"), new("paclitaxel", AgentKind.Compound, "uM"), new("RB1", AgentKind.GeneLoss, ""), new("ribociclib", AgentKind.Compound, "uM")],
        Time = ResponseTime.Settled,
        Sets = SetPolicy.Rows,
        TrainedOn = "nothing",
        Licence = "MIT",
        WeightsSha256 = "",
    };

    private static readonly ExpressionPlan Plan = new() { Predictor = "net", Dimensions = 2, HalfLives = [6] };

    [Fact]
    public void What_it_knows_it_takes() => Assert.Empty(Card.Objections(Plan, [new("paclitaxel", AgentKind.Compound, "uM"), new("RB1", AgentKind.GeneLoss, "")]));

    [Fact]
    public void A_misspelt_agent_is_answered_with_the_nearest_that_it_knows() => Assert.Equal(
        "net does not know the compound palbocicilb. The nearest it knows: palbociclib, ribociclib. Use another predictor, or leave it out.",
        Assert.Single(Card.Objections(Plan, [new("palbocicilb", AgentKind.Compound, "uM")])));

    [Fact]
    public void An_agent_like_none_is_answered_with_all() => Assert.Contains(
        "It knows palbociclib, paclitaxel, ribociclib.", Assert.Single(Card.Objections(Plan, [new("xq", AgentKind.Compound, "uM")])));

    [Fact]
    public void A_kind_of_agent_that_it_knows_none_of_is_named() => Assert.Contains(
        "net does not know the ligand egf. It knows no ligand.", Assert.Single(Card.Objections(Plan, [new("egf", AgentKind.Ligand, "ng/mL")])));

    [Fact]
    public void The_direction_of_an_edit_counts() => Assert.Contains(
        "net knows RB1 as loss of gene only, not as gain of gene.", Assert.Single(Card.Objections(Plan, [new("RB1", AgentKind.GeneGain, "")])));

    [Fact]
    public void The_unit_of_a_dose_counts() => Assert.Contains(
        "net knows paclitaxel in 'uM', and the scenario gives it in 'ng/mL'. Give it in 'uM'.", Assert.Single(Card.Objections(Plan, [new("paclitaxel", AgentKind.Compound, "ng/mL")])));

    [Fact]
    public void Another_number_of_dimensions_is_refused() => Assert.Contains(
        "net works in 2 dimensions, and the scenario in 64. Set `dimensions: 2`.", Assert.Single(Card.Objections(Plan with { Dimensions = 64 }, [])));

    [Fact]
    public void What_this_version_cannot_do_is_said()
    {
        Assert.Contains("a time of its own", Assert.Single((Card with { Time = ResponseTime.Stepped }).Objections(Plan, [])));
        Assert.Contains("in sets", Assert.Single((Card with { Sets = SetPolicy.Sets }).Objections(Plan, [])));
    }
}
