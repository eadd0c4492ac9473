using System.Runtime.InteropServices;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Expression;
using Sintropia.Simulation.Niches;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Replays;
using Sintropia.Simulation.Tests.Organisms;

namespace Sintropia.Simulation.Tests.Replays;

public sealed class CellReplayTests
{
    public static TheoryData<string> Names => SameBitsTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cell_that_is_derived_anew_is_at_every_tick_what_it_was_among_the_others(string name)
    {
        var plan = SameBitsTests.All[name];
        var seen = Watched.Live(plan);
        var course = new OrganismCourse(plan, seen.Living);
        var replay = new CellReplay(course, plan.Predictor());
        // A thousand where cells are dosed and express something; fewer elsewhere.
        var chosen = seen.Cells(name.StartsWith("listening", StringComparison.Ordinal) ? 1000 : 150);
        Assert.True(chosen.Count >= 100);
        Assert.Contains(chosen, id => seen.Ends.ContainsKey(id));
        Assert.Contains(chosen, id => !seen.Ends.ContainsKey(id));

        foreach (var id in chosen)
        {
            var life = replay.Of(Ancestry.Find(plan, id)!);
            Assert.True(life.Lived);
            Assert.Equal(seen.Trace[id], life.Moments.Select(m => (m.Tick, m.Fingerprint)));
            if (seen.Ends.TryGetValue(id, out var ended))
            {
                Assert.Equal((ended.End, ended.Fate), (life.Last.End, life.Last.Fate));
                Assert.True(Bytes(ended.Cell).SequenceEqual(Bytes(life.Last.Last)));
            }
            else
            {
                Assert.Equal((plan.Duration, CellEvent.None), (life.Last.End, life.Last.Fate));
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_cell_that_goes_from_tissue_to_tissue_is_followed_there(bool coupled)
    {
        var plan = MigrationTests.Trafficking(40).Listening();
        if (!coupled) plan = plan with { Tissues = [.. plan.Tissues.Select(t => t with { Crowding = null })] };
        var seen = Watched.Live(plan);
        var replay = new CellReplay(new(plan, seen.Living), plan.Predictor());
        var travelled = 0;

        foreach (var id in seen.Cells(400))
        {
            var life = replay.Of(Ancestry.Find(plan, id)!);
            Assert.Equal(seen.Trace[id], life.Moments.Select(m => (m.Tick, m.Fingerprint)));
            if (life.Moments.Select(m => m.Tissue).Distinct().Count() > 1) travelled++;
        }

        Assert.True(travelled > 50, $"{travelled} of 400 cells were in more than one tissue");
    }

    [Fact]
    public void Events_have_their_exact_times_and_lead_from_phase_to_phase()
    {
        var plan = SameBitsTests.All["listening"];
        var seen = Watched.Live(plan);
        var replay = new CellReplay(new(plan, seen.Living), plan.Predictor());
        var divided = seen.Ends.Values.First(e => e.Fate == CellEvent.Divided && e.Cell.Generation == 1);

        var life = replay.Of(Ancestry.Find(plan, divided.Cell.Id)!);

        Assert.Equal(2, life.Lives.Count);
        Assert.Equal(life.Lives[0].End, life.Last.Birth);
        Assert.Equal((CellEvent.Divided, divided.End), (life.Last.Events[^1].Happened, life.Last.Events[^1].Time));
        Assert.Equal(life.Last.Events.Select(e => e.Time).Order(), life.Last.Events.Select(e => e.Time));
        Assert.All(life.Last.Events, e => Assert.InRange(e.Time, life.Last.Birth, life.Last.End));
        var entered = life.Last.Events.Single(e => e.Happened == CellEvent.Progressed && e.Phase == Phase.M).Time;
        Assert.Equal(divided.Cell.Entered, entered);
    }

    [Fact]
    public void A_cell_whose_mother_never_divided_was_never_born()
    {
        var plan = SameBitsTests.All["rich"];
        var seen = Watched.Live(plan);
        var dead = seen.Ends.Values.First(e => e.Fate == CellEvent.Apoptosis).Cell.Id;

        var life = new CellReplay(new(plan, seen.Living)).Of(Ancestry.Find(plan, dead.Daughter(1))!);

        Assert.False(life.Lived);
        Assert.Equal(dead, life.Last.Id);
        Assert.Equal(CellEvent.Apoptosis, life.Last.Fate);
        Assert.Empty(life.Moments);
    }

    [Fact]
    public void A_descent_is_read_from_an_identity_alone()
    {
        var plan = SameBitsTests.All["circulating"];
        var founder = CellId.Founder(1, 7);
        var id = new[] { 1, 0, 0, 1, 1, 0, 1 }.Aggregate(founder, (cell, which) => cell.Daughter(which));

        var found = Ancestry.Find(plan, id)!;

        Assert.Equal(7, found.Founder);
        Assert.Equal([1, 0, 0, 1, 1, 0, 1], found.Daughters);
        Assert.Equal(founder, found.Line[0]);
        Assert.Null(Ancestry.Find(plan with { Tissues = [plan.Tissues[0] with { Populations = [plan.Tissues[0].Populations[0] with { Cells = 3 }] }] }, id));
    }

    [Fact]
    public void Cells_are_coupled_by_what_counts_them_and_by_nothing_else()
    {
        Assert.Empty(Couplings.Of(SameBitsTests.All["dosed"] with { Agents = [] }));
        Assert.Contains("crowding in dish", Couplings.Of(SameBitsTests.All["crowded"]));
        Assert.NotEmpty(Couplings.Of(SameBitsTests.All["hierarchical"]));
        Assert.NotEmpty(Couplings.Of(SameBitsTests.All["circulating"]));
    }

    private static ReadOnlySpan<byte> Bytes(Cell cell) => MemoryMarshal.AsBytes(new[] { cell }.AsSpan());

    /// <summary>An organism that was watched at every tick.</summary>
    private sealed class Watched
    {
        private readonly List<long[][]> _living = [];

        public Dictionary<CellId, List<(long, UInt128)>> Trace { get; } = [];

        public Dictionary<CellId, LineageRecord> Ends { get; } = [];

        public static Watched Live(OrganismPlan plan)
        {
            var watched = new Watched();
            var organism = Organism.Found(plan, new() { Threads = 2, NicheSize = 512, KeepLineage = true }, plan.Predictor());
            watched.Look(organism);
            while (!organism.IsComplete)
            {
                organism.Advance();
                watched._living.Add([.. organism.Began.Select(cells => Living(cells, plan.CellTypes.Count))]);
                watched.Look(organism);
            }

            foreach (var (_, life) in organism.DrainLineage()) watched.Ends[life.Cell.Id] = life;
            return watched;
        }

        public IReadOnlyList<long[]> Living(long tick) => _living[(int)tick];

        /// <summary>Cells that were there, as even a sample as identities are.</summary>
        public IReadOnlyList<CellId> Cells(int most) => [.. Trace.Keys.Order().Take(most)];

        private static long[] Living(long[] cells, int types) => [.. Enumerable.Range(0, types).Select(type => cells.Skip(type * Phases.Count).Take((int)Phase.Apoptotic).Sum())];

        private void Look(Organism organism)
        {
            foreach (var niche in organism.Tissues.SelectMany(t => t.Niches))
                for (var i = 0; i < niche.Count; i++)
                {
                    var cell = niche.Cells[i];
                    var state = niche.Expression?.Of(i);
                    var print = Niche.Fingerprint(in cell, niche.Marks[i]) + (state is null ? 0 : CellExpression.Fingerprint(cell.Id, state.Residual, state.Present, state.Settled, state.Asked));
                    if (!Trace.TryGetValue(cell.Id, out var trace)) Trace[cell.Id] = trace = [];
                    if (organism.Ticks > 0 || cell.Generation == 0) trace.Add((organism.Ticks, print));
                }
        }
    }
}
