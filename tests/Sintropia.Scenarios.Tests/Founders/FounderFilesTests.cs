using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Expression;
using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Genes;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;
using Sintropia.Scenarios.Founders;
using Sintropia.Scenarios.Plans;

namespace Sintropia.Scenarios.Tests.Founders;

/// <summary>Populations that are founded on measured cells.</summary>
public sealed class FounderFilesTests : IDisposable
{
    private const string Text = """
        format: 1
        seed: 1
        duration: 24 h
        cell_types:
          line: { cycle: { G1: 11 h, S: 8 h, G2: 4 h, M: 1 h } }
        expression: { predictor: no-change }
        tissues:
          dish:
            populations:
              - { type: line, from: cells.h5ad, phase: phase }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("sintropia-founders-").FullName;

    public FounderFilesTests() => Write("cells.h5ad", Counts());

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_cell_becomes_a_founder_with_the_logarithm_of_its_counts()
    {
        var scenario = Read(Text);
        var population = scenario.Tissues[0].Populations[0];

        Assert.Equal(60, population.Cells);
        Assert.Equal(["A", "B", "C"], scenario.Founders!.Genes);
        Assert.Equal(["A", "B", "C"], scenario.Expression!.Features);
        Assert.Equal(ExpressionSpace.LogNormalised, scenario.Expression.Space);
        // Cell 4 has counts 5, 4, 1: a tenth of ten thousand each.
        var state = population.Measured!.Cells.State(4);
        Assert.Equal(Math.Log(5001), state[0], 1e-5);
        Assert.Equal(Math.Log(4001), state[1], 1e-5);
        Assert.Equal(Math.Log(1001), state[2], 1e-5);
        Assert.Equal("cell4", population.Measured.Cells.Name(4));
        Assert.Equal(PhaseSet.S, population.Measured.Cells.Stage(1));
        Assert.Equal(PhaseSet.G2 | PhaseSet.M, population.Measured.Cells.Stage(2));
        Assert.Contains("60 of 60 cells of cells.h5ad, 3 of 3 genes", population.Measured.Notes[0]);
        Assert.Contains("20 in G0 or G1, 20 in S, 20 in G2 or M", population.Measured.Notes[1]);
    }

    [Fact]
    public void Sizes_may_come_from_a_column_where_a_file_holds_some_genes_only()
    {
        var population = Read(Text.Replace("phase: phase", "phase: phase, sizes: size")).Tissues[0].Populations[0];

        // Cell 4 has counts 5, 4, 1 of 100 molecules.
        Assert.Equal(Math.Log(501), population.Measured!.Cells.State(4)[0], 1e-5);
        Assert.Contains("by the sizes in column 'size'", population.Measured.Notes[0]);
    }

    [Fact]
    public void A_plan_draws_founders_by_seed_and_replicate_and_conditions_share_them()
    {
        var scenario = Read(Text.Replace("phase: phase", "phase: phase, cells: 30 cells").Replace("seed: 1", "seed: 1\nreplicates: 2\nconditions: { a: [], b: [] }"));
        var (a, b, other) = (Drawn("a", 1), Drawn("b", 1), Drawn("a", 2));

        Assert.Equal(30, a.Count);
        Assert.Equal(30, a.Distinct().Count());
        Assert.Equal(a, b);
        Assert.NotEqual(a, other);

        IReadOnlyList<int> Drawn(string condition, int replicate) => ScenarioPlans.Compile(scenario, condition, replicate).Tissues[0].Populations[0].Measured!.Order;
    }

    [Fact]
    public void Cells_that_rest_are_founded_in_G0_whatever_their_phase()
    {
        var population = Read(Text.Replace(", phase: phase", ", cycling: false")).Tissues[0].Populations[0];
        Assert.Equal(Founding.Resting, population.Founding);
        Assert.Equal(PhaseSet.G0, population.Measured!.Cells.Stage(2));
    }

    [Fact]
    public void A_condition_chooses_cells_and_genes_can_be_named()
    {
        var scenario = Read(Text.Replace("phase: phase", "phase: phase, where: 'donor == \"two\"'").Replace("predictor: no-change", "predictor: no-change, genes: [C, A]"));
        Assert.Equal(30, scenario.Tissues[0].Populations[0].Cells);
        Assert.Equal(["C", "A"], scenario.Founders!.Genes);
        Assert.Equal("cell30", scenario.Tissues[0].Populations[0].Measured!.Cells.Name(0));
        Assert.Equal(2, Read(Text.Replace("predictor: no-change", "predictor: no-change, variable_genes: 2")).Founders!.Genes.Count);
    }

    [Fact]
    public void Log_normalised_values_are_taken_as_they_are_and_layers_and_symbols_can_be_named()
    {
        var counts = Counts();
        var logs = new float[180];
        for (var i = 0; i < 180; i++) logs[i] = MathF.Log(1 + 1000 * counts.X![i / 3, i % 3]);
        Write("logs.h5ad", new(counts.X, counts.Obs, new(["g1", "g2", "g3"], new TextColumn("symbol", ["A", "B", "C"]))) { Layers = { ["logs"] = new DenseMatrix(60, 3, logs) } });
        var scenario = Read(Text.Replace("from: cells.h5ad", "from: logs.h5ad, layer: logs, symbols: symbol"));
        Assert.Equal(["A", "B", "C"], scenario.Founders!.Genes);
        Assert.Equal(logs[..3], scenario.Tissues[0].Populations[0].Measured!.Cells.State(0).ToArray());
    }

    [Fact]
    public void Without_a_column_phases_are_scored()
    {
        var genes = CellCycleGenes.S.Genes.Take(10).Concat(CellCycleGenes.G2M.Genes.Take(10)).Concat(Enumerable.Range(0, 280).Select(g => $"OTHER{g}")).ToArray();
        var counts = new float[90 * 300];
        for (var cell = 0; cell < 90; cell++)
            for (var gene = 0; gene < 300; gene++)
                counts[cell * 300 + gene] = (gene < 10 ? cell % 3 == 1 ? 30 : 0 : gene < 20 ? cell % 3 == 2 ? 30 : 0 : 4 + gene % 13) + (cell * 7 + gene * 3) % 4;
        Write("scored.h5ad", new(new DenseMatrix(90, 300, counts), new([.. Enumerable.Range(0, 90).Select(i => $"c{i}")]), new(genes)));
        var cells = Read(Text.Replace("from: cells.h5ad, phase: phase", "from: scored.h5ad")).Tissues[0].Populations[0].Measured!.Cells;
        PhaseSet[] expected = [PhaseSet.G0 | PhaseSet.G1, PhaseSet.S, PhaseSet.G2 | PhaseSet.M];
        for (var cell = 0; cell < 90; cell++) Assert.Equal(expected[cell % 3], cells.Stage(cell));
    }

    [Fact]
    public void Founders_that_were_kept_read_back_as_they_were()
    {
        var scenario = Read(Text);
        var kept = Path.Combine(_folder, FounderArchive.FileName);
        File.WriteAllBytes(kept, FounderArchive.Write(scenario.Founders!));
        File.Delete(Path.Combine(_folder, "cells.h5ad"));
        var again = ScenarioFile.Parse(Text, "again.yaml", new() { Folder = _folder, Founders = kept });

        Assert.Equal(scenario.Founders!.Sha256, again.Founders!.Sha256);
        Assert.Equal(scenario.Founders.Populations[0].Notes, again.Founders.Populations[0].Notes);
        Assert.Equal(scenario.Expression!.ResidualSpread, again.Expression!.ResidualSpread);
        Assert.Equal(scenario.Expression.Programmes[0].Means, again.Expression.Programmes[0].Means);
        Assert.Equal("cell4", again.Tissues[0].Populations[0].Measured!.Cells.Name(4));
        Assert.Throws<InvalidDataException>(() => ScenarioFile.Parse(Text.Replace("- { type", "- { type: line, from: x.h5ad }\n      - { type"), "other.yaml", new() { Folder = _folder, Founders = kept }));
    }

    [Theory]
    [InlineData("from: cells.h5ad", "from: sells.h5ad", "from", "There is no file 'sells.h5ad'", "cells.h5ad")]
    [InlineData("from: cells.h5ad", "from: ../cells.h5ad", "from", "outside the folder", null)]
    [InlineData("from: cells.h5ad", "from: text.h5ad", "from", "text.h5ad", null)]
    [InlineData("from: cells.h5ad", "from: counts.csv.gz", "from", "sintropia convert counts.csv.gz counts.h5ad", null)]
    [InlineData("from: cells.h5ad", "from: filtered/", "from", "sintropia convert filtered/ filtered.h5ad", null)]
    [InlineData("from: cells.h5ad", "from: scaled.h5ad", "from", "neither counts nor log-normalised values", null)]
    [InlineData("phase: phase", "phase: fase", "phase", "has no column 'fase' in its obs", "phase")]
    [InlineData("phase: phase", "phase: donor", "phase", "'one' in column 'donor', which is no phase", null)]
    [InlineData(", phase: phase", "", "from", "has 0 genes of S and 0 of G2 and M", null)]
    [InlineData("phase: phase", "phase: phase, where: 'donor == \"three\"'", "where", "selects none of the 60 cells", null)]
    [InlineData("phase: phase", "phase: phase, where: 'doner == \"one\"'", "where", "doner", null)]
    [InlineData("phase: phase", "phase: phase, where: 'donor = \"one\"'", "where", "where:", null)]
    [InlineData("phase: phase", "phase: phase, layer: counts", "layer", "There is no layer 'counts'; the file has none", null)]
    [InlineData("phase: phase", "phase: phase, symbols: hgnc", "symbols", "has no column 'hgnc' in its var; it has none", null)]
    [InlineData("phase: phase", "phase: phase, sizes: sise", "sizes", "has no column 'sise' in its obs", "size")]
    [InlineData("phase: phase", "phase: phase, sizes: donor", "sizes", "sizes of cells are numbers", null)]
    [InlineData("phase: phase", "phase: phase, sizes: age", "sizes", "The cell 'cell0' has the size 0 in column 'age'", null)]
    [InlineData("phase: phase", "phase: phase, founding: newborn", "founding", "stand in the cycle where they were met", null)]
    [InlineData("phase: phase", "phase: phase, cycling: false", "phase", "no column says their phase", null)]
    [InlineData("predictor: no-change", "predictor: no-change, genes: [A, D]", "genes", "has no D", null)]
    [InlineData("predictor: no-change", "predictor: no-change, genes: [A, A]", "genes", "stands here twice", null)]
    [InlineData("predictor: no-change", "predictor: no-change, genes: [A], variable_genes: 2", "variable_genes", "not both", null)]
    [InlineData("predictor: no-change", "predictor: no-change, dimensions: 64", "dimensions", "make a state of 3 genes", null)]
    [InlineData("predictor: no-change", "predictor: no-change, snapshot: every 40 min", "snapshot", "do not fall on ticks", "every 0.5 h")]
    [InlineData("expression: { predictor: no-change }", "", "from", "does not say how cells express", null)]
    [InlineData("{ cycle: { G1: 11 h, S: 8 h, G2: 4 h, M: 1 h } }", "{ cycle: { G1: 11 h, G2: 4 h } }", "from", "where no cell of type 'line' ever is", null)]
    [InlineData("from: cells.h5ad, phase: phase", "cells: 5, phase: phase", "phase", "'phase' is about measured cells", null)]
    [InlineData("from: cells.h5ad, phase: phase", "founding: newborn", "populations[0]", "needs 'cells'", null)]
    public void What_is_wrong_is_said_where_it_stands(string right, string wrong, string path, string what, string? nearest)
    {
        File.WriteAllText(Path.Combine(_folder, "text.h5ad"), "no HDF5");
        File.WriteAllText(Path.Combine(_folder, "counts.csv.gz"), "cell,A\n");
        Directory.CreateDirectory(Path.Combine(_folder, "filtered"));
        var counts = Counts();
        Write("scaled.h5ad", new(new DenseMatrix(60, 3, [.. Enumerable.Range(0, 180).Select(i => i % 7 - 3.5f)]), counts.Obs, counts.Var));
        var problems = Assert.Throws<ScenarioException>(() => Read(Text.Replace(right, wrong))).Problems;
        var problem = Assert.Single(problems, p => p.Path.EndsWith(path, StringComparison.Ordinal) && p.What.Contains(what, StringComparison.Ordinal));
        if (nearest is not null) Assert.Contains(nearest, problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Genes_of_no_measured_cells_are_refused() =>
        Assert.Contains("no population is founded on any", Assert.Throws<ScenarioException>(() => Read(Text.Replace("from: cells.h5ad, phase: phase", "cells: 5").Replace("no-change", "no-change, dimensions: 3, genes: [A]"))).Message);

    private static AnnotatedMatrix Counts()
    {
        var counts = new float[180];
        for (var cell = 0; cell < 60; cell++) (counts[3 * cell], counts[3 * cell + 1], counts[3 * cell + 2]) = (cell % 5 + 1, 4, 5 - cell % 5);
        return new(new DenseMatrix(60, 3, counts), new([.. Enumerable.Range(0, 60).Select(i => $"cell{i}")],
            CategoryColumn.Of("phase", [.. Enumerable.Range(0, 60).Select(i => ((string[])["G1", "S", "G2M"])[i % 3])]), new TextColumn("donor", [.. Enumerable.Range(0, 60).Select(i => i < 30 ? "one" : "two")]),
            new NumberColumn("size", [.. Enumerable.Repeat(100.0, 60)]), new IntegerColumn("age", [.. Enumerable.Range(0, 60).Select(i => (long)i)])), new(["A", "B", "C"]));
    }

    private void Write(string name, AnnotatedMatrix data) => AnnDataWriter.Write(Path.Combine(_folder, name), data);

    private Scenario Read(string text)
    {
        var path = Path.Combine(_folder, "scenario.yaml");
        File.WriteAllText(path, text);
        return ScenarioFile.Load(path);
    }
}
