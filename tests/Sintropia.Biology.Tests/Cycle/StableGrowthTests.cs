using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;

namespace Sintropia.Biology.Tests.Cycle;

public sealed class StableGrowthTests
{
    // The reference table: λ (1/h), doubling time (h), fractions of G1, S, G2, M.
    private static readonly Dictionary<string, (CellType Type, double Rate, double Doubling, double[] Fractions)> Table = new()
    {
        ["fixed 11/8/4/1"] = (Cycling(Fixed(11), Fixed(8), Fixed(4), Fixed(1)), 0.028881, 24.000, [.5443, .3003, .1261, .0293]),
        ["exponential with the same means"] = (Cycling(Exponential(11), Exponential(8), Exponential(4), Exponential(1)), 0.032616, 21.252, [.5281, .3046, .1347, .0326]),
        ["Erlang with the same means"] = (Cycling(Erlang(4, 11), Erlang(20, 8), Erlang(10, 4), Erlang(10, 1)), 0.029489, 23.505, [.5359, .3061, .1281, .0299]),
        ["Smith-Martin"] = (Cycling((Phase.G1, Exponential(5)), (Phase.S, Fixed(15))), 0.035357, 19.604, [.3005, .6995, 0, 0]),
        ["PhysiCell template"] = (
            Cycling(Exponential(5), Fixed(8), Fixed(4), Fixed(1)) with { Hazards = [new(Outcome.Apoptosis, PhaseSet.Living, 5.31667e-5 * 60)] },
            0.036276, 19.108, [.3296, .4522, .1779, .0403]),
        // The source's rates are per minute: 0.00335, 0.00208, 0.00417 and 0.0167.
        ["flow cytometry"] = (
            Cycling(Exponential(1 / 0.00335 / 60), Exponential(1 / 0.00208 / 60), Exponential(1 / 0.00417 / 60), Exponential(1 / 0.0167 / 60)),
            0.043181, 16.052, [.3537, .4232, .1800, .0431]),
        ["Ki67 advanced"] = (Cycling((Phase.G1, Exponential(3.62)), (Phase.S, Fixed(13)), (Phase.M, Fixed(2.5))), 0.036676, 18.899, [.2344, .6696, 0, .0960]),
        ["Ki67 basic"] = (Cycling((Phase.G1, Exponential(4.59)), (Phase.S, Fixed(15.5))), 0.035086, 19.756, [.2774, .7226, 0, 0]),
        ["crypt transit"] = (Cycling(Fixed(2), Fixed(5), Fixed(4), Fixed(1)), 0.057762, 12.000, [.2182, .4470, .2754, .0595]),
        ["crypt stem"] = (Cycling(Fixed(14), Fixed(5), Fixed(4), Fixed(1)), 0.028881, 24.000, [.6652, .1795, .1261, .0293]),
    };

    public static TheoryData<string> Models => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void Rate_and_fractions_are_those_of_the_reference_table(string model)
    {
        var (type, rate, doubling, fractions) = Table[model];
        var growth = StableGrowth.Of(type);

        // To the last digit printed.
        Assert.Equal(rate, growth.Rate, 0.6e-6);
        Assert.Equal(doubling, growth.DoublingTime, 0.6e-3);
        Assert.Equal(0, growth.Fractions[0]);
        for (var i = 0; i < 4; i++) Assert.Equal(fractions[i], growth.Fractions[i + 1], 0.6e-4);
    }

    [Fact]
    public void Fractions_are_those_of_discounted_transforms()
    {
        // f_i = 2 (L_{i−1} − L_i), where deaths are equal in all phases.
        var type = Cycling(Erlang(4, 11), new LogNormalDuration(8, 0.2), Exponential(4), Fixed(1)) with { Hazards = [new(Outcome.Necrosis, PhaseSet.Living, 0.004)] };
        var growth = StableGrowth.Of(type);
        var reached = 1.0;
        foreach (var (phase, law) in type.Cycle!.PhaseDurations)
        {
            var next = reached * law.Laplace(growth.Rate + 0.004);
            Assert.Equal(2 * (reached - next), growth.Fractions[(int)phase], 9);
            reached = next;
        }

        Assert.Equal(0.5, reached, 12);
        Assert.Equal(1, growth.Fractions.Sum(), 12);
    }

    [Fact]
    public void A_hazard_in_every_phase_slows_growth_by_itself_and_leaves_the_ages()
    {
        var plain = StableGrowth.Of(Cycling(Exponential(5), Fixed(8), Fixed(4), Fixed(1)));
        var dying = StableGrowth.Of(Cycling(Exponential(5), Fixed(8), Fixed(4), Fixed(1)) with { Hazards = [new(Outcome.Apoptosis, PhaseSet.Living, 0.01)] });

        Assert.Equal(plain.Rate - 0.01, dying.Rate, 12);
        Assert.Equal(plain.Fractions, dying.Fractions, (a, b) => Math.Abs(a - b) < 1e-10);
        Assert.Equal(plain.Rate, dying.AgeRate(Phase.S), 12);
    }

    [Fact]
    public void A_hazard_in_one_phase_is_felt_there_alone()
    {
        var growth = StableGrowth.Of(Cycling(Exponential(11), Exponential(8), Exponential(4), Exponential(1)) with { Hazards = [new(Outcome.MitoticDeath, PhaseSet.M, 0.2)] });

        // 2·Π 1/(1 + gT) with g = λ + 0.2 in M.
        var l = growth.Rate;
        Assert.Equal(1, 2 / ((1 + 11 * l) * (1 + 8 * l) * (1 + 4 * l) * (1 + 0.2 + l)), 12);
        Assert.Equal(l + 0.2, growth.AgeRate(Phase.M), 15);
        Assert.Equal(l, growth.AgeRate(Phase.G2), 15);
    }

    [Fact]
    public void Slippage_kills_nobody() =>
        Assert.Equal(Math.Log(2) / 24, StableGrowth.Of(Cycling(Fixed(11), Fixed(8), Fixed(4), Fixed(1)) with { Hazards = [new(Outcome.Slippage, PhaseSet.M, 0.1)] }).Rate, 12);

    [Fact]
    public void Newborns_that_rest_for_good_divide_the_offspring()
    {
        // 2p·Πφ(g) = 1 with p = 0.7 that cycle; the rested pile up at (1 − p)/g of them.
        var growth = StableGrowth.Of(Cycling(Fixed(11), Fixed(8), Fixed(4), Fixed(1)) with { Quiescence = new(0.3, new Endless()) });

        Assert.Equal(Math.Log(1.4) / 24, growth.Rate, 12);
        Assert.Equal(1, growth.Fractions.Sum(), 12);
        Assert.True(growth.Fractions[0] > 0.5);
    }

    [Fact]
    public void Newborns_that_rest_a_while_delay_the_offspring()
    {
        var growth = StableGrowth.Of(Cycling(Exponential(11), Exponential(8), Exponential(4), Exponential(1)) with { Quiescence = new(0.4, Exponential(20)) });
        var l = growth.Rate;

        Assert.Equal(1, 2 * (0.6 + 0.4 / (1 + 20 * l)) / ((1 + 11 * l) * (1 + 8 * l) * (1 + 4 * l) * (1 + l)), 12);
        Assert.Equal(0.4 * 20 / (1 + 20 * l) / growth.Fractions[0], (0.6 + 0.4 / (1 + 20 * l)) * 11 / (1 + 11 * l) / growth.Fractions[1], 9);
    }

    [Fact]
    public void Cells_that_rest_for_good_are_all_there_is_in_the_end_where_fewer_than_one_daughter_in_two_cycles()
    {
        foreach (var probability in new[] { 0.5, 0.6, 1 })
        {
            var growth = StableGrowth.Of(Cycling(Fixed(11), Fixed(8), Fixed(4), Fixed(1)) with { Quiescence = new(probability, new Endless()) });

            Assert.Equal([1, 0, 0, 0, 0], growth.Fractions);
            Assert.Equal(0, growth.Rate);
        }
    }

    [Fact]
    public void A_culture_that_dies_faster_than_it_divides_shrinks()
    {
        var growth = StableGrowth.Of(Cycling(Exponential(11), Exponential(8), Exponential(4), Exponential(1)) with { Hazards = [new(Outcome.Apoptosis, PhaseSet.Living, 0.05)] });

        Assert.Equal(0.032616 - 0.05, growth.Rate, 1e-6);
        Assert.Equal(double.PositiveInfinity, growth.DoublingTime);
    }

    [Fact]
    public void Cells_that_never_cycle_rest_and_do_not_grow()
    {
        var growth = StableGrowth.Of(new() { Name = "neutrophil", Cycle = null, Quiescence = new(1, Exponential(158)) });

        Assert.Equal(0, growth.Rate);
        Assert.Equal([1, 0, 0, 0, 0], growth.Fractions);
    }

    private static CellType Cycling(DurationLaw g1, DurationLaw s, DurationLaw g2, DurationLaw m) => Cycling((Phase.G1, g1), (Phase.S, s), (Phase.G2, g2), (Phase.M, m));

    private static CellType Cycling(params (Phase Phase, DurationLaw Law)[] phases) =>
        new() { Name = "t", Cycle = new([.. phases.Select(p => new PhaseDuration(p.Phase, p.Law))]) };

    private static FixedDuration Fixed(double hours) => new(hours);

    private static ExponentialDuration Exponential(double mean) => new(mean);

    private static ErlangDuration Erlang(int stages, double mean) => new(stages, mean);

    [Fact]
    public void A_type_that_only_replaces_itself_neither_grows_nor_shrinks()
    {
        var growth = StableGrowth.Of(Cycling(Exponential(11), Exponential(8), Exponential(4), Exponential(1)), renewed: 1);

        Assert.Equal(0, growth.Rate, 9);
        Assert.Equal(11.0 / 24, growth.Fractions[(int)Phase.G1], 6); // no newborns in excess: shares are those of the durations
    }
}
