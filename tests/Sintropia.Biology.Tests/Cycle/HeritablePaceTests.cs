using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Tests.Chance;

namespace Sintropia.Biology.Tests.Cycle;

public sealed class HeritablePaceTests
{
    private const int Families = 40_000;
    private static readonly Draws Draws = new(11);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 0.6)]
    [InlineData(0.3, 0.6)]
    [InlineData(0.5, 0.25)]
    [InlineData(0.7, 1)]
    public void Relatives_correlate_as_given_and_paces_stay_standard_normal(double motherDaughter, double sisters)
    {
        var law = new HeritablePace(motherDaughter, sisters, PaceReading.Rank);
        var families = Enumerable.Range(0, Families).Select(i => Family(law, CellId.Founder(0, (ulong)i))).ToArray();

        const double tolerance = 0.02; // 4/√n
        Assert.Equal(motherDaughter, Sample.Correlation([.. families.Select(f => (f.Mother, f.First))]), tolerance);
        Assert.Equal(motherDaughter, Sample.Correlation([.. families.Select(f => (f.Mother, f.Second))]), tolerance);
        Assert.Equal(sisters, Sample.Correlation([.. families.Select(f => (f.First, f.Second))]), tolerance);
        // Cousins share a grandmother: each is ρ from her mother, and the mothers are sisters.
        Assert.Equal(motherDaughter * motherDaughter * sisters, Sample.Correlation([.. families.Select(f => (f.Niece, f.OtherNiece))]), tolerance);
        Assert.Equal(1, Sample.Variance([.. families.Select(f => f.Niece)]), 4 * Math.Sqrt(2.0 / Families));
    }

    [Fact]
    public void Read_as_a_rank_the_durations_stay_as_measured()
    {
        var pace = new HeritablePace(0.4, 0.7, PaceReading.Rank);
        var law = new ErlangDuration(4, 11);
        var works = Enumerable.Range(0, 5000).Select(i => Family(pace, CellId.Founder(0, (ulong)i)).Niece)
            .Select(x => pace.Work(law, x, Draws, default, Purpose.Work, 0)).ToArray();

        Assert.InRange(Sample.Distance(works, t => 1 - law.Survival(t)), 0, Sample.Critical(works.Length));
    }

    [Fact]
    public void Read_as_a_rank_a_pace_alone_decides() =>
        Assert.Equal(new ErlangDuration(4, 11).Quantile(0.5), new HeritablePace(0.4, 0.7, PaceReading.Rank).Work(new ErlangDuration(4, 11), 0, Draws, default, Purpose.Work, 0));

    [Fact]
    public void Read_as_a_factor_the_mean_stays_and_the_spread_is_added()
    {
        var pace = new HeritablePace(0.4, 0.7, PaceReading.Factor, spread: 0.2);
        var works = Enumerable.Range(0, Families).Select(i => CellId.Founder(0, (ulong)i))
            .Select(id => pace.Work(new FixedDuration(10), Draws.Normals(id, Purpose.OwnPace).First, Draws, id, Purpose.Work, 0)).ToArray();

        Assert.Equal(10, works.Average(), 4 * 2 / Math.Sqrt(Families));
        Assert.Equal(0.2, Math.Sqrt(Sample.Variance([.. works.Select(static work => Math.Log(work))])), 0.004);
        Assert.Equal(10 * Math.Exp(0.2 * 1.5 - 0.02), pace.Work(new FixedDuration(10), 1.5, Draws, default, Purpose.Work, 0), 12);
    }

    [Fact]
    public void For_a_log_normal_law_a_rank_is_a_log_factor() => Assert.Equal(
        new LogNormalDuration(12, 0.3).Quantile(0.5) * Math.Exp(1.2 * Math.Sqrt(Math.Log(1.09))),
        new HeritablePace(0.4, 0.7, PaceReading.Rank).Work(new LogNormalDuration(12, 0.3), 1.2, Draws, default, Purpose.Work, 0), 9);

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Mother_and_daughter_correlate_by_0_to_below_1(double correlation) => Assert.Contains(
        $"cannot correlate by {correlation}.", Assert.Throws<ArgumentOutOfRangeException>(() => new HeritablePace(correlation, 1, PaceReading.Rank)).Message);

    [Theory]
    [InlineData(0.24)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void Sisters_correlate_at_least_through_their_mother(double sisters) => Assert.Contains(
        $"Sisters cannot correlate by {sisters} when mother and daughter do by 0.5. Give a number from 0.25 to 1.",
        Assert.Throws<ArgumentOutOfRangeException>(() => new HeritablePace(0.5, sisters, PaceReading.Rank)).Message);

    [Theory]
    [InlineData(0)]
    [InlineData(-0.2)]
    [InlineData(double.NaN)]
    public void A_factor_needs_a_spread(double spread) => Assert.Contains(
        $"cannot have a spread of {spread}.", Assert.Throws<ArgumentOutOfRangeException>(() => new HeritablePace(0.5, 0.5, PaceReading.Factor, spread)).Message);

    private static (double Mother, double First, double Second, double Niece, double OtherNiece) Family(HeritablePace law, CellId id)
    {
        var mother = Draws.Normals(id, Purpose.FounderPace).First;
        var shared = Draws.Normals(id, Purpose.SharedPace).First;
        var (first, second) = (Daughter(law, mother, shared, id.Daughter(0)), Daughter(law, mother, shared, id.Daughter(1)));
        return (mother, first, second, Child(law, first, id.Daughter(0)), Child(law, second, id.Daughter(1)));
    }

    private static double Child(HeritablePace law, double pace, CellId id) => Daughter(law, pace, Draws.Normals(id, Purpose.SharedPace).First, id.Daughter(0));

    private static double Daughter(HeritablePace law, double mother, double shared, CellId id) => law.Inherit(mother, shared, Draws.Normals(id, Purpose.OwnPace).First);
}
