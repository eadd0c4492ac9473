using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Radiation;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Tests.Organisms;

namespace Sintropia.Simulation.Tests.Tissues;

/// <summary>Fractions of the cells, and radiation.</summary>
public sealed class SusceptibilityTests
{
    private const int Many = 10_000;
    private static readonly LinearQuadratic V79 = new(0.184, 0.02);

    [Theory]
    [InlineData(2, .6389)]
    [InlineData(4, .3478)]
    [InlineData(6, .1614)]
    public void Clones_survive_radiation_as_the_linear_quadratic_law_says(double dose, double survival)
    {
        var type = Plans.Cooper with { Radiosensitivity = new(V79, new Dictionary<Phase, double>(), 1.5, promptDeath: false) };
        var newborn = (Plans.Culture(type, 60, Many, Founding.Newborn) with { Interventions = [new Irradiation(dose, new(3.3), Target.Organism)] }).Live(threads: 2);
        var survived = newborn.Census().Where(c => c.Cell.Phase.IsLiving()).Select(c => c.Cell.Clone).Distinct().Count();
        Assert.Equal(survival, survived / (double)Many, Plans.Tolerance(survival, Many));
        Assert.Equal(Many - survived, newborn.Of(CellEvent.MitoticDeath));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1.5, 0.5)]
    [InlineData(3, 0.25)]
    public void A_second_fraction_meets_what_of_the_first_is_unrepaired(double hours, double left)
    {
        var type = Plans.Cooper with { Radiosensitivity = new(V79, new Dictionary<Phase, double>(), 1.5, promptDeath: true) };
        var plan = Plans.Culture(type, 10, Many) with { Interventions = [new Irradiation(2, new(1), Target.Organism), new Irradiation(3, new(1 + hours), Target.Organism)] };
        var cells = plan.Live(0.9999 + hours + 0.5, threads: 2).Observe();
        var expected = Math.Exp(-(0.184 * 5 + 0.02 * (4 + 9 + 2 * 2 * 3 * left)));

        // All cells are as sensitive; what was born since carries its mother's luck.
        Assert.Equal(expected, cells.Living / (double)(cells.Living + cells.Tissues[0].Of(0, CellEvent.Apoptosis)), 5 * Math.Sqrt(0.25 / Many));
    }

    [Fact]
    public void Fractions_given_every_day_each_strike_once_with_draws_of_their_own()
    {
        var type = Plans.Cooper with { Cycle = null, Quiescence = new(1, new Endless()), Radiosensitivity = new(V79, new Dictionary<Phase, double>(), 1.5, promptDeath: true) };
        var organism = (Plans.Culture(type, 120, Many) with { Interventions = [new Irradiation(2, new(24, Every: 24, Until: 97), Target.Organism)], Tick = 0.7 }).Live(threads: 2);

        // Four fractions a day apart are four times the same chance; a day leaves 1.5e-5 of the damage.
        Assert.Equal(Math.Pow(.6389, 4), organism.Observe().Living / (double)Many, Plans.Tolerance(.1666, Many) + 1e-4);
    }

    [Fact]
    public void Phases_are_hit_by_their_own_sensitivity()
    {
        var type = Plans.Cooper with { Radiosensitivity = new(V79, new Dictionary<Phase, double> { [Phase.S] = 0, [Phase.G2] = 2 }, 1.5, promptDeath: true) };
        var before = Plans.Culture(type, 10, Many).Live(1).Observe().Tissues[0];
        var organism = (Plans.Culture(type, 10, Many) with { Interventions = [new Irradiation(4, new(1), Target.Organism)] }).Live(1);
        organism.Advance();
        var dead = organism.Census().Select(c => c.Cell).Where(c => c.Phase == Phase.Apoptotic).ToArray();

        Assert.Equal(.6522, dead.Count(c => c.HoursG1 > 0 && c.HoursG1 < 11) / (double)before.In(0, Phase.G1), 0.03);
        Assert.Equal(0, dead.Count(c => c is { HoursS: > 0 and < 8 }));
        Assert.Equal(1 - .3478 * .3478, dead.Count(c => c is { HoursG2: > 0 and < 4 }) / (double)before.In(0, Phase.G2), 0.05);
    }

    [Fact]
    public void A_fraction_is_drawn_at_the_onset_and_inherited_by_all_descendants()
    {
        var plan = Plans.Culture(Plans.Rich, 60, 2000).Dosed(Plans.Drug(new Slowing(PhaseSet.S, new Proportional(0.1))), Plans.Dose(1, new(10.3), fraction: 0.3));
        var organism = plan.Live(10, keepLineage: true);
        Assert.All(organism.Census(), c => Assert.Equal(0, c.Cell.Subset));

        organism.Advance();
        var chosen = organism.Census().Select(c => c.Cell).Where(c => c.Phase.IsLiving()).ToArray();
        Assert.Equal(0.3, chosen.Count(c => c.Subset == 1) / (double)chosen.Length, Plans.Tolerance(0.3, chosen.Length));

        var subsets = organism.LiveUntil(60).DrainLineage().Where(l => l.Life.End > 10.3).ToDictionary(l => l.Life.Cell.Id, l => l.Life.Cell.Subset);
        var born = organism.Census().Select(c => c.Cell).Where(c => c.Birth > 10.3).ToArray();
        Assert.True(born.Length > 1000);
        Assert.All(born, c => Assert.Equal(subsets[c.Mother!.Value], c.Subset));
    }

    [Theory]
    [InlineData(4096)]
    [InlineData(16)]
    public void One_cell_and_what_descends_from_it_feel_it_and_all_others_live_as_before(int nicheSize)
    {
        var plan = Plans.Culture(Plans.Rich, 60, 200).Dosed(Plans.Drug(new Slowing(PhaseSet.S, new Proportional(0.1))));
        var one = plan.Live(10).Census().Select(c => c.Cell).First(c => c.Phase == Phase.G1).Id;
        var untouched = plan.Live(60).Census().ToDictionary(c => c.Cell.Id, c => c.Cell);

        var organism = plan.Dosed(Plans.Drug(), new Dosing(0, 1, new(10.3), new(Cell: one))).Live(60, nicheSize: nicheSize, keepLineage: true);
        var cells = organism.Census().Select(c => c.Cell).ToArray();
        var mothers = organism.DrainLineage().Select(l => l.Life.Cell).Concat(cells).DistinctBy(c => c.Id).ToDictionary(c => c.Id, c => c.Mother);

        bool Descends(CellId cell) => cell == one || (mothers.GetValueOrDefault(cell) is { } mother && Descends(mother));
        Assert.Contains(cells, c => c.Subset == 1);
        Assert.All(cells, c => Assert.Equal(Descends(c.Id) ? 1 : 0, c.Subset));
        Assert.All(cells.Where(c => c.Subset == 0), c => Assert.Equal(untouched[c.Id], c));
        Assert.NotEqual(untouched.Values.Where(c => !cells.Contains(c)), []);
    }

    [Fact]
    public void Two_fractions_are_chosen_independently_also_at_one_moment()
    {
        var plan = Plans.Culture(Plans.Cooper, 10, Many, Founding.Newborn)
            .Dosed(Plans.Drug(), Plans.Dose(1, new(2), fraction: 0.3), Plans.Dose(1, new(2), fraction: 0.4), Plans.Dose(1, new(5), fraction: 0.5));
        var subsets = plan.Live(6).Census().Select(c => (int)c.Cell.Subset).ToArray();

        for (var subset = 0; subset < 8; subset++)
        {
            var share = ((subset & 1) != 0 ? 0.3 : 0.7) * ((subset & 2) != 0 ? 0.4 : 0.6) * 0.5;
            Assert.Equal(share, subsets.Count(s => s == subset) / (double)Many, Plans.Tolerance(share, Many));
        }
    }

    [Fact]
    public void Only_the_chosen_feel_it_and_from_the_moment_of_the_onset()
    {
        // 11 h of G1 at half the rate from 2.3 h on: 8.7 h of work take 17.4 h.
        var plan = Plans.Culture(Plans.Cooper, 20, 500, Founding.Newborn)
            .Dosed(Plans.Drug(new Slowing(PhaseSet.G1, new Proportional(0.5))), Plans.Dose(1, new(2.3), fraction: 0.5));
        var cells = plan.Live(20).Census().Select(c => c.Cell).ToArray();

        Assert.InRange(cells.Count(c => c.Subset == 1), 200, 300);
        Assert.All(cells, c => Assert.Equal(c.Subset == 1 ? 2.3 + 17.4 : 19, c.Entered, 1e-12));
    }

    [Fact]
    public void Radiation_of_a_fraction_kills_only_there()
    {
        var type = Plans.Cooper with { Radiosensitivity = new(V79, new Dictionary<Phase, double>(), 1.5, promptDeath: true) };
        var organism = (Plans.Culture(type, 10, Many) with { Interventions = [new Irradiation(60, new(1), new(Fraction: 0.3))] }).Live(2);
        var cells = organism.Census().Select(c => c.Cell).ToArray();

        Assert.All(cells.Where(c => c.Birth < 1), c => Assert.Equal(c.Subset == 1, !c.Phase.IsLiving()));
        Assert.Equal(0.3, cells.Count(c => c.Subset == 1) / (double)cells.Length, Plans.Tolerance(0.3, cells.Length));
    }
}
