using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Genes;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;
using Sintropia.Reports.Pages;

namespace Sintropia.Reports.Tests.Summaries;

public sealed class ExpressionSummaryTests : IDisposable
{
    private static readonly string[] Phases = ["G1", "S", "G2", "M"];

    private readonly TemporaryFolder _folder = new();

    public ExpressionSummaryTests() => HandWrittenRun.Write(_folder.Path);

    [Fact]
    public void A_run_without_expression_shows_none() => Assert.Null(RunReport.Summarize(_folder.Path).Expression);

    [Fact]
    public void Means_are_those_of_the_cells_of_a_snapshot_a_condition_and_a_phase()
    {
        Write(cells: 400);
        var shown = RunReport.Summarize(_folder.Path).Expression!;
        var measure = shown.Measures.Index().Single(m => m.Item.Name == "TELLS").Index;

        Assert.Equal((400, 400, 12), (shown.Cells, shown.Scored, shown.Genes));
        Assert.Equal(["control", "drug"], shown.Courses.Select(c => c.Condition.ToLowerInvariant()).Distinct());
        var late = Assert.Single(shown.Courses, c => c.Measure == measure && c.Condition == "control" && c.Phase == "G2");
        Assert.Equal([0, 24], late.Times);
        Assert.Equal([2, 2], late.Values); // TELLS is the number of the phase
        Assert.Equal([25, 25], late.Cells);
        var all = Assert.Single(shown.Courses, c => c.Measure == measure && c.Condition == "control" && c.Phase is null);
        Assert.Equal([1.5, 1.5], all.Values);
    }

    [Fact]
    public void Cells_of_a_phase_lie_together_in_the_plane_and_are_the_same_each_time()
    {
        Write(cells: 400);
        var map = RunReport.Summarize(_folder.Path).Expression!.Map!;

        Assert.Equal(400, map.X.Count);
        Assert.Equal(Phases, map.Phases);
        for (var i = 0; i < map.X.Count; i += 20)
        {
            var near = Enumerable.Range(0, map.X.Count).Where(j => j != i).MinBy(j => Math.Pow(map.X[i] - map.X[j], 2) + Math.Pow(map.Y[i] - map.Y[j], 2));
            Assert.Equal(map.Phase[i], map.Phase[near]);
        }

        Assert.Equal(map.X, RunReport.Summarize(_folder.Path).Expression!.Map!.X);
        Assert.Empty(map.S); // none of these genes is of S
        Assert.Equal(100, RunReport.Summarize(_folder.Path, new() { MaximumMappedCells = 100 }).Expression!.Map!.X.Count);
        Assert.Null(RunReport.Summarize(_folder.Path, new() { MaximumMappedCells = 0 }).Expression!.Map);
    }

    [Fact]
    public void The_page_gets_scores_of_the_cycle_under_the_names_that_it_knows()
    {
        Write(cells: 200, programmes: true);
        var shown = RunReport.Summarize(_folder.Path).Expression!;
        var json = System.Text.Json.JsonSerializer.Serialize(shown, Reports.Reading.RunJson.Spelling);

        Assert.Equal(["S programme", "G2 and M programme"], shown.Measures.Take(2).Select(m => m.Name));
        Assert.Equal((200, 200), (shown.Map!.S.Count, shown.Map.G2M.Count));
        foreach (var name in (string[])["\"s\":[", "\"g2_m\":[", "\"measures\":[{\"name\":", "\"courses\":[{\"measure\":0,\"condition\":", "\"phases\":[\"G1\""]) Assert.Contains(name, json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_latent_space_has_a_plane_and_no_genes()
    {
        Write(cells: 60, latent: true);
        var shown = RunReport.Summarize(_folder.Path).Expression!;

        Assert.Empty(shown.Measures);
        Assert.Equal(60, shown.Map!.X.Count);
    }

    [Fact]
    public void A_file_that_is_damaged_is_left_out_and_told()
    {
        File.WriteAllText(_folder["cells.h5ad"], "no cells");
        var payload = RunReport.Summarize(_folder.Path);

        Assert.Null(payload.Expression);
        Assert.Contains(payload.Notices, n => n.StartsWith("cells.h5ad was left out", StringComparison.Ordinal));
    }

    [Fact]
    public void Tables_say_the_means_of_the_last_snapshot()
    {
        Write(cells: 400);

        Assert.Contains("Expression, mean over sampled cells at the last snapshot", PlainPage.Tables(RunReport.Summarize(_folder.Path)), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void Write(int cells, bool latent = false, bool programmes = false)
    {
        var genes = programmes ? 80 : 12;
        string[] names = ["TELLS", .. Enumerable.Range(1, genes - 1).Select(g => $"GENE{g}")];
        if (programmes) CellCycleGenes.S.Genes.Take(10).Concat(CellCycleGenes.G2M.Genes.Take(10)).ToArray().CopyTo(names, 10);
        int[] all = [.. Enumerable.Range(0, cells)];
        var values = new float[cells * genes];
        foreach (var cell in all)
            for (var gene = 0; gene < genes; gene++)
                values[cell * genes + gene] = gene == 0 ? cell % 4 : gene < 5 ? (cell % 4 == gene - 1 ? 3 : 0) + (cell * 7 + gene * 13) % 11 / 50f : (cell * 31 + gene * 17) % 23 / 100f;
        var matrix = new DenseMatrix(cells, genes, values);
        var conditions = RunReport.Summarize(_folder.Path).Run.Conditions;
        var obs = new Table([.. all.Select(c => $"cell{c}")],
            new CategoryColumn("phase", [.. all.Select(c => c % 4)], Phases), new CategoryColumn("condition", [.. all.Select(c => c / 4 % 2)], [.. conditions]),
            new IntegerColumn("generation", [.. all.Select(c => (long)(c % 3))]), new NumberColumn("time_h", [.. all.Select(c => c < cells / 2 ? 0.0 : 24)]));
        using var file = AnnDataWriter.Create(_folder["cells.h5ad"], new(latent ? [] : names));
        file.Append(obs, latent ? null : matrix, obsm: latent ? new Dictionary<string, CellMatrix> { ["X_latent"] = matrix } : null);
        file.Complete(new AnnotationTree { { "sintropia", new AnnotationTree { { "space", "log1p of normalised counts" } } } });
    }
}
