using System.Runtime.InteropServices;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Tests.Chance;
using Sintropia.Biology.Tissues;

namespace Sintropia.Biology.Tests.Cells;

public sealed class FoundersTests
{
    private const int Many = 20_000;

    private static readonly Dictionary<string, CellType> Types = new()
    {
        ["fixed"] = Dish.Cooper,
        ["exponential"] = Dish.Cycling(new ExponentialDuration(11), new ExponentialDuration(8), new ExponentialDuration(4), new ExponentialDuration(1)),
        ["Erlang"] = Dish.Cycling(new ErlangDuration(4, 11), new ErlangDuration(20, 8), new ErlangDuration(10, 4), new ErlangDuration(10, 1)),
        ["PhysiCell"] = Dish.Cycling(new ExponentialDuration(5), new FixedDuration(8), new FixedDuration(4), new FixedDuration(1)) with
        {
            Hazards = [new(Outcome.Apoptosis, PhaseSet.Living, 0.00319)],
        },
        ["resting"] = Dish.Cooper with { Quiescence = new(0.4, new ExponentialDuration(20)) },
    };

    public static TheoryData<string> Names => [.. Types.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Asynchronous_founders_stand_in_the_phases_of_the_stable_culture(string name)
    {
        var (cells, _, _) = Found(Types[name], Founding.Asynchronous);
        var fractions = StableGrowth.Of(Types[name]).Fractions;

        for (var phase = Phase.G0; phase <= Phase.M; phase++)
            Assert.Equal(fractions[(int)phase], cells.Count(c => c.Phase == phase) / (double)Many, Sample.Tolerance(fractions[(int)phase], Many) + 1e-12);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Their_age_in_a_phase_falls_off_as_growth_and_survival_say(string name)
    {
        var type = Types[name];
        var (cells, _, _) = Found(type, Founding.Asynchronous);
        var growth = StableGrowth.Of(type);
        foreach (var group in cells.GroupBy(c => c.Phase).Where(g => g.Count() > 500))
        {
            // Density of the age a in a phase: e^(−ga)·P(T > a).
            var ages = Cumulative(a => Math.Exp(-growth.AgeRate(group.Key) * a) * type.Law(group.Key).Survival(a), type.Law(group.Key).Quantile(1 - 1e-9));
            Assert.InRange(Sample.Distance([.. group.Select(c => -c.Entered)], ages), 0, Sample.Critical(group.Count()));
        }
    }

    [Fact]
    public void Their_age_since_birth_is_twice_as_often_that_of_a_newborn_as_that_of_a_dividing_cell()
    {
        var (cells, _, _) = Found(Dish.Cooper, Founding.Asynchronous);
        var g = Math.Log(2) / 24;

        Assert.All(cells, c => Assert.InRange(-c.Birth, 0, 24));
        Assert.InRange(Sample.Distance([.. cells.Select(c => -c.Birth)], a => 2 * (1 - Math.Exp(-g * a))), 0, Sample.Critical(Many));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_culture_of_founders_divides_at_a_steady_rate_from_the_start(string name)
    {
        var type = Types[name];
        var dish = new Dish(type).Found(Many, Founding.Asynchronous);
        foreach (var hazard in type.Hazards)
            for (var phase = Phase.G0; phase < Phase.Senescent; phase++) dish.Harm(hazard.Outcome, phase, hazard.Rate, 0);
        var growth = StableGrowth.Of(type);
        foreach (var time in new[] { 1.0, 3, 6, 12, 18, 24 })
        {
            var living = dish.LiveUntil(time).Cells.Count(c => c.Phase.IsLiving());
            // Founders are independent; the variance of what one leaves is below that of a Yule process, e^λt(e^λt − 1).
            var fold = Math.Exp(growth.Rate * time);
            Assert.Equal(fold, living / (double)Many, 4 * Math.Sqrt(fold * fold / Many));
            Assert.Equal(growth.Fractions[3], dish.Count(Phase.G2) / (double)living, 0.012);
        }
    }

    [Fact]
    public void What_founders_have_left_is_what_they_drew_less_their_age()
    {
        var (cells, marks, _) = Found(Dish.Cooper, Founding.Asynchronous);

        for (var i = 0; i < Many; i++) Assert.Equal(Dish.Cooper.Law(cells[i].Phase).Mean, marks[i].Due - cells[i].Entered, 9);
    }

    [Fact]
    public void Founders_that_stand_late_in_the_cycle_have_lived_the_phases_before()
    {
        var (cells, _, _) = Found(Dish.Cooper, Founding.Asynchronous);

        Assert.All(cells.Where(c => c.Phase == Phase.M), c => Assert.Equal((11f, 8f, 4f, 4), (c.HoursG1, c.HoursS, c.HoursG2, c.Visits)));
        Assert.All(cells.Where(c => c.Phase == Phase.G1), c => Assert.Equal((0f, 0f, 0f, 1), (c.HoursG1, c.HoursS, c.HoursG2, c.Visits)));
    }

    [Fact]
    public void Slow_families_are_met_more_often_than_they_are_born()
    {
        var type = new CellType { Name = "t", Cycle = new([new(Phase.G1, new FixedDuration(20))]), EarlyPace = new(0.4, 0.7, PaceReading.Factor, 0.3) };
        var (cells, _, _) = Found(type, Founding.Asynchronous);

        // A cell of duration T is met with weight 1 − e^(−gT): the mean pace is shifted, but only by a part of σ.
        Assert.InRange(cells.Average(c => c.EarlyPace), 0.05, 0.3);
        Assert.Equal(0, cells.Sum(c => c.LatePace));
    }

    [Theory]
    [InlineData(Founding.Newborn, Phase.G1)]
    [InlineData(Founding.StartOfS, Phase.S)]
    [InlineData(Founding.StartOfM, Phase.M)]
    [InlineData(Founding.Resting, Phase.G0)]
    public void Synchronous_founders_all_begin_one_phase(Founding founding, Phase phase)
    {
        var (cells, _, _) = Found(Dish.Cooper with { Quiescence = new(0.2, new FixedDuration(5)) }, founding);

        Assert.All(cells, c => Assert.Equal((phase, 0.0), (c.Phase, c.Entered)));
        Assert.All(cells, c => Assert.Equal(phase switch { Phase.S => -11, Phase.M => -23, _ => 0 }, c.Birth));
    }

    [Theory]
    [InlineData(Founding.Asynchronous)]
    [InlineData(Founding.Newborn)]
    [InlineData(Founding.StartOfS)]
    [InlineData(Founding.Resting)]
    public void Founders_are_as_different_as_their_families_however_they_are_founded(Founding founding)
    {
        var type = Dish.Cooper with
        {
            EarlyPace = new(0.4, 0.7, PaceReading.Factor, 0.2),
            LatePace = new(0.4, 0.7, PaceReading.Factor, 0.2),
            Quiescence = new(0.2, new FixedDuration(5)),
        };
        var (cells, _, _) = Found(type, founding);

        Assert.Equal(1, Sample.Variance([.. cells.Select(c => c.EarlyPace)]), 0.06);
        Assert.Equal(1, Sample.Variance([.. cells.Select(c => c.LatePace)]), 0.06);
        Assert.InRange(Sample.Correlation([.. cells.Select(c => (c.EarlyPace, c.LatePace))]), -0.03, 0.03);
    }

    [Fact]
    public void Cells_that_never_cycle_are_met_at_any_age_of_their_life_span()
    {
        var (_, marks, _) = Found(new() { Name = "neutrophil", Cycle = null, Quiescence = new(1, new FixedDuration(100)) }, Founding.Asynchronous);

        // What is left of a life span met at random is uniform.
        Assert.InRange(Sample.Distance([.. marks.Select(m => m.Due)], t => t / 100), 0, Sample.Critical(Many));
    }

    [Fact]
    public void Founders_are_drawn_one_by_one_from_their_identity_alone()
    {
        var life = new CellLife([Types["Erlang"]], new Draws(5));
        var here = new Microenvironment(0);
        var founders = new Founders(life, 0, Founding.Asynchronous);
        var forward = Enumerable.Range(0, 50).Select(i => founders.Make(CellId.Founder(0, (ulong)i), (uint)i, here, 0, out _)).ToArray();

        for (var i = 49; i >= 0; i--)
            Assert.Equal(Bytes(forward[i]), Bytes(new Founders(life, 0, Founding.Asynchronous).Make(CellId.Founder(0, (ulong)i), (uint)i, here, 0, out _)));

        static byte[] Bytes(Cell cell) => MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in cell, 1)).ToArray();
    }

    private static (Cell[] Cells, Marks[] Marks, CellLife Life) Found(CellType type, Founding founding)
    {
        var life = new CellLife([type], new Draws(20261121));
        var founders = new Founders(life, 0, founding);
        var here = new Microenvironment(0);
        var (cells, marks) = (new Cell[Many], new Marks[Many]);
        for (var i = 0; i < Many; i++) cells[i] = founders.Make(CellId.Founder(0, (ulong)i), (uint)i, here, 0, out marks[i]);
        return (cells, marks, life);
    }

    /// <summary>The distribution that belongs to a density known up to a factor, by midpoints.</summary>
    private static Func<double, double> Cumulative(Func<double, double> density, double end)
    {
        const int steps = 20_000;
        var sums = new double[steps + 1];
        for (var i = 0; i < steps; i++) sums[i + 1] = sums[i] + density((i + 0.5) * end / steps);
        return x =>
        {
            var place = Math.Clamp(x / end * steps, 0, steps);
            var below = Math.Min((int)place, steps - 1);
            return (sums[below] + (sums[below + 1] - sums[below]) * (place - below)) / sums[steps];
        };
    }
}
