using System.Text.Json;
using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;

namespace Sintropia.Cli.Tests.Commands;

public sealed class DesignCommandTests : IDisposable
{
    private const int Genes = 24;

    private const string Target = "data: { file: cells.h5ad, perturbation: condition }\nto: { perturbation: A+B }\ncandidates: [known, pairs]\ndraws: 40\n";

    private readonly TemporaryFolder _folder = new();

    public DesignCommandTests()
    {
        List<float> counts = [];
        List<string> done = [];
        foreach (var perturbation in new[] { "control", "A", "B", "C", "D", "A+B", "B+C" })
            for (var cell = 0; cell < 12; cell++)
            {
                done.Add(perturbation);
                for (var gene = 0; gene < Genes; gene++) counts.Add(3 + (cell * 7 + gene * 5) % 6 + (perturbation.Split('+').Any(p => p[0] - 'A' == gene / 6) ? 9 + gene % 3 : 0));
            }

        AnnDataWriter.Write(_folder["cells.h5ad"], new AnnotatedMatrix(new DenseMatrix(done.Count, Genes, [.. counts]), new([.. done.Select((_, i) => $"cell {i}")], CategoryColumn.Of("condition", [.. done])), new([.. Enumerable.Range(0, Genes).Select(g => $"G{g}")])));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_target_is_searched_for_and_said_where_it_lies()
    {
        var outcome = (await Command.Run("design", "target", _folder.Write("pair.yaml", Target))).Exits(ExitCode.Ok);

        Assert.Contains(_folder["pair", "report.html"], outcome.Output, StringComparison.Ordinal);
        Assert.Contains("A+B", File.ReadAllLines(_folder["pair", "ranking.csv"])[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_a_candidate_a_line_and_threads_change_none()
    {
        var path = _folder.Write("pair.yaml", Target);
        var one = (await Command.Run("design", "target", path, "--json", "--threads", "1")).Exits(ExitCode.Ok).Output;
        var two = (await Command.Run("design", "target", path, "--json", "--threads", "2")).Exits(ExitCode.Ok).Output;

        Assert.Equal(one, two);
        Assert.Equal("A+B", JsonDocument.Parse(one.Split('\n')[0]).RootElement.GetProperty("candidate").GetString());
    }

    [Fact]
    public async Task A_mechanism_is_explained_by_sets_of_genes()
    {
        File.WriteAllLines(_folder["sets.gmt"], ["own\t\t" + string.Join('\t', Enumerable.Range(0, 6).Select(g => $"G{g}")), "other\t\t" + string.Join('\t', Enumerable.Range(12, 6).Select(g => $"G{g}"))]);
        var outcome = (await Command.Run("design", "mechanism", _folder.Write("why.yaml", "data: { file: cells.h5ad, perturbation: condition }\nperturbation: A\ngene_sets: [sets.gmt]\ndraws: 40\n"))).Exits(ExitCode.Ok);

        Assert.Contains("own", outcome.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["why", "report.html"]));
    }

    [Fact]
    public async Task What_is_wrong_with_a_task_is_told_by_line()
    {
        var wrong = (await Command.Run("design", "target", _folder.Write("pair.yaml", Target.Replace("draws", "drwas", StringComparison.Ordinal)))).Exits(ExitCode.InvalidInput);

        Assert.Contains("pair.yaml:4: There is no 'drwas'. Did you mean 'draws'?", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("missing.yaml", (await Command.Run("design", "mechanism", _folder["missing.yaml"])).Exits(ExitCode.InvalidInput).Error, StringComparison.Ordinal);
    }
}
