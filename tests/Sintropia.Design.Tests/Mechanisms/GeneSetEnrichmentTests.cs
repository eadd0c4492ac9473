using Sintropia.Design.Mechanisms;

namespace Sintropia.Design.Tests.Mechanisms;

public sealed class GeneSetEnrichmentTests
{
    private const int Genes = 200;
    private static readonly string[] s_genes = [.. Enumerable.Range(0, Genes).Select(g => $"G{g}")];

    private static readonly (string, IReadOnlyList<string>)[] s_sets =
    [
        ("moved", [.. Enumerable.Range(0, 12).Select(g => $"G{g}")]),
        ("elsewhere", [.. Enumerable.Range(100, 15).Select(g => $"G{g}")]),
        ("scattered", [.. Enumerable.Range(0, 20).Select(g => $"G{g * 9 + 7}")]),
        ("outside the panel", ["X1", "X2", "X3", "X4", "X5", "X6"]),
    ];

    [Fact]
    public void The_set_that_moved_is_found_both_ways_and_no_other()
    {
        var (change, changed) = Change();
        var found = new GeneSetEnrichment().Of(s_genes, change, changed, s_sets);

        Assert.Equal(3, found.Count); // a set without genes in the panel says nothing
        Assert.Equal("moved", found[0].Name);
        Assert.True(found[0].OverlapQ < 0.001 && found[0].ScoreQ < 0.01 && found[0].Normalised > 1.5, $"{found[0]}");
        Assert.All(found.Skip(1), s => Assert.True(s.OverlapQ > 0.05 && s.ScoreQ > 0.05, $"{s}"));
    }

    [Fact]
    public void Exchanged_labels_find_next_to_nothing()
    {
        var (change, changed) = Change();
        var (byOverlap, byScore) = new GeneSetEnrichment().Null(s_genes, change, changed, s_sets);

        Assert.InRange(byOverlap, 0, 0.3);
        Assert.InRange(byScore, 0, 0.5);
    }

    [Fact]
    public void Sets_under_other_names_than_the_panels_are_refused() =>
        Assert.Contains("has 5 genes in the panel", Assert.Throws<DesignException>(() => new GeneSetEnrichment().Of(s_genes, new double[Genes], [], [("a", ["ENSG1", "ENSG2"])])).Message, StringComparison.Ordinal);

    private static (double[] Change, int[] Changed) Change()
    {
        var random = new Random(5);
        double[] change = [.. Enumerable.Range(0, Genes).Select(g => random.NextDouble() - 0.5 + (g < 12 ? 3 : 0))];
        return (change, [.. Enumerable.Range(0, 10), 50, 77]);
    }
}
