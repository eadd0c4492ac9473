using Sintropia.Design.Mechanisms;

namespace Sintropia.Design.Tests.Mechanisms;

public sealed class EdgeRecoveryTests
{
    [Fact]
    public void Areas_are_those_worked_out_by_hand()
    {
        var (precision, roc, _) = EdgeRecovery.Areas([(0.9, true), (0.8, false), (0.7, true), (0.1, false)]);

        Assert.Equal((1 + 2 / 3.0) / 2, precision, 12); // precision 1 at the first true pair, 2/3 at the second
        Assert.Equal(0.75, roc, 12);
        Assert.Equal((0.5, 0.5), EdgeRecovery.Areas([(1, true), (1, false)]) is var tied ? (tied.Precision, tied.Roc) : default); // equals come together
    }

    [Fact]
    public void A_map_that_knows_is_above_its_null_and_one_that_does_not_is_not()
    {
        var (map, edges) = Map(knows: true);
        var known = new EdgeRecovery().Of(map, edges);
        var noise = new EdgeRecovery().Of(Map(knows: false).Map, edges);

        Assert.True(known.Precision.Estimate > 0.9 && known.P < 0.01 && known.PrecisionAtEdges > 0.8, $"{known}");
        Assert.InRange(known.NullPrecision, known.Chance * 0.7, known.Chance * 1.6);
        Assert.True(noise.P > 0.05 && noise.Precision.Estimate < known.Chance * 2, $"{noise}");
        Assert.True(known.Precision.Low <= known.Precision.Estimate && known.Precision.High >= known.Precision.Estimate - 0.05);
    }

    [Fact]
    public void A_gene_with_itself_is_no_pair()
    {
        var score = new EdgeRecovery().Of(new("m", ["a", "b"], ["a", "b", "c"], [[9, 1, 2], [3, 9, 4]]), new HashSet<(string, string)> { ("a", "c") });
        Assert.Equal((4, 1), (score.Pairs, score.Edges));
    }

    [Fact]
    public void Regulons_of_other_genes_are_refused() =>
        Assert.Contains("known to be true", Assert.Throws<DesignException>(() => new EdgeRecovery().Of(Map(true).Map, new HashSet<(string, string)> { ("x", "y") })).Message, StringComparison.Ordinal);

    private static (GeneMap Map, HashSet<(string, string)> Edges) Map(bool knows)
    {
        var random = new Random(11);
        string[] regulators = [.. Enumerable.Range(0, 8).Select(r => $"R{r}")], targets = [.. regulators, .. Enumerable.Range(0, 60).Select(t => $"T{t}")];
        HashSet<(string, string)> edges = [.. regulators.SelectMany((r, i) => targets.Where((_, j) => (i * 31 + j * 17) % 13 == 0).Where(t => t != r).Select(t => (r, t)))];
        return (new("made up", regulators, targets, [.. regulators.Select(r => targets.Select(t => random.NextDouble() + (knows && edges.Contains((r, t)) ? 1 : 0)).ToArray())]), edges);
    }
}
