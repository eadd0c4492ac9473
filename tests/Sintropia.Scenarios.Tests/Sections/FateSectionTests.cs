using Sintropia.Biology.Cycle;
using Sintropia.Biology.Expression;
using Sintropia.Biology.Numerics;
using Sintropia.Scenarios.Plans;
using Sintropia.Scenarios.Provenance;

namespace Sintropia.Scenarios.Tests.Sections;

public sealed class FateSectionTests
{
    private const string Fate = "fate: [ { programme: pace, genes: [0, 3], speeds: [G1, S], fold: 2 }, { programme: death, genes: [1], endangers: M, fold: { value: 0.5, status: sourced, source: a paper } } ]";

    private static string With(string fate) => Valid.With("compounds:", $"expression: {{ predictor: stand-in, dimensions: 4, {fate} }}\ncompounds:");

    [Fact]
    public void Programmes_multiply_rates_by_a_fold_for_each_unit()
    {
        var effects = ScenarioPlans.Compile(Valid.Parse(With(Fate)), "treated", 1).Expression!.Fate;

        Assert.Equal([("pace", Elementary.Log(2), PhaseSet.G1 | PhaseSet.S, FateTarget.Progress), ("death", Elementary.Log(0.5), PhaseSet.M, FateTarget.Hazard)], effects.Select(e => (e.Programme, e.Weight, e.Phases, e.Target)));
        Assert.Equal([0, 3], effects[0].Dimensions);
    }

    [Fact]
    public void It_is_off_unless_it_is_written_and_what_has_no_source_is_assumed()
    {
        Assert.Empty(Valid.Parse(With("tolerance: 10 %")).Expression!.Fate);
        Assert.Contains("changes nothing of their fate", Explanation.Of(Valid.Parse(With("tolerance: 10 %"))));

        var scenario = Valid.Parse(With(Fate));
        var folds = scenario.Assumptions.Where(a => a.What == "factor per unit of the programme").ToList();
        Assert.Equal([AssumptionStatus.Assumed, AssumptionStatus.Sourced], folds.Select(a => a.Status));
        Assert.Contains("pace (2 dimensions) multiplies progress in G1, S by 2", Explanation.Of(scenario));
        Assert.Contains("death (1 dimension) multiplies hazards in M by 0.5", Explanation.Of(scenario));
    }

    [Theory]
    [InlineData("genes: [0, 3]", "genes: [0, 4]", "'4' is no axis of the state: axes have numbers from 0 to 3")]
    [InlineData("genes: [0, 3]", "genes: [0, 0]", "named twice")]
    [InlineData("genes: [0, 3]", "genes: []", "The list is empty")]
    [InlineData("speeds: [G1, S], fold: 2", "speeds: [G1, S], endangers: M, fold: 2", "either 'speeds' or 'endangers'")]
    [InlineData("speeds: [G1, S], fold: 2", "fold: 2", "needs one of the keys speeds, endangers")]
    [InlineData("speeds: [G1, S], fold: 2", "speeds: [G1, G3], fold: 2", "'G3' is not one of")]
    [InlineData("speeds: [G1, S], fold: 2", "speeds: G1, fold: 0", "above 0")]
    [InlineData("speeds: [G1, S], fold: 2", "speeds: G1", "needs 'fold'")]
    public void What_makes_no_sense_is_told_where_it_stands(string old, string other, string expected)
    {
        Assert.Contains(old, Fate);
        var problem = Assert.Single(Valid.Problems(With(Fate.Replace(old, other, StringComparison.Ordinal))));

        Assert.Equal(9, problem.Line);
        Assert.Contains(expected, problem.What);
    }
}
