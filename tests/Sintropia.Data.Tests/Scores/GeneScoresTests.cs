using System.Text.Json;
using Sintropia.Data.Matrices;
using Sintropia.Data.Scores;
using Sintropia.Data.Tests.Truth;

namespace Sintropia.Data.Tests.Scores;

public sealed class GeneScoresTests
{
    public static TheoryData<string> Cases => [.. Inputs.Written("scores.json").GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Controls_and_scores_are_scanpys(string name)
    {
        var written = Inputs.Written("scores.json");
        var truth = written.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        var options = truth.GetProperty("options");
        var dense = Inputs.Logs(written.GetProperty("cells").GetInt32(), written.GetProperty("genes").GetInt32());
        CellMatrix matrix = options.TryGetProperty("sparse", out _) ? Inputs.Sparse(dense) : dense;

        var score = GeneScores.Of(matrix, Inputs.Panel(dense.Columns), Names(truth.GetProperty("genes")), Asked(options));

        Assert.Equal(Inputs.Places(truth.GetProperty("controls")).Select(g => $"g{g}"), score.Controls);
        Assert.Equal(Inputs.Numbers(truth.GetProperty("scores")), score.Values, (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Fact]
    public void Genes_that_are_not_there_are_told_and_left_out()
    {
        var matrix = Inputs.Logs(20, 200);

        var score = GeneScores.Of(matrix, Inputs.Panel(200), ["g3", "TP53", "g3", "g9"]);

        Assert.Equal(["g3", "g9"], score.Genes);
        Assert.Equal(["TP53"], score.Missing);
        Assert.Equal(GeneScores.Of(matrix, Inputs.Panel(200), ["g3", "g9"]).Values, score.Values);
    }

    [Fact]
    public void Fewer_genes_than_ranges_make_one_range_of_all()
    {
        // scanpy divides by a size of 0 then, which pandas makes infinite: every gene is a control of every other.
        var score = GeneScores.Of(Inputs.Logs(5, 11), Inputs.Panel(11), ["g4"]);

        Assert.Equal(10, score.Controls.Length);
    }

    [Fact]
    public void No_cells_have_no_scores()
    {
        Assert.Empty(GeneScores.Of(new DenseMatrix(0, 40, []), Inputs.Panel(40), ["g1"]).Values);
    }

    [Fact]
    public void Zeros_score_zero()
    {
        Assert.Equal([0, 0, 0], GeneScores.Of(new DenseMatrix(3, 60, new float[180]), Inputs.Panel(60), ["g1", "g2"]).Values);
    }

    [Fact]
    public void A_single_gene_has_nothing_to_be_compared_to()
    {
        var wrong = Assert.Throws<ArgumentException>(() => GeneScores.Of(Inputs.Logs(5, 1), Inputs.Panel(1), ["g0"]));

        Assert.Contains("No gene is left to compare", wrong.Message);
    }

    [Fact]
    public void A_set_that_is_not_there_is_refused_with_the_nearest_name()
    {
        var wrong = Assert.Throws<ArgumentException>(() => GeneScores.Of(Inputs.Logs(5, 90), Inputs.Panel(90), ["g8l", "x"]));

        Assert.Contains("None of the 2 genes", wrong.Message);
        Assert.Contains("'g8", wrong.Message);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void What_is_no_number_is_refused_with_its_place(float bad)
    {
        var matrix = Inputs.Logs(5, 90);
        matrix.Values[3 * 90 + 7] = bad;

        var wrong = Assert.Throws<ArgumentException>(() => GeneScores.Of(matrix, Inputs.Panel(90), ["g1"]));

        Assert.Contains("Cell 3, gene 7", wrong.Message);
    }

    [Fact]
    public void A_gene_outside_the_pool_has_no_range()
    {
        var wrong = Assert.Throws<ArgumentException>(() => GeneScores.Of(Inputs.Logs(5, 90), Inputs.Panel(90), ["g1"], new() { Pool = ["g2", "g3"] }));

        Assert.Contains("Gene 'g1' of the set is not among those", wrong.Message);
    }

    private static string[] Names(JsonElement list) => [.. list.EnumerateArray().Select(n => n.GetString()!)];

    private static GeneScoreOptions Asked(JsonElement options)
    {
        var asked = new GeneScoreOptions();
        foreach (var option in options.EnumerateObject())
        {
            asked = option.Name switch
            {
                "sparse" => asked with { As = option.Value.GetString() == "double" ? ScanpyRelease.From1122 : ScanpyRelease.From110 },
                "seed" => asked with { Seed = option.Value.GetUInt32() },
                "controls" => asked with { Controls = option.Value.GetInt32() },
                "bins" => asked with { Bins = option.Value.GetInt32() },
                "in_controls" => asked with { SetAmongControls = option.Value.GetBoolean() },
                "shuffled" => asked with { As = ScanpyRelease.Before110 },
                "pool" => asked with { Pool = Names(option.Value) },
                _ => throw new InvalidOperationException(option.Name),
            };
        }

        return asked;
    }
}
