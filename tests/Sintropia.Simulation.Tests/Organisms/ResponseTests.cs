using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Expression;
using Sintropia.Biology.Interventions;
using Sintropia.Simulation.Niches;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Tests.Niches;

namespace Sintropia.Simulation.Tests.Organisms;

/// <summary>What the cells of an organism express, and when a predictor is asked about them.</summary>
public sealed class ResponseTests
{
    private static readonly CellType Still = new() { Name = "t", Cycle = null };

    [Fact]
    public void Without_doses_cells_stay_at_their_residual_and_the_programme_of_their_phase()
    {
        var organism = Plans.Culture(Still, 20, 50).Listening(dimensions: 5).Live();

        foreach (var (niche, row) in Rows(organism))
        {
            var programme = organism.Plan.Expression!.Programmes[0].In(niche.Cells[row].Phase);
            for (var k = 0; k < 5; k++) Assert.Equal(niche.Expression!.Residual(row)[k] + programme[k], niche.Expression.Present(row)[k]);
        }
    }

    [Fact]
    public void A_dose_draws_a_trajectory_to_where_cells_settle_and_wash_out_leads_back()
    {
        var plan = Plans.Culture(Still, 120, 20).Dosed(Plans.Drug(), Plans.Dose(2, new(10, Until: 60)));
        plan = plan.Listening(dimensions: 3) with { Expression = plan.Listening(3).Expression! with { HalfLives = [5], Tolerance = 0 } };
        var predictor = new Answering(3, plan.Agents, (x, levels) => x + 4 * levels[0]);
        var organism = Organism.Found(plan, new() { Threads = 2, NicheSize = 16 }, predictor);
        var start = States(organism);

        foreach (var (time, way) in new[] { (10.0, 0.0), (15, 0.5), (20, 0.75), (60, 1 - Math.Pow(2, -10)), (65, 0.5), (120, 0) })
        {
            var now = States(organism.LiveUntil(time));
            foreach (var id in start.Keys)
                for (var k = 0; k < 3; k++) Assert.Equal(start[id][k] + 8 * way, now[id][k], 0.01);
        }
    }

    [Fact]
    public void Everyone_is_asked_about_at_once_and_then_nobody_until_the_ticks_are_over()
    {
        var plan = Plans.Culture(Still, 20, 50).Listening(dimensions: 2, askEvery: 10);
        var predictor = new Answering(2, [], (x, _) => x);
        var organism = Organism.Found(plan, new() { Threads = 1, NicheSize = 16 }, predictor);
        var asked = new List<int>();
        while (!organism.IsComplete)
        {
            var before = predictor.Asked.Count;
            organism.Advance();
            asked.Add(predictor.Asked.Count - before);
        }

        Assert.Equal(Enumerable.Range(0, 40).Select(tick => tick % 10 == 0 ? 50 : 0), asked);
    }

    [Fact]
    public void Cells_that_changed_their_phase_or_were_just_born_are_asked_about()
    {
        var plan = Plans.Culture(Plans.Cooper, 30, 200).Listening(dimensions: 1, askEvery: 1_000_000);
        var predictor = new Answering(1, [], (x, _) => x);
        var organism = Organism.Found(plan, new() { Threads = 1, NicheSize = 64 }, predictor);
        organism.Advance();
        while (!organism.IsComplete)
        {
            var (before, phases) = (predictor.Asked.Count, Phases(organism));
            organism.Advance();
            var changed = Phases(organism).Count(now => !phases.TryGetValue(now.Key, out var was) || was != now.Value);
            Assert.Equal(changed, predictor.Asked.Count - before);
        }

        static Dictionary<CellId, Phase> Phases(Organism organism) => organism.Census().ToDictionary(c => c.Cell.Id, c => c.Cell.Phase);
    }

    [Fact]
    public void A_predictor_is_always_told_the_unperturbed_state_and_the_mean_level_of_the_tick()
    {
        var agent = Plans.Drug() with { Unbound = 0.5 };
        var plan = Plans.Culture(Still, 3, 10).Dosed(agent, Plans.Dose(4, new(1.1))).Listening(dimensions: 1, askEvery: 1);
        plan = plan with { Expression = plan.Expression! with { Tolerance = 0, Programmes = [] } };
        var predictor = new Answering(1, plan.Agents, (_, _) => 100);
        var organism = Organism.Found(plan, new() { Threads = 1 }, predictor);
        var residuals = Rows(organism).Select(r => r.Niche.Expression!.Residual(r.Row)[0]).Order().ToArray();
        var levels = new List<float>();
        while (!organism.IsComplete)
        {
            predictor.Asked.Clear();
            organism.Advance();
            Assert.Equal(residuals, predictor.Asked.Select(a => a.Row[0]).Order());
            levels.Add(Assert.Single(predictor.Asked.Select(a => a.Levels[0]).Distinct()));
        }

        Assert.Equal([0, 0, 2 * 0.8, 2, 2, 2], levels.Select(l => Math.Round(l, 6)));
    }

    [Fact]
    public void A_dose_that_reaches_a_fraction_moves_those_cells_only()
    {
        var plan = Plans.Culture(Still, 10, 400).Dosed(Plans.Drug(), Plans.Dose(1, new(2.25), fraction: 0.3)).Listening(dimensions: 1);
        var predictor = new Answering(1, plan.Agents, (x, levels) => x + levels[0]);
        var organism = Organism.Found(plan, new() { Threads = 1, NicheSize = 64 }, predictor);
        var start = States(organism);
        organism.LiveUntil(10);

        Assert.InRange(Rows(organism).Count(r => r.Niche.Cells[r.Row].Subset == 1), 60, 180);
        foreach (var (niche, row) in Rows(organism))
            Assert.Equal(niche.Cells[row].Subset == 1, niche.Expression!.Present(row)[0] - start[niche.Cells[row].Id][0] > 0.1);
    }

    [Fact]
    public void Sisters_begin_with_the_state_of_their_mother_and_mirrored_residuals()
    {
        var plan = Plans.Culture(Plans.Cooper, 40, 100, Founding.StartOfM).Listening(dimensions: 4);
        var organism = Organism.Found(plan, new() { Threads = 1 }, plan.Predictor());
        var mothers = Rows(organism).ToDictionary(r => r.Niche.Cells[r.Row].Id, r => r.Niche.Expression!.Residual(r.Row).ToArray());
        organism.LiveUntil(1.5);
        var daughters = Rows(organism).GroupBy(r => r.Niche.Cells[r.Row].Mother!.Value).ToArray();

        Assert.Equal(100, daughters.Length);
        foreach (var pair in daughters)
        {
            var (one, other) = (pair.First(), pair.Last());
            for (var k = 0; k < 4; k++)
                Assert.Equal(2 * 0.9 * mothers[pair.Key][k], one.Niche.Expression!.Residual(one.Row)[k] + other.Niche.Expression!.Residual(other.Row)[k], 1e-5);
        }
    }

    [Fact]
    public void The_dead_express_what_they_did_and_are_not_asked_about()
    {
        var plan = Plans.Culture(new() { Name = "t", Cycle = null, Quiescence = new(1, new FixedDuration(2)) }, 8, 30, Founding.Newborn).Listening(dimensions: 2, askEvery: 1);
        var predictor = new Answering(2, [], (x, _) => x + 1);
        var organism = Organism.Found(plan, new() { Threads = 1 }, predictor).LiveUntil(2.5);
        Assert.All(organism.Census(), c => Assert.Equal(Phase.Apoptotic, c.Cell.Phase));
        var (asked, states) = (predictor.Asked.Count, States(organism));
        organism.LiveUntil(6);

        Assert.Equal(asked, predictor.Asked.Count);
        Assert.All(States(organism), now => Assert.Equal(states[now.Key], now.Value));
    }

    [Fact]
    public void Expression_changes_nothing_in_the_cycle_and_is_part_of_the_fingerprint()
    {
        var plain = SameBitsTests.Dosed(Plans.Culture(Plans.Rich, 30));
        var (deaf, listening) = (plain.Live().Observe(), plain.Listening().Live().Observe());

        Assert.Equal(deaf.Tissues[0].Cells, listening.Tissues[0].Cells);
        Assert.Equal(deaf.Tissues[0].Events, listening.Tissues[0].Events);
        Assert.NotEqual(deaf.Fingerprint, listening.Fingerprint);
        Assert.NotEqual(listening.Fingerprint, (plain.Listening() with { Expression = plain.Listening().Expression! with { HalfLives = [6.1] } }).Live().Observe().Fingerprint);
    }

    [Fact]
    public void Where_levels_are_constant_many_asks_come_to_one()
    {
        var plan = Plans.Culture(Still, 40, 50).Dosed(Plans.Drug(), Plans.Dose(1, new(0)));
        var (often, once) = (States(plan.Listening(askEvery: 1).Live()), States(plan.Listening(askEvery: 1_000_000).Live()));
        var coarse = States((plan.Listening(askEvery: 1) with { Tick = 20 }).Live());

        foreach (var id in once.Keys)
        {
            Assert.Equal(once[id], often[id]);
            Assert.All(once[id].Zip(coarse[id]), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        }
    }

    [Fact]
    public void A_plan_with_expression_needs_a_predictor_that_fits()
    {
        var plan = Plans.Culture(Still, 10, 5).Dosed(Plans.Drug()).Listening(dimensions: 3);

        Assert.Contains("as the predictor stand-in says, and none was given", Assert.Throws<ArgumentException>(() => Organism.Found(plan, new())).Message);
        Assert.Contains("works in 2 dimensions, and the scenario in 3", Assert.Throws<ArgumentException>(() => Organism.Found(plan, new(), new Answering(2, plan.Agents, (x, _) => x))).Message);
        Assert.Contains("formula does not know the compound drug. It knows no compound.", Assert.Throws<ArgumentException>(() => Organism.Found(plan, new(), new Answering(3, [], (x, _) => x))).Message);
        Assert.Contains("in 0 dimensions", Assert.Throws<ArgumentException>(() => Organism.Found(plan with { Expression = plan.Expression! with { Dimensions = 0 } }, new(), new Answering(0, plan.Agents, (x, _) => x))).Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_a_predictor_throws_or_says_that_is_no_state_ends_the_run(int threads)
    {
        var plan = Plans.Culture(Still, 10, 100).Listening(dimensions: 3);

        var failed = Organism.Found(plan, new() { Threads = threads, NicheSize = 16 }, new Answering(3, [], (_, _) => throw new TimeoutException("the device is gone")));
        Assert.Equal("the device is gone", Assert.Throws<TimeoutException>(failed.Advance).Message);
        var absurd = Organism.Found(plan, new() { Threads = threads, NicheSize = 16 }, new Answering(3, [], (_, _) => float.NaN));
        Assert.Contains("stand-in answered NaN in dimension 0 for cell", Assert.Throws<ArgumentException>(absurd.Advance).Message);
    }

    internal static IEnumerable<(Niche Niche, int Row)> Rows(Organism organism) => organism.Tissues.SelectMany(t => t.Niches).SelectMany(n => Enumerable.Range(0, n.Count).Select(i => (n, i)));

    internal static Dictionary<CellId, float[]> States(Organism organism) => Rows(organism).ToDictionary(r => r.Niche.Cells[r.Row].Id, r => r.Niche.Expression!.Present(r.Row).ToArray());
}
