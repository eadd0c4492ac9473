using System.Text.Json;
using Sintropia.Cli.Tests.Interruptions;
using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;

namespace Sintropia.Cli.Tests.Commands;

public sealed class TrainCommandTests : IDisposable
{
    private const int Genes = 8;

    private const string Data = """
        data: { file: cells.h5ad, perturbation: condition }
        split: { by: doubles, test: 0.5 }
        """;

    private const string Small = $$"""
        model: state-transition
        network: { width: 8, feedforward: 8, layers: 1, heads: 2, cells_per_set: 6 }
        training: { steps: 20, batch: 2, validate_every: 10 }
        {{Data}}
        """;

    private readonly TemporaryFolder _folder = new();

    public TrainCommandTests()
    {
        List<float> counts = [];
        List<string> done = [];
        foreach (var perturbation in new[] { "control", "A", "B", "C", "A+B", "B+C" })
            for (var cell = 0; cell < 12; cell++)
            {
                done.Add(perturbation);
                for (var gene = 0; gene < Genes; gene++) counts.Add(1 + (cell * 7 + gene * 5) % 6 + (perturbation.Split('+').Any(p => p[0] - 'A' == gene) ? 9 : 0));
            }

        AnnDataWriter.Write(_folder["cells.h5ad"], new AnnotatedMatrix(new DenseMatrix(done.Count, Genes, [.. counts]), new([.. done.Select((_, i) => $"cell {i}")], CategoryColumn.Of("condition", [.. done])), new([.. Enumerable.Range(0, Genes).Select(g => $"G{g}")])));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_model_is_trained_and_says_where_it_is()
    {
        var outcome = (await Command.Run("train", _folder.Write("st.yaml", Small))).Exits(ExitCode.Ok);

        Assert.Contains(_folder["st", "model.safetensors"], outcome.Output, StringComparison.Ordinal);
        Assert.Matches("training  10/20 .* validation", outcome.Output);
        foreach (var file in new[] { "card.json", "curves.csv", "split.json", "config.yaml", "training.json" }) Assert.True(File.Exists(_folder["st", file]), file);
        Assert.Contains("already holds a training", (await Command.Run("train", _folder["st.yaml"])).Exits(ExitCode.InvalidInput).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_an_object_a_line()
    {
        var lines = (await Command.Run("train", _folder.Write("st.yaml", Small), "--json")).Exits(ExitCode.Ok).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal([10, 20], lines[..^1].Select(l => JsonDocument.Parse(l).RootElement.GetProperty("step").GetInt32()));
        Assert.Equal("finished", JsonDocument.Parse(lines[^1]).RootElement.GetProperty("status").GetString());
    }

    [Fact]
    public async Task What_is_wrong_is_told_with_its_line()
    {
        var wrong = (await Command.Run("train", _folder.Write("wrong.yaml", Small.Replace("widht", "width", StringComparison.Ordinal).Replace("width", "widht", StringComparison.Ordinal)))).Exits(ExitCode.InvalidInput);

        Assert.Contains("wrong.yaml:2: There is no 'network.widht'. Did you mean 'width'?", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("Name a configuration", (await Command.Run("train")).Exits(ExitCode.Usage).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Small)]
    [InlineData($"model: additive\n{Data}")]
    [InlineData($$"""
        model: bio-jepa
        network: { width: 4, heads: 2, blocks: 1, masked_blocks: 1 }
        training: { pretraining: { steps: 4, batch: 2, validate_every: 4 }, response: { steps: 4, batch: 2, validate_every: 4 }, decoding: { steps: 4, batch: 2, validate_every: 4 } }
        {{Data}}
        """)]
    public async Task A_trained_model_drives_a_culture_whose_bits_depend_on_neither_threads_niches_nor_a_resume(string model)
    {
        (await Command.Run("train", _folder.Write("model.yaml", model))).Exits(ExitCode.Ok);
        var scenario = _folder.Write("culture.yaml", Culture("model/model.safetensors"));
        (await Command.Run("run", scenario, "--out", _folder["one"], "--threads", "1", "--no-report")).Exits(ExitCode.Ok);
        (await Command.Run("run", scenario, "--out", _folder["two"], "--threads", "2", "--niche", "16", "--no-report")).Exits(ExitCode.Ok);
        (await Command.Run("run", _folder["one", "scenario.yaml"], "--out", _folder["copy"], "--no-report")).Exits(ExitCode.Ok); // the run's folder holds the model

        Folders.AssertSame(_folder["one"], _folder["two"]);
        Folders.AssertSame(_folder["one"], _folder["copy"]);
    }

    [Fact]
    public async Task A_culture_that_a_trained_model_answers_for_resumes_with_the_bits_that_it_would_have_had()
    {
        (await Command.Run("train", _folder.Write("model.yaml", Small))).Exits(ExitCode.Ok);
        var scenario = _folder.Write("culture.yaml", Culture("model/model.safetensors"));
        (await Command.Run("run", scenario, "--out", _folder["whole"], "--no-report")).Exits(ExitCode.Ok);
        var stopped = new Outcome(ExitCode.Ok, "", "");
        // On a busy machine the run can be over before it is interrupted; then it was too quick, and is run again.
        for (var attempt = 0; attempt < 20 && stopped.Code != ExitCode.Interrupted; attempt++)
        {
            using var process = Command.Start(_folder.Root, "run", "culture.yaml", "--out", "stopped", "--no-report", "--overwrite", "--checkpoint-every", "0.001 s");
            Waiting.For(process, () => Folders.Checkpoints(_folder["stopped"]).Length >= 2 && Folders.Lines(_folder["stopped", "fingerprints.csv"]) > 2);
            process.Signal(Signals.Interrupt);
            stopped = await process.End();
        }

        stopped.Exits(ExitCode.Interrupted);
        File.Delete(_folder["model", "model.safetensors"]); // the run's folder holds it
        (await Command.Run("resume", _folder["stopped"], "--threads", "2")).Exits(ExitCode.Ok);

        Folders.AssertSame(_folder["whole"], _folder["stopped"]);
    }

    [Fact]
    public async Task Cells_settle_where_the_model_says_and_come_back_when_nothing_is_done_any_more()
    {
        (await Command.Run("train", _folder.Write("model.yaml", $"model: additive\n{Data}"))).Exits(ExitCode.Ok);
        (await Command.Run("run", _folder.Write("culture.yaml", Culture("model/model.safetensors")), "--out", _folder["run"], "--no-report")).Exits(ExitCode.Ok);
        (await Command.Run("run", _folder.Write("often.yaml", Culture("model/model.safetensors", "every 1 ticks")), "--out", _folder["often"], "--no-report")).Exits(ExitCode.Ok);
        var (snapshot, often) = (Means(_folder["run", "cells.h5ad"]), Means(_folder["often", "cells.h5ad"]));

        double[] control = snapshot["control"], treated = snapshot["treated"], washed = snapshot["washed"];
        Assert.InRange(treated[1] - control[1], 0.3, 2); // B raises G1
        Assert.All(Enumerable.Range(0, Genes), g => Assert.InRange(washed[g] - control[g], -1e-4, 1e-4)); // 44 h and 22 half-lives after it
        Assert.All(Enumerable.Range(0, Genes), g => Assert.Equal(treated[g], often["treated"][g], 5)); // a hundred asks are one
    }

    [Fact]
    public async Task A_run_says_how_far_a_model_moves_expression_and_how_far_the_members_of_an_ensemble_disagree()
    {
        (await Command.Run("train", _folder.Write("model.yaml", $"ensemble: 3\n{Small}"))).Exits(ExitCode.Ok);
        (await Command.Run("run", _folder.Write("culture.yaml", Culture("model/model.safetensors").Replace("half_life: 2 h", "half_life: 8 h, snapshot: every 36 h", StringComparison.Ordinal).Replace("record: every 12 h", "record: every 1 h", StringComparison.Ordinal)), "--out", _folder["run"])).Exits(ExitCode.Ok);
        var rows = File.ReadAllLines(_folder["run", "response.csv"]).Skip(1).Select(l => l.Split(',')).ToArray();
        double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

        Assert.All(rows, r => Assert.True(Number(r[7]) <= Number(r[6]) && Number(r[6]) <= Number(r[8])));
        Assert.Contains(rows, r => Number(r[8]) - Number(r[7]) > 1e-4);
        Assert.All(rows, r => Assert.Equal("3", r[9]));
        foreach (var (time, condition) in new[] { (36, "treated"), (36, "washed"), (72, "treated"), (72, "washed") })
        {
            var (control, treated) = (Means(_folder["run", "cells.h5ad"], time)["control"], Means(_folder["run", "cells.h5ad"], time)[condition]);
            foreach (var row in rows.Where(r => Number(r[0]) == time && r[1] == condition))
            {
                var gene = row[5][1] - '0';
                Assert.Equal(treated[gene] - control[gene], Number(row[6]), 1e-5);
            }
        }

        Assert.Contains("\"responses\":[{\"gene\":\"G", File.ReadAllText(_folder["run", "report.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predictions_of_a_file_are_judged_by_evaluate_beside_the_measured_cells()
    {
        (await Command.Run("train", _folder.Write("model.yaml", $"model: additive\n{Data}"))).Exits(ExitCode.Ok);
        var predict = (await Command.Run("predict", _folder["model", "model.safetensors"], _folder["cells.h5ad"], "--perturbation", "condition", "--out", _folder["predicted.h5ad"], "--truth", _folder["measured.h5ad"])).Exits(ExitCode.Ok);
        var judged = (await Command.Run("evaluate", _folder["predicted.h5ad"], _folder["measured.h5ad"], "--perturbation", "condition", "--json")).Exits(ExitCode.Ok);
        var rows = judged.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).Where(r => r.GetProperty("system").GetString() == "prediction").ToDictionary(r => r.GetProperty("metric").GetString()!, r => r.GetProperty("mean").GetDouble());
        using var file = AnnDataFile.Open(_folder["predicted.h5ad"]);

        Assert.InRange(rows["pearson_delta"], 0.9, 1);
        Assert.Matches("A[+]B .* a combination of what was trained on|B[+]C .* a combination of what was trained on", predict.Output);
        Assert.Equal(6 * 12, file.Obs.Read().Rows);
        Assert.Contains("'Q'", (await Command.Run("predict", _folder["model", "model.safetensors"], _folder["cells.h5ad"], "--perturb", "Q", "--out", _folder["q.h5ad"])).Exits(ExitCode.InvalidInput).Error, StringComparison.Ordinal);
        Assert.Contains("nothing is to be predicted", (await Command.Run("predict", _folder["model", "model.safetensors"], _folder["cells.h5ad"], "--out", _folder["q.h5ad"])).Exits(ExitCode.InvalidInput).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["q.h5ad"]));
    }

    [Fact]
    public async Task A_gene_is_forced_step_by_step_and_its_way_is_drawn()
    {
        (await Command.Run("train", _folder.Write("line.yaml", $"model: virtual-cell-line\nnetwork: {{ hidden: 12 }}\ntraining: {{ steps: 40, batch: 8, validate_every: 20 }}\n{Data}"))).Exits(ExitCode.Ok);
        (await Command.Run("trajectory", _folder["line", "model.safetensors"], _folder["cells.h5ad"], "--gene", "G2", "--perturbation", "condition", "--out", _folder["way"])).Exits(ExitCode.Ok);
        var rows = File.ReadAllLines(_folder["way", "trajectory.csv"]);

        Assert.StartsWith("step,forced_level,pc1,pc2,G0,", rows[0], StringComparison.Ordinal);
        Assert.True(rows.Length > 10, $"{rows.Length} rows");
        Assert.Contains("<polyline", File.ReadAllText(_folder["way", "trajectory.svg"]), StringComparison.Ordinal);
        Assert.Contains("not what is caused", File.ReadAllText(_folder["way", "trajectory.html"]), StringComparison.Ordinal);
        Assert.Contains("Did you mean 'G2'?", (await Command.Run("trajectory", _folder["line", "model.safetensors"], _folder["cells.h5ad"], "--gene", "g2", "--out", _folder["x"])).Exits(ExitCode.InvalidInput).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_model_does_not_know_and_files_that_are_none_are_refused_with_their_line()
    {
        (await Command.Run("train", _folder.Write("model.yaml", $"model: additive\n{Data}"))).Exits(ExitCode.Ok);
        var known = Culture("model/model.safetensors");

        Assert.Contains("does not know the gain of gene Q", (await Command.Run("validate", _folder.Write("q.yaml", known.Replace("activation: B", "activation: Q", StringComparison.Ordinal)))).Exits(ExitCode.InvalidInput).Error, StringComparison.Ordinal);
        Assert.Contains("knows B as gain of gene only", (await Command.Run("validate", _folder.Write("b.yaml", known.Replace("activation: B", "knockout: B", StringComparison.Ordinal)))).Exits(ExitCode.InvalidInput).Error, StringComparison.Ordinal);
        Assert.Contains("There is no file 'model/modle.safetensors'", (await Command.Run("validate", _folder.Write("m.yaml", Culture("model/modle.safetensors")))).Exits(ExitCode.InvalidInput).Error, StringComparison.Ordinal);
        File.Copy(_folder["cells.h5ad"], _folder["cells.safetensors"]);
        Assert.Contains("cells.safetensors", (await Command.Run("validate", _folder.Write("c.yaml", Culture("cells.safetensors")))).Exits(ExitCode.InvalidInput).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Truth_as_its_own_prediction_is_perfect_and_stands_beside_null_baseline_and_ceiling()
    {
        var outcome = (await Command.Run("evaluate", _folder["cells.h5ad"], _folder["cells.h5ad"], "--perturbation", "condition", "--out", _folder["judged"], "--json")).Exits(ExitCode.Ok);
        var rows = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToLookup(r => (r.GetProperty("system").GetString(), r.GetProperty("metric").GetString()));
        double Mean(string system, string metric) => rows[(system, metric)].Single().GetProperty("mean").GetDouble();

        Assert.Equal((1.0, 1.0, 0.0), (Math.Round(Mean("prediction", "pearson_delta"), 12), Mean("prediction", "discrimination_l1"), Mean("prediction", "mae")));
        Assert.Equal(5, rows[("no change", "pearson_delta")].Single().GetProperty("missing").GetInt32());
        Assert.Equal(0.6, Mean("no change", "discrimination_l1"), 12); // 1/2 + 1/(2P)
        Assert.True(Mean("half of the cells", "pearson_delta") > Mean("mean of the others", "pearson_delta"));
        foreach (var file in new[] { "leaderboard.csv", "leaderboard.md", "leaderboard.html", "figures.csv" }) Assert.True(File.Exists(_folder["judged", file]), file);
    }

    [Fact]
    public async Task Predictions_that_do_not_match_are_refused_by_name()
    {
        AnnDataWriter.Write(_folder["other.h5ad"], new AnnotatedMatrix(new DenseMatrix(4, 2, [1, 2, 3, 4, 5, 6, 7, 8]), new(["a", "b", "c", "d"], CategoryColumn.Of("condition", ["control", "control", "A", "A"])), new(["G0", "GX"])));

        Assert.Contains("Missing 7 (G1, G2, G3, G4, G5, …), not in the truth 1 (GX)", (await Command.Run("evaluate", _folder["other.h5ad"], _folder["cells.h5ad"], "--perturbation", "condition")).Exits(ExitCode.InvalidInput).Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'condition'?", (await Command.Run("evaluate", _folder["cells.h5ad"], _folder["cells.h5ad"], "--perturbation", "conditon")).Exits(ExitCode.InvalidInput).Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'kang2018'?", (await Command.Run("evaluate", "--suite", "kang2019", "--data", ".", "--out", _folder["x"])).Exits(ExitCode.InvalidInput).Error, StringComparison.Ordinal);
    }

    private static string Culture(string model, string askEvery = "every 24 h") => $$"""
        format: 1
        name: A culture that a trained model answers for
        seed: 5
        duration: 72 h
        record: every 12 h
        cell_types:
          line: { preset: rb-positive }
        expression: { predictor: {{model}}, half_life: 2 h, ask_every: {{askEvery}}, residual_spread: 0.1 }
        tissues:
          dish:
            populations:
              - { type: line, cells: 60 cells }
        conditions:
          control: []
          treated: [ { activation: B } ]
          washed: [ { activation: B, until: 28 h } ]
        """;

    private static Dictionary<string, double[]> Means(string path, double? at = null)
    {
        using var file = AnnDataFile.Open(path);
        var data = file.Read();
        var condition = data.Obs["condition"];
        var time = (NumberColumn)data.Obs["time_h"];
        var last = at ?? time.Values.Max();
        return Enumerable.Range(0, data.Cells).Where(i => time.Values[i] == last).GroupBy(i => condition.Text(i)!).ToDictionary(g => g.Key, g => Enumerable.Range(0, Genes).Select(gene => g.Average(i => (double)data.X![i, gene])).ToArray());
    }
}
