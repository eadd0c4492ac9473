using Sintropia.Design.Targets;

namespace Sintropia.Design.Tests.Targets;

public sealed class TargetSearchTests
{
    private const int Genes = 60, Cells = 40;

    [Theory]
    [InlineData(TargetMeasure.Cosine)]
    [InlineData(TargetMeasure.Centred)]
    [InlineData(TargetMeasure.Distance)]
    [InlineData(TargetMeasure.Connectivity)]
    public void What_was_done_is_found_surely_and_beyond_the_null(TargetMeasure measure)
    {
        var ranking = new TargetSearch { Measure = measure }.Rank("made up", Query(3), Effects(), new double[Genes]);

        Assert.Equal("p3", ranking.Candidates[0].Name);
        Assert.True(ranking.Candidates[0].First > 0.9, $"{ranking.Candidates[0].First}");
        Assert.True(ranking.BeatsNull && ranking.StatesDiffer, $"{ranking.NullP} and {ranking.StatesP}");
        Assert.True(ranking.Candidates[0].Low <= ranking.Candidates[0].Score && ranking.Candidates[0].Score <= ranking.Candidates[0].High && ranking.Candidates[0].Low > ranking.Candidates[1].Score);
        Assert.Equal("", ranking.Warning);
    }

    [Fact]
    public void The_same_seed_gives_the_same_ranking_on_any_number_of_threads()
    {
        TargetRanking Found(int threads, ulong seed = 1) => new TargetSearch { Threads = threads, Seed = seed }.Rank("made up", Query(5), Effects());
        var once = Found(1);

        foreach (var threads in new[] { 2, 3, 8 })
        {
            var again = Found(threads);
            Assert.Equal(once.Candidates, again.Candidates);
            Assert.Equal((once.NullP, once.NullBest, once.StatesP), (again.NullP, again.NullBest, again.StatesP));
        }

        Assert.NotEqual(once.Candidates, Found(1, seed: 2).Candidates);
    }

    [Fact]
    public void A_search_for_what_no_candidate_does_says_that_it_did_not_beat_its_null()
    {
        var ranking = new TargetSearch().Rank("made up", Query(-1, strength: 0.5), Effects());

        Assert.True(ranking.StatesDiffer);
        Assert.False(ranking.BeatsNull);
        Assert.Contains("did not beat its null", ranking.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void States_that_differ_by_chance_are_not_searched_with_confidence()
    {
        var ranking = new TargetSearch().Rank("made up", TargetQuery.OfCells(Group("a", 0, 0, 1), Group("b", 0, 0, 2)), Effects());

        Assert.False(ranking.StatesDiffer);
        Assert.Contains("cannot be told apart", ranking.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Identical_states_are_refused()
    {
        var group = Group("a", 0, 0, 1);
        Assert.Contains("are identical", Assert.Throws<DesignException>(() => TargetQuery.OfCells(group, group)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signature_needs_its_genes_in_the_panel()
    {
        string[] panel = [.. Enumerable.Range(0, Genes).Select(g => $"G{g}")];
        var some = TargetQuery.OfSignature(panel, new Dictionary<string, double> { ["G1"] = 1, ["G5"] = -1, ["G9"] = 0.5, ["other"] = 2 }, out var missing);
        Assert.Equal([1, 5, 9], some.Places);
        Assert.Equal(["other"], missing);
        Assert.Equal([-1.0, 1, -0.5], some.Reversed().Change);

        var none = Assert.Throws<DesignException>(() => TargetQuery.OfSignature(panel, new Dictionary<string, double> { ["g1"] = 1, ["G5"] = -1, ["q"] = 1 }, out _));
        Assert.Contains("1 of the 3 genes of the signature are in the panel", none.Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'G1'", none.Message, StringComparison.Ordinal);
        Assert.Contains("changes no gene", Assert.Throws<DesignException>(() => TargetQuery.OfSignature(panel, new Dictionary<string, double> { ["G1"] = 0, ["G2"] = 0, ["G3"] = 0 }, out _)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signature_without_cells_has_no_intervals_but_a_null()
    {
        string[] panel = [.. Enumerable.Range(0, Genes).Select(g => $"G{g}")];
        var signature = panel.Select((g, i) => (g, Effect(2, i))).ToDictionary(p => p.g, p => p.Item2);
        var ranking = new TargetSearch().Rank("made up", TargetQuery.OfSignature(panel, signature, out _), Effects());

        Assert.Equal("p2", ranking.Candidates[0].Name);
        Assert.True(ranking.BeatsNull && double.IsNaN(ranking.StatesP) && double.IsNaN(ranking.Candidates[0].Low));
    }

    private static TargetQuery Query(int perturbation, double strength = 1) => TargetQuery.OfCells(Group("control", 0, 0, 1), Group("treated", perturbation, strength, 2));

    private static CandidateEffects Effects() => new([.. Enumerable.Range(0, 12).Select(p => $"p{p}")], [.. Enumerable.Range(0, 12).Select(p => Enumerable.Range(0, Genes).Select(g => Effect(p, g)).ToArray())], []);

    // Twelve perturbations move five genes each; −1 moves every third gene, and no candidate does that.
    private static double Effect(int perturbation, int gene) => perturbation < 0 ? gene % 3 == 0 ? gene % 2 == 0 ? 1 : -1 : 0 : gene / 5 == perturbation ? 1 - gene % 2 * 2 : 0;

    private static CellGroup Group(string name, int perturbation, double strength, int seed)
    {
        var random = new Random(seed);
        return new(name, [.. Enumerable.Range(0, Genes).Select(g => $"G{g}")], [.. Enumerable.Range(0, Cells * Genes).Select(i => (float)(2 + 0.5 * (random.NextDouble() - 0.5) + strength * Effect(perturbation, i % Genes)))]);
    }
}
