using Sintropia.Biology.Expression;
using Sintropia.Biology.Interventions;

namespace Sintropia.Biology.Tests.Expression;

public sealed class ExposureClassesTests
{
    private static readonly Agent[] Agents = [new("drug", AgentKind.Compound, "uM"), new("egf", AgentKind.Ligand, "ng/mL")];

    [Fact]
    public void Levels_within_the_tolerance_are_one_class_and_others_are_not()
    {
        var classes = Classes([1, 0], [1.04, 0], [1.1, 0], [0, 1], [0, 0]);

        Assert.Equal(4, classes.Count);
        Assert.Equal(classes.Of(0, 0), classes.Of(1, 0));
        Assert.Equal(4, new[] { 1, 2, 3, 4 }.Select(type => classes.Key(classes.Of((byte)type, 0))).Distinct().Count());
    }

    [Fact]
    public void A_class_is_stood_for_by_a_level_within_half_the_tolerance_of_all_of_its()
    {
        for (var exponent = -40.0; exponent < 20; exponent += 0.37)
        {
            var level = Math.Exp(exponent);
            var classes = Classes([level, 0]);

            Assert.InRange(classes.Levels.Span[0] / level, 1 / Math.Sqrt(1.1001), Math.Sqrt(1.1001));
            Assert.Equal(0, classes.Levels.Span[1]);
            // The key is of the level that stands for the class, so that asking again with it asks the same.
            Assert.Equal(classes.Key(0), Classes([classes.Levels.Span[0], 0]).Key(0));
        }

        Assert.Equal(1, Classes([1, 0]).Levels.Span[0]);
    }

    [Fact]
    public void A_slowly_decaying_dose_changes_its_key_once_per_step_of_the_tolerance()
    {
        var keys = Enumerable.Range(0, 1000).Select(i => Classes([Math.Pow(0.5, i / 100.0), 0]).Key(0)).ToArray();

        Assert.Equal(Math.Log(1024) / Math.Log(1.1), keys.Distinct().Count(), 2.0);
        Assert.Equal(keys.Distinct().Count(), 1 + keys.Zip(keys.Skip(1)).Count(pair => pair.First != pair.Second));
    }

    [Fact]
    public void Without_tolerance_any_change_counts_and_levels_are_told_as_they_are()
    {
        var classes = Classes(0, [0.3, 0], [Math.BitIncrement(0.3), 0]);

        Assert.Equal(2, classes.Count);
        Assert.Equal(0.3f, classes.Levels.Span[0]);
    }

    [Fact]
    public void An_agent_that_nobody_gave_changes_no_key()
    {
        var alone = new ExposureClasses(new(0, 0.5, [new(0, 0, [0.3])]), [Agents[0]], Card([Agents[0]]), 0.1);

        Assert.Equal(alone.Key(0), Classes([0.3, 0]).Key(0));
        Assert.NotEqual(alone.Key(0), Classes([0.3, 1e-9]).Key(0));
        Assert.NotEqual(Classes([0.3, 0]).Key(0), Classes([0, 0.3]).Key(0));
    }

    [Fact]
    public void Levels_come_in_the_order_of_the_card_and_what_the_scenario_has_not_is_nought()
    {
        var card = Card([new("other", AgentKind.Compound, "uM"), Agents[1], new("drug", AgentKind.GeneLoss, ""), Agents[0]]);
        var classes = new ExposureClasses(new(0, 0.5, [new(0, 0, [1, 0]), new(0, 1, [0, 1])]), Agents, card, 0.1);

        Assert.Equal([0, 0, 0, 1, 0, 1, 0, 0], classes.Levels.ToArray());
        Assert.Equal(4, classes.Agents);
    }

    [Fact]
    public void Cells_of_whom_nothing_is_known_are_an_error() =>
        Assert.Contains("cells of type 3, subset 9, in tick 7", Assert.Throws<KeyNotFoundException>(() => Classes([1, 0]).Of(3, 9)).Message);

    private static ExposureClasses Classes(params double[][] levels) => Classes(0.1, levels);

    private static ExposureClasses Classes(double tolerance, params double[][] levels) =>
        new(new(7, 0.5, [.. levels.Select((l, type) => new GroupExposure((byte)type, 0, l))]), Agents, Card(Agents), tolerance);

    private static PredictorCard Card(IEnumerable<Agent> agents) => PredictorCardTests.Card with { Agents = [.. agents.Select(a => new KnownAgent(a.Name, a.Kind, a.Unit))] };
}
