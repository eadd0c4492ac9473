using Sintropia.Predictors.StateEmbedding;
using Sintropia.Tensors;
using Sintropia.Weights;

namespace Sintropia.Predictors.Tests.StateEmbedding;

public sealed class SentenceFormationTests
{
    private static readonly int[] s_rows = [10, 11, 12, 13, 14, 15];

    [Fact]
    public void Genes_stand_by_falling_expression_behind_the_cells_own_position()
    {
        var sentence = new SentenceFormation { Positions = 4 }.Of(Tensor.From([1, 6], [0, 3, 1, 2, 0, 4]), s_rows);

        Assert.Equal([15, 11, 13], sentence.Genes.Values[1..].ToArray());
        Assert.Equal([20, 40, 30, 20], sentence.Counts.ToArray()); // the first is that of gene 4, as published
    }

    [Fact]
    public void A_sentence_that_genes_do_not_fill_goes_on_with_genes_that_are_not_expressed()
    {
        var sentence = new SentenceFormation { Positions = 40 }.Of(Tensor.From([1, 6], [0, 3, 1, 2, 0, 4]), s_rows);

        Assert.Equal([15, 11, 13, 12], sentence.Genes.Values[1..5].ToArray());
        Assert.Equal([10, 14], sentence.Genes.Values[5..].ToArray().Distinct().Order());
        Assert.All(sentence.Counts.ToArray()[5..], share => Assert.Equal(0, share));
    }

    [Fact]
    public void Ties_are_drawn_by_seed_and_cell_and_not_by_what_stands_beside()
    {
        var alike = Tensor.Ones([3, 6]);
        var formation = new SentenceFormation { Positions = 7 };
        var whole = formation.Of(alike, s_rows);
        var last = formation.Of(alike.Slice(0, 0, 1), s_rows, first: 2);

        Assert.Equal(last.Genes.Values[1..].ToArray(), whole.Genes.Values[15..].ToArray());
        Assert.NotEqual(whole.Genes.Values[1..7].ToArray(), whole.Genes.Values[8..14].ToArray());
        Assert.NotEqual(whole.Genes.Values[1..7].ToArray(), (formation with { Seed = 7 }).Of(alike, s_rows).Genes.Values[1..7].ToArray());
    }

    [Fact]
    public void Cells_that_say_nothing_and_values_that_are_no_expression_are_refused_by_number()
    {
        var formation = new SentenceFormation { Positions = 4 };

        Assert.Contains("Cell 8 expresses none of the 6 genes", Assert.Throws<ArgumentException>(() => formation.Of(Tensor.Zeros([1, 6]), s_rows, first: 7)).Message);
        Assert.Contains("Cell 1 has -2 of gene 5", Assert.Throws<ArgumentException>(() => formation.Of(Tensor.From([1, 6], [1, 1, 1, 1, -2, 1]), s_rows)).Message);
    }

    /// <summary>The reference draws otherwise where expression is equal; what it says of expression has to be ours.</summary>
    [Fact]
    public void Sentences_of_the_references_cells_have_its_counts()
    {
        var path = References("state-se/inputs.safetensors");
        using var inputs = WeightFile.Open(path);
        var theirs = inputs["sentence/sentence_counts"].ToTensor();
        for (var cell = 0; cell < theirs.Shape[0]; cell++)
        {
            var counts = inputs[$"raw/cell{cell}_counts"].ToTensor();
            var rows = inputs[$"raw/dataset{inputs[$"raw/cell{cell}_dataset"].ToInt32s()[0]}_local_to_global"].ToInt32s();
            var ours = new SentenceFormation { Positions = theirs.Shape[1] }.Of(counts.Log1p().Unsqueeze(0), rows);

            Rows.Near(theirs.At(0, cell), ours.Counts.At(0, 0), 1e-5f);
            var (expected, expressed) = (inputs["sentence/batch_sentences"].ToInt32s()[(cell * theirs.Shape[1] + 1)..], theirs.At(0, cell).ToArray());
            for (var place = 0; place < 5; place++)
                if (expressed[place + 1] != expressed[place] && expressed[place + 1] != expressed[place + 2]) Assert.Equal(expected[place], ours.Genes.Values[place + 1]);
        }
    }

    private static string References(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Sintropia.Orleans.sln"))) root = root.Parent;
        var path = root?.Parent is { } beside ? Path.Combine(beside.FullName, "shared", "parity", name) : name;
        Assert.SkipUnless(File.Exists(path), $"Skipped: parity/{name} is not in ../shared beside the repository, so sentences were not compared with the reference's.");
        return path;
    }
}
