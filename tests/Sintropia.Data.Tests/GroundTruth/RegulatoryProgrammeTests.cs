using Sintropia.Data.GroundTruth;

namespace Sintropia.Data.Tests.GroundTruth;

public sealed class RegulatoryProgrammeTests
{
    private static readonly RegulatoryProgramme s_programme = RegulatoryProgramme.Of(new() { Genes = 400, Seed = 5 });

    [Fact]
    public void Regulators_act_on_later_genes_only()
    {
        Assert.NotEmpty(s_programme.Edges);
        Assert.All(s_programme.Edges, e => Assert.True(e.Regulator < e.Target && e.Regulator < s_programme.Regulators));
        Assert.Contains(s_programme.Edges, e => e.Weight < 0);
    }

    [Fact]
    public void A_move_is_handed_on_with_its_weight()
    {
        var edge = s_programme.Edges.First(e => s_programme.Edges.Count(o => o.Target == e.Target) == 1 && e.Target >= s_programme.Regulators && s_programme.Edges.All(o => o.Target != e.Regulator));
        var moves = new double[400];
        moves[edge.Regulator] = -2;

        s_programme.Settle(moves);

        Assert.Equal(-2, moves[edge.Regulator]);
        Assert.Equal(edge.Weight * -2 / (1 + 2 / 4.0), moves[edge.Target], 1e-15);
    }

    [Fact]
    public void A_gene_that_is_held_is_not_moved_by_its_regulators()
    {
        var edge = s_programme.Edges[0];
        var moves = new double[400];
        (moves[edge.Regulator], moves[edge.Target]) = (3, -1);

        s_programme.Settle(moves, new HashSet<int> { edge.Target });

        Assert.Equal(-1, moves[edge.Target]);
    }

    [Fact]
    public void What_the_cycle_does_to_a_gene_has_mean_zero_over_the_circle()
    {
        var gene = s_programme.Panel.PlaceOf("TOP2A");

        Assert.Equal(0, Enumerable.Range(0, 10_000).Average(i => s_programme.PhaseShift(gene, i / 10_000.0)), 1e-6);
        Assert.True(s_programme.PhaseShift(gene, s_programme.Peaks[gene]) > 0.2);
        Assert.Equal(0, s_programme.PhaseShift(s_programme.Panel.PlaceOf("GENE00001"), 0.3));
    }

    [Fact]
    public void Too_few_genes_are_refused()
    {
        Assert.Contains("give at least 150", Assert.Throws<ArgumentException>(() => RegulatoryProgramme.Of(new() { Genes = 149 })).Message);
    }
}
