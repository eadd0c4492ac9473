using Sintropia.Biology.Cells;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Simulation.Tests.Organisms;

public sealed class CellSampleTests
{
    private static readonly CellId[] Cells = [.. Enumerable.Range(0, 1000).Select(i => CellId.Founder(0, (ulong)i))];

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(999)]
    public void A_sample_has_as_many_cells_as_were_asked_for(int most)
    {
        var bound = CellSample.Bound(Cells, most);
        Assert.Equal(most, Cells.Count(c => CellSample.Number(c) <= bound));
    }

    [Fact]
    public void All_are_in_it_where_there_are_no_more() => Assert.Equal(ulong.MaxValue, CellSample.Bound(Cells, 1000));

    [Fact]
    public void It_does_not_depend_on_the_order_of_the_cells_and_a_larger_one_holds_it()
    {
        Assert.Equal(CellSample.Bound(Cells, 50), CellSample.Bound(Cells.Reverse(), 50));
        Assert.True(CellSample.Bound(Cells, 51) > CellSample.Bound(Cells, 50));
    }

    [Fact]
    public void Every_cell_has_the_same_chance()
    {
        // Halves of the founders by number: 500 ± 4 standard deviations of a hypergeometric draw of 500 among 20,000.
        var many = Enumerable.Range(0, 20_000).Select(i => CellId.Founder(0, (ulong)i)).ToArray();
        var bound = CellSample.Bound(many, 1000);
        Assert.InRange(many.Take(10_000).Count(c => CellSample.Number(c) <= bound), 500 - 64, 500 + 64);
    }

    [Fact]
    public void An_empty_sample_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => CellSample.Bound(Cells, 0));

    [Fact]
    public void What_sampled_cells_express_does_not_depend_on_threads_or_niches()
    {
        var plan = Plans.Culture(Plans.Rich, 24, 300).Listening(dimensions: 3);
        var bound = CellSample.Bound(plan.Live().Census().Where(c => c.Cell.Phase <= Biology.Cycle.Phase.Senescent).Select(c => c.Cell.Id), 100);
        var (one, many) = (plan.Live(threads: 1, nicheSize: 4096).Express(bound), plan.Live(threads: 3, nicheSize: 64).Express(bound));

        Assert.Equal(100, one.Count);
        Assert.Equal(one.Select(c => (c.Tissue, c.Cell.Id)), many.Select(c => (c.Tissue, c.Cell.Id)));
        for (var i = 0; i < one.Count; i++) Assert.Equal(one[i].Present, many[i].Present);
        Assert.Equal(one.Select(c => c.Cell.Id).Order(), one.Select(c => c.Cell.Id));
    }

    [Fact]
    public void Cells_that_express_nothing_say_so() =>
        Assert.Contains("the plan has no expression", Assert.Throws<InvalidOperationException>(() => Plans.Culture(Plans.Cooper, 2, 10).Live().Express(ulong.MaxValue)).Message);

    [Fact]
    public void A_culture_founded_on_measured_cells_begins_with_what_was_measured()
    {
        var measured = new Biology.Expression.MeasuredCells(2, [.. Enumerable.Range(0, 40).Select(i => (float)i)], [.. Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? Biology.Cycle.PhaseSet.G1 : Biology.Cycle.PhaseSet.S)]);
        var programme = Biology.Expression.PhaseProgramme.Of("t", measured);
        measured = measured.Beyond(programme, [1, 1]);
        var plan = Plans.Culture(Plans.Erlang, 24, 20).Listening(dimensions: 2);
        plan = plan with
        {
            Tissues = [plan.Tissues[0] with { Populations = [new(0, 20, Founding.Asynchronous, measured.Draw(new(plan.Seed), 0, 20))] }],
            Expression = plan.Expression! with { Programmes = [programme] },
        };
        var founded = Organism.Found(plan, new() { Threads = 1 }, plan.Predictor()).Express(ulong.MaxValue);

        Assert.Equal(Enumerable.Range(0, 20).Select(i => (2f * i, 2f * i + 1)).Order(), founded.Select(c => (c.Present[0], c.Present[1])).Order());
        foreach (var cell in founded) Assert.Equal((int)cell.Present[0] / 2 % 2 == 0 ? Biology.Cycle.Phase.G1 : Biology.Cycle.Phase.S, cell.Cell.Phase);
    }
}
