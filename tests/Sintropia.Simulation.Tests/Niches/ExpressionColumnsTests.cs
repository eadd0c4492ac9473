using Sintropia.Biology.Expression;
using Sintropia.Simulation.Niches;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Scenes;
using Sintropia.Simulation.Tests.Organisms;

namespace Sintropia.Simulation.Tests.Niches;

/// <summary>A niche asks and settles in two steps, as a runtime does that has to wait for its predictor.</summary>
public sealed class ExpressionColumnsTests
{
    private static readonly OrganismPlan Plan = Plans.Culture(Plans.Erlang, 20, 40).Dosed(Plans.Drug(), Plans.Dose(1, new(0))).Listening(dimensions: 3);

    [Fact]
    public void Asked_again_before_it_has_an_answer_a_niche_asks_the_same()
    {
        var (niche, exposures, organism) = Made();
        var (first, rows) = Ask(niche, exposures, organism);
        var (second, again) = Ask(niche, exposures, organism);

        Assert.Equal(40, first.Cells);
        Assert.Equal(rows, again);
        niche.Settle(new float[second.Length], End(organism));
        Assert.Null(niche.Ask(exposures, organism.Tissues[0].Surroundings));
    }

    [Fact]
    public void An_answer_that_does_not_fit_changes_nothing()
    {
        var (niche, exposures, organism) = Made();
        var (question, rows) = Ask(niche, exposures, organism);
        var before = organism.Observe().Fingerprint;

        Assert.Contains("asked about 40 cells in 3 dimensions, and 119 numbers", Assert.Throws<ArgumentException>(() => niche.Settle(new float[119], End(organism))).Message);
        Assert.Contains("asked about 40 cells in 3 dimensions, and 0 numbers", Assert.Throws<ArgumentException>(() => niche.Settle([], End(organism))).Message);
        Assert.Contains($"for cell {niche.Cells[39].Id}, which is no state", Assert.Throws<ArgumentException>(() => niche.Settle([.. new float[119], float.NaN], End(organism))).Message);
        Assert.Equal(before, organism.Observe().Fingerprint);
        Assert.Equal(rows, Ask(niche, exposures, organism).Rows);
        niche.Settle(new float[question.Length], End(organism));
        Assert.NotEqual(before, organism.Observe().Fingerprint);
    }

    [Fact]
    public void Without_expression_nobody_asks_and_nothing_is_stored()
    {
        var organism = Organism.Found(Plan with { Expression = null }, new() { Threads = 1 });
        var niche = organism.Tissues[0].Niches[0];
        var bytes = niche.Bytes;
        organism.Advance();

        Assert.Null(niche.Expression);
        Assert.Null(niche.Ask(new(organism.Tissues[0].Milieu.Exposed(0), Plan.Agents, Plan.Predictor()!.Card, 0.1), organism.Tissues[0].Surroundings));
        niche.Settle([], End(organism));
        Assert.Equal(bytes, niche.Bytes);
    }

    [Fact]
    public void A_cell_that_was_kept_elsewhere_comes_back_as_it_was()
    {
        var organism = Plan.Live();
        var (niche, life) = (organism.Tissues[0].Niches[0], Plan.Life());
        var other = new Niche(life, 16, keepLineage: false);
        for (var i = 0; i < niche.Count; i++) other.Add(niche.Cells[i], niche.Marks[i], organism.Tissues[0].Surroundings, niche.Expression!.Of(i));

        for (var i = 0; i < niche.Count; i++)
        {
            Assert.Equal(Hash(niche, i), Hash(other, i));
            Assert.True(i == 0 || Hash(niche, i) != Hash(niche, i - 1));
        }

        static UInt128 Hash(Niche n, int row) => CellExpression.Fingerprint(n.Cells[row].Id, n.Expression!.Residual(row), n.Expression.Present(row), n.Expression.Settled(row), n.Expression.Asked(row));
    }

    [Fact]
    public void Memory_is_that_of_three_states_and_the_last_ask()
    {
        var organism = Plan.Listening(dimensions: 64).Live(nicheSize: 4096);

        Assert.Equal((80 + 16 + 2 + 3 * 64 * 4 + 16) * 56, Organism.Found(Plan.Listening(dimensions: 64), new() { Threads = 1 }, Plan.Listening(dimensions: 64).Predictor()).Bytes);
        Assert.InRange(organism.Bytes / (double)organism.Cells, 882, 1300);
    }

    [Fact]
    public void Thousands_of_dimensions_are_kept_in_smaller_niches_with_the_same_bits()
    {
        var plan = Plans.Culture(Plans.Erlang, 1.5, 600).Dosed(Plans.Drug(), Plans.Dose(1, new(0))).Listening(dimensions: 4096);
        var organism = plan.Live(nicheSize: 4096);

        Assert.All(organism.Tissues[0].Niches, niche => Assert.InRange(niche.Count, 0, 256));
        Assert.Equal(organism.Observe().Fingerprint, plan.Live(threads: 2, nicheSize: 100).Observe().Fingerprint);
        Assert.Equal((4096, 4096, 16384), (plan.Listening(dimensions: 64).NicheSize(4096), (plan with { Expression = null }).NicheSize(4096), plan.Listening(dimensions: 64).NicheSize(1 << 20)));
    }

    [Fact]
    public void A_niche_that_is_too_large_for_its_dimensions_says_so() => Assert.Contains(
        "A niche of 1048576 cells cannot hold 4096 dimensions of each. Set Simulation:NicheSize to",
        Assert.Throws<InvalidOperationException>(() => new Niche(Plan.Listening(dimensions: 4096).Life(), 1 << 20, keepLineage: false)).Message);

    private static (Niche Niche, ExposureClasses Exposures, Organism Organism) Made()
    {
        var organism = Organism.Found(Plan, new() { Threads = 1 }, Plan.Predictor());
        var other = Organism.Found(Plan, new() { Threads = 1 }, Plan.Predictor());
        other.Advance();
        return (organism.Tissues[0].Niches[0], new(other.Tissues[0].Milieu.Exposed(0), Plan.Agents, Plan.Predictor()!.Card, 0.1), organism);
    }

    private static (ResponseQuestion Question, float[] Rows) Ask(Niche niche, ExposureClasses exposures, Organism organism)
    {
        var question = niche.Ask(exposures, organism.Tissues[0].Surroundings)!;
        return (question, question.Rows.ToArray());
    }

    private static TickEnd End(Organism organism) => new(0.5, 0.5, organism.Tissues[0].Surroundings);
}
