using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Tissues;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Simulation.Tests.Organisms;

/// <summary>Cells go from tissue to tissue, with what they are and have left to live.</summary>
public sealed class MigrationTests
{
    private const int Lasting = 2;

    /// <summary>Stem cells of a marrow make cells that mature there and then go to the blood, some of which come back; a drug chooses half of all cells, and another one half of those of the marrow.</summary>
    internal static OrganismPlan Trafficking(double duration) => new()
    {
        CellTypes =
        [
            Plans.Rich with { Name = "stem", Hierarchy = new([new(0.5, 0, 1), new(0.5, 1, 1)]) },
            Plans.Rich with { Name = "leaving", Hierarchy = new([], Rounds: 2, Then: Lasting) },
            new() { Name = "lasting", Cycle = null, Quiescence = new(1, new ExponentialDuration(40)) },
        ],
        Tissues =
        [
            new("bone", "marrow", [new(0, 300), new(1, 300)]) { Migrations = [new(1, 1, 0.05), new(Lasting, 1, double.PositiveInfinity)] },
            new("blood", "cells", [new(Lasting, 200)]) { Migrations = [new(1, 2, 0.1)] },
            new("spleen", "pulp", [new(1, 50)], new Crowding(800, 2)) { Migrations = [new(1, 0, 0.02), new(Lasting, 1, 0.3)] },
        ],
        Agents = [Plans.Drug(new Holding(Phase.G1, new Hill(0.5, 1.5, 0.7)), new Slowing(PhaseSet.S, new Hill(1, 2, 0.8)), new Harming(Outcome.Apoptosis, PhaseSet.Living, new Hill(1, 1, 0.02)))],
        Interventions =
        [
            new Dosing(0, 2, new(3.3, Until: 19), new(Fraction: 0.5)),
            new Dosing(0, 1, new(6.1, Every: 9, For: 4), new("bone", Fraction: 0.5)),
            new Dosing(0, 3, new(12), new("spleen", Fraction: 0.4)),
        ],
        Seed = 8,
        Duration = duration,
    };

    [Fact]
    public void Threads_and_niches_change_no_bit()
    {
        var expected = Trafficking(40).Live(nicheSize: 16384).Observe();
        foreach (var (threads, size) in new[] { (1, 64), (2, 64), (3, 500), (2, 16384) })
            Assert.Equal(expected.Fingerprint, Trafficking(40).Live(threads: threads, nicheSize: size).Observe().Fingerprint);
        var listening = Trafficking(20).Listening();
        Assert.Equal(listening.Live(nicheSize: 16384).Observe().Fingerprint, listening.Live(threads: 3, nicheSize: 64).Observe().Fingerprint);
    }

    [Fact]
    public void Cells_are_neither_made_nor_lost_on_the_way()
    {
        var organism = Organism.Found(Trafficking(40), new() { Threads = 2, NicheSize = 128, KeepLineage = true });
        while (!organism.IsComplete) organism.Advance();
        var records = organism.Observe().Tissues;
        long Total(CellEvent happened) => records.Sum(t => Enumerable.Range(0, 3).Sum(type => t.Of(type, happened)));

        Assert.Equal(850 + Total(CellEvent.Divided) - Total(CellEvent.Cleared), organism.Cells);
        Assert.Equal(records.Sum(t => t.Cells.Sum()), organism.Cells);
        Assert.Equal(organism.Cells, organism.Census().Select(c => c.Cell.Id).Distinct().Count());
        Assert.All(records, t => Assert.True(t.Cells.Sum() > 50));
    }

    [Fact]
    public void Who_leaves_at_a_rate_is_gone_as_the_rate_says_whatever_the_tick()
    {
        // At 0.1 per h a share of e^(−1.2) is left after 12 h.
        foreach (var tick in new[] { 0.5, 2.0 })
        {
            var record = (Leaving(0.1, new Endless()) with { Tick = tick }).Live(until: 12 + tick).Observe();
            var share = Math.Exp(-1.2);
            Assert.Equal(share, record.Tissues[0].Cells.Sum() / (double)Plans.Cells, Plans.Tolerance(share, Plans.Cells));
            Assert.Equal(Plans.Cells, record.Tissues.Sum(t => t.Cells.Sum()));
        }
    }

    [Fact]
    public void Who_leaves_without_a_rate_is_gone_after_the_tick()
    {
        var organism = Leaving(double.PositiveInfinity, new Endless()).Live(until: 0.5);
        Assert.Equal(Plans.Cells, organism.Observe().Tissues[0].Cells.Sum());

        organism.Advance();
        Assert.Equal([0, Plans.Cells], organism.Observe().Tissues.Select(t => t.Cells.Sum()));
    }

    [Fact]
    public void A_cell_takes_along_what_it_has_left_to_live()
    {
        Dictionary<CellId, double> Deaths(double rate) => Leaving(rate, new ErlangDuration(3, 30)).Live(keepLineage: true).DrainLineage().ToDictionary(l => l.Life.Cell.Id, l => l.Life.End);
        var (moved, stayed) = (Deaths(0.2), Deaths(1e-9));

        Assert.True(stayed.Count > 1000);
        Assert.Equal(stayed.Keys.Order(), moved.Keys.Order());
        foreach (var (id, end) in stayed) Assert.Equal(end, moved[id], 1e-9);
    }

    [Fact]
    public void A_cell_feels_what_is_where_it_is()
    {
        // Held at the end of G1 in one tissue, free in the other.
        var drug = Plans.Drug(new Holding(Phase.G1, new Proportional(1)));
        OrganismPlan Cells(double rate) => new()
        {
            CellTypes = [Plans.Cooper],
            Tissues = [new("a", "here", [new(0, 500)]) { Migrations = [new(0, 1, rate)] }, new("b", "there", [new(0, 1)])],
            Agents = [drug],
            Interventions = [new Dosing(0, 1, new(0), new("a"))],
            Seed = 3,
            Duration = 60,
        };
        var (held, released) = (Cells(1e-9).Live(until: 40), Cells(0.5).Live(until: 60));

        Assert.Equal(held.Tissues[0].CountByPhase().Sum(), held.In(Phase.G1) - held.Census().Count(c => c is { Tissue: 1, Cell.Phase: Phase.G1 }));
        Assert.True(released.Cells > 1500, $"{released.Cells} cells");
        Assert.DoesNotContain(released.Census(), c => c.Tissue == 1 && c.Cell.Is(CellTraits.Held));
    }

    [Fact]
    public void Clones_keep_apart_where_cells_mix()
    {
        var census = Leaving(0.1, new Endless()).Live(until: 12).Census();

        Assert.Equal(census.Count, census.Select(c => c.Cell.Clone).Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_rate_is_positive(double rate) => Assert.Throws<ArgumentOutOfRangeException>(() => new Migration(0, 1, rate));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(-1)]
    public void A_way_leads_to_another_tissue(int to) =>
        Assert.Contains("one way, to another tissue", Assert.Throws<ArgumentException>(() => (Leaving(1, new Endless()) with { Tissues = [new("a", "here", [new(0, 5)]) { Migrations = [new(0, to, 1)] }, new("b", "there", [new(0, 5)])] }).Live(0)).Message);

    private static OrganismPlan Leaving(double rate, DurationLaw lifespan) => new()
    {
        CellTypes = [new() { Name = "t", Cycle = null, Quiescence = new(1, lifespan) }, Plans.Erlang with { Name = "other" }],
        Tissues = [new("a", "here", [new(0, Plans.Cells, Founding.Resting)]) { Migrations = [new(0, 1, rate)] }, new("b", "there", [])],
        Seed = 4,
        Duration = 60,
    };
}
