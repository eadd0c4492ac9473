using Sintropia.Evaluation.Lineages;

namespace Sintropia.Evaluation.Tests.Lineages;

public sealed class FamilyCorrelationTests
{
    /// <summary>Families of a mother and two daughters. Log durations are normal with unit variance; daughters inherit a share of the mother's and share a part of their
    /// own.</summary>
    internal static Lineage[] Families(int count, double inherited, double shared, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            double mother = Normal(), common = Normal(), own = Math.Sqrt(1 - inherited * inherited - shared);
            return new Lineage($"{i}", [Cell("m", null, mother), Cell("a", "m", Daughter()), Cell("b", "m", Daughter())]);

            double Daughter() => inherited * mother + Math.Sqrt(shared) * common + own * Normal();
        })];

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    private static LineageCell Cell(string id, string? parent, double log) =>
        new(id, parent, "", 1, null, null, ObservedFate.Divided, [new("G1", Math.Exp(log), PhaseEnd.Completed, true), new("S", Math.Exp(-log), PhaseEnd.Completed, true)]);

    private static double? G1(LineageCell cell) => cell.Completed("G1");

    [Fact]
    public void Known_correlations_of_relatives_are_recovered_on_both_scales()
    {
        var families = Families(20_000, inherited: 0.4, shared: 0.3, seed: 1);
        var sisters = FamilyCorrelation.Sisters(families, G1);
        Assert.Equal(20_000, sisters.Pairs);
        Assert.Equal(0.4 * 0.4 + 0.3, sisters.Log, 0.03);
        Assert.Equal(0.4 * 0.4 + 0.3, sisters.NormalScore, 0.03);
        var mothers = FamilyCorrelation.MothersAndDaughters(families, G1);
        Assert.Equal(40_000, mothers.Pairs);
        Assert.Equal(0.4, mothers.Log, 0.03);
        Assert.Equal(0.4, mothers.NormalScore, 0.03);
    }

    [Fact]
    public void Sisters_are_unordered_so_naming_them_the_other_way_round_changes_nothing()
    {
        var families = Families(50, 0.2, 0.3, seed: 2);
        Lineage[] turned = [.. families.Select(f => new Lineage(f.Key, [.. f.Cells.Reverse()]))];
        Assert.Equal(FamilyCorrelation.Sisters(families, G1).NormalScore, FamilyCorrelation.Sisters(turned, G1).NormalScore, 12);
    }

    [Fact]
    public void Two_phases_of_one_cell_may_move_against_each_other() =>
        Assert.Equal(-1, FamilyCorrelation.WithinCells(Families(50, 0, 0, 3), G1, c => c.Completed("S")).Log, 9);

    [Fact]
    public void Pairs_that_are_not_complete_do_not_count()
    {
        var censored = new LineageCell("a", "m", "", 2, null, null, ObservedFate.Alive, [new("G1", 5, PhaseEnd.Censored, true)]);
        var family = new Lineage("1", [Cell("m", null, 0), censored, Cell("b", "m", 1)]);
        Assert.Equal(0, FamilyCorrelation.Sisters([family], G1).Pairs);
        Assert.Equal(1, FamilyCorrelation.MothersAndDaughters([family], G1).Pairs);
        Assert.True(double.IsNaN(FamilyCorrelation.Sisters([family], G1).Log));
    }
}
