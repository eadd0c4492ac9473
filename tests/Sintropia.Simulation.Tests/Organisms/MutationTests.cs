using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Interventions;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Simulation.Tests.Organisms;

/// <summary>Mutants arise at births, at a constant rate, whether or not anything selects them.</summary>
public sealed class MutationTests
{
    private const double Rate = 0.002;

    [Fact]
    public void As_many_newborns_of_the_wild_type_mutate_as_the_rate_says()
    {
        var organism = Culture(Rate).Live(until: 72, threads: 2, keepLineage: true);
        var record = organism.Observe().Tissues[0];
        var divisions = record.Of(0, CellEvent.Divided);
        var ended = organism.DrainLineage().Select(l => l.Life.Cell).ToArray();
        var all = ended.Concat(organism.Census().Select(c => c.Cell)).ToArray();
        var wild = all.Where(c => c.Type == 0).Select(c => c.Id).ToHashSet();
        // A mutant whose mother was of the wild type is a new one.
        var born = all.Count(c => c.Type == 1 && c.Mother is { } mother && wild.Contains(mother));

        Assert.True(divisions > 5000);
        Assert.Equal(Rate, born / (2.0 * divisions), Plans.Tolerance(Rate, 2.0 * divisions));
    }

    [Fact]
    public void A_growing_culture_holds_the_share_of_mutants_that_Luria_and_Delbruck_expect()
    {
        // Where mutants grow alike, each doubling leaves a share 1 − µ of the wild type: after n rounds of division 1 − (1 − µ)ⁿ is mutant. All cells here divide in step.
        var plan = Culture(Rate, new FixedDuration(24), founding: Founding.Newborn) with { Duration = 24 * 6 + 1 };
        var record = plan.Live(threads: 2).Observe().Tissues[0];
        var (wild, mutants) = (Living(record, 0), Living(record, 1));
        var expected = 1 - Math.Pow(1 - Rate, 6);

        Assert.Equal(Plans.Cells * 64, wild + mutants);
        // Clones of mutants that arose early are large: the variance of their number is that of Σ over rounds of binomial numbers of clones times their squared size.
        double variance = 0;
        for (var round = 1; round <= 6; round++) variance += Plans.Cells * Math.Pow(2, round) * Math.Pow(1 - Rate, round - 1) * Rate * (1 - Rate) * Math.Pow(4, 6 - round);
        Assert.Equal(expected * Plans.Cells * 64, mutants, 4 * Math.Sqrt(variance));
        // And they vary far more than Poisson numbers would: the mark of mutation before selection.
        Assert.True(variance > 3 * expected * Plans.Cells * 64);
    }

    [Fact]
    public void Mutants_survive_what_kills_the_others_and_hand_that_down()
    {
        var drug = Plans.Drug(new Harming(Biology.Death.Outcome.Apoptosis, PhaseSet.Living, new Proportional(0.3)) { CellTypes = ["wild"] });
        var treated = (Culture(Rate) with { Duration = 160 }).Dosed(drug, Plans.Dose(1, new(24)));
        var record = treated.Live(threads: 2).Observe().Tissues[0];

        Assert.Equal(0, Living(record, 0));
        Assert.True(Living(record, 1) > 100, $"{Living(record, 1)} mutants live.");
        Assert.Equal(0, Living((Culture(0) with { Duration = 160 }).Dosed(drug, Plans.Dose(1, new(24))).Live(threads: 2).Observe().Tissues[0], 1));
    }

    [Fact]
    public void Founders_are_mutants_at_the_rate_that_is_said()
    {
        var plan = Culture(0, cells: 20_000);
        plan = plan with { Tissues = [plan.Tissues[0] with { Populations = [plan.Tissues[0].Populations[0] with { Mutants = [new(1, 0.03)] }] }] };
        var record = plan.Live(until: 0).Observe().Tissues[0];

        Assert.Equal(0.03, Living(record, 1) / 20_000.0, Plans.Tolerance(0.03, 20_000));
    }

    [Fact]
    public void A_mutation_that_never_strikes_changes_no_bit_of_the_others()
    {
        // Newborns: where asynchronous founders stand depends on how fast their type grows, and a type that loses mutants grows by that less.
        var (without, with) = (Culture(0, founding: Founding.Newborn).Live(until: 48).Census(), Culture(1e-12, founding: Founding.Newborn).Live(until: 48).Census());

        Assert.Equal(without, with);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Probabilities_are_above_nought_and_up_to_one(double probability) => Assert.Throws<ArgumentOutOfRangeException>(() => new Mutation(1, probability));

    private static OrganismPlan Culture(double rate, DurationLaw? g1 = null, int cells = Plans.Cells, Founding founding = Founding.Asynchronous)
    {
        var wild = g1 is null ? Plans.Erlang : new CellType { Name = "", Cycle = new([new(Phase.G1, g1)]) };
        return Plans.Culture(wild, 96, cells, founding) with { CellTypes = [wild with { Name = "wild", Mutations = rate > 0 ? [new(1, rate)] : [] }, wild with { Name = "mutant" }] };
    }

    private static long Living(Simulation.Tissues.TissueRecord record, int type)
    {
        var living = 0L;
        for (var phase = Phase.G0; phase.IsLiving(); phase++) living += record.In(type, phase);
        return living;
    }
}
