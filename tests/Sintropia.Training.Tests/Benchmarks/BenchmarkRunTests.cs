using Sintropia.Training.Benchmarks;

namespace Sintropia.Training.Tests.Benchmarks;

public sealed class BenchmarkRunTests
{
    [Fact]
    public void On_effects_that_add_up_the_additive_baseline_is_near_the_ceiling_and_a_network_beats_the_mean()
    {
        using var experiment = new SmallExperiment();
        var suite = new BenchmarkSuite("small", "made up", "{ file: '{data}/cells.h5ad', perturbation: condition }", ["{ by: doubles, test: 1, validation: 0 }"], HasFeatures: false);
        var board = new BenchmarkRun(experiment.Root, experiment["out"]) { Systems = ["State Transition"] }.Of(suite, TestContext.Current.CancellationToken);
        double Mean(string system, string metric) => board.Entries.Single(e => e.System == system).Figures[metric].Average();

        Assert.Equal(5, board.Perturbations.Count);
        Assert.True(Mean("additive", "pearson_delta") > 0.85, $"{Mean("additive", "pearson_delta")}");
        Assert.True(Mean("State Transition", "pearson_delta") > Mean("train mean", "pearson_delta") + 0.1, $"{Mean("State Transition", "pearson_delta")} and {Mean("train mean", "pearson_delta")}");
        Assert.Equal(0.6, Mean("no change", "discrimination_l1"), 12);
        Assert.True(double.IsNaN(Mean("no change", "pearson_delta")));
        Assert.Equal("additive", board.Best(Metric.Of("mse_delta"))!.System);
        Assert.Contains(board.Description, d => d.Contains("5 combo_seen2", StringComparison.Ordinal));
    }

    [Fact]
    public void Folds_stand_together_and_models_that_are_trained_are_not_trained_again()
    {
        using var experiment = new SmallExperiment(contexts: 2);
        var suite = new BenchmarkSuite("contexts", "made up", "{ file: '{data}/cells.h5ad', perturbation: condition, context: line }", ["{ by: contexts, contexts: [line 0], validation: 0 }", "{ by: contexts, contexts: [line 1], validation: 0 }"], HasFeatures: false);
        var run = new BenchmarkRun(experiment.Root, experiment["out"]) { Systems = ["virtual-cell-line"] };
        var first = run.Of(suite, TestContext.Current.CancellationToken);
        var written = Directory.EnumerateFiles(experiment["out"], "model.safetensors", SearchOption.AllDirectories).Select(File.GetLastWriteTimeUtc).ToArray();
        var second = run.Of(suite, TestContext.Current.CancellationToken);

        Assert.Equal(22, first.Perturbations.Count);
        Assert.Equal(2, written.Length);
        Assert.Equal(written, Directory.EnumerateFiles(experiment["out"], "model.safetensors", SearchOption.AllDirectories).Select(File.GetLastWriteTimeUtc));
        Assert.Equal(LeaderboardFiles.Csv(first), LeaderboardFiles.Csv(second));
        Assert.Equal(22, first.Entries.Single(e => e.System == "virtual cell line").Refused.Count); // none of the genes is in the panel
        Assert.True(first.Entries.Single(e => e.System == "perturbation mean").Figures["pearson_delta"].Average() > 0.8);
    }

    [Fact]
    public void A_model_of_samples_stands_on_the_board_and_knows_doubles_by_their_singles()
    {
        using var experiment = new SmallExperiment();
        var suite = new BenchmarkSuite("small", "made up", "{ file: '{data}/cells.h5ad', perturbation: condition }", ["{ by: doubles, test: 1, validation: 0 }"], HasFeatures: false);
        var run = new BenchmarkRun(experiment.Root, experiment["out"]) { Systems = ["GEM-1"] };
        var board = run.Of(suite, TestContext.Current.CancellationToken);
        double Mean(string system) => board.Entries.Single(e => e.System == system).Figures["pearson_delta"].Average();

        Assert.Equal(["GEM-1"], board.Entries.Where(e => e.Role == EntryRole.System).Select(e => e.System));
        Assert.True(Mean("GEM-1") > Mean("train mean"), $"{Mean("GEM-1")} and {Mean("train mean")}");
        Assert.Equal(LeaderboardFiles.Csv(board), LeaderboardFiles.Csv(run.Of(suite, TestContext.Current.CancellationToken)));
        Assert.Empty(Directory.EnumerateFiles(experiment["out"], "samples.h5ad", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_suite_that_does_not_exist_is_answered_by_the_nearest() =>
        Assert.Contains("Did you mean 'papalexi2021'?", Assert.Throws<TrainingException>(() => BenchmarkSuite.Of("papalexi")).Message, StringComparison.Ordinal);
}
