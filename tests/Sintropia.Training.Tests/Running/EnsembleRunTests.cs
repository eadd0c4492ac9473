using Sintropia.Predictors.Ensembles;
using Sintropia.Predictors.Responses;
using Sintropia.Predictors.Trained;
using Sintropia.Training.Configuration;
using Sintropia.Training.Running;

namespace Sintropia.Training.Tests.Running;

public sealed class EnsembleRunTests
{
    private const string Text = """
        name: three
        model: state-transition
        ensemble: 3
        seed: 5
        network: { width: 16, feedforward: 16, layers: 1, heads: 2, cells_per_set: 8 }
        training: { steps: 12, batch: 4, validate_every: 4 }
        data: { file: cells.h5ad, perturbation: condition }
        split: { by: doubles, test: 0.4 }
        """;

    [Fact]
    public void Members_differ_in_their_seed_alone_and_their_file_needs_the_others_no_more()
    {
        using var experiment = new SmallExperiment();
        var folder = new TrainingFolder(experiment["out"]);

        Assert.Equal("finished", TrainingRun.Start(TrainingConfiguration.Load(experiment.Write(Text)), folder, null, TestContext.Current.CancellationToken).Status);

        var members = Enumerable.Range(1, 3).Select(i => ModelFile.Load(Path.Combine(folder.Path, $"member-{i}", "model.safetensors"))).ToArray();
        Assert.Equal(["seed: 5", "seed: 6", "seed: 7"], Enumerable.Range(1, 3).Select(i => File.ReadLines(Path.Combine(folder.Path, $"member-{i}", "config.yaml")).Last()));
        foreach (var i in Enumerable.Range(1, 3)) Directory.Delete(Path.Combine(folder.Path, $"member-{i}"), recursive: true);
        var ensemble = ModelFile.Load(folder.Model);
        var (cells, settled) = (members[0].Reference, new float[members[0].Reference.Length]);
        ensemble.Model.Respond(Treatment.Of("A+D", "control"), cells, settled);
        var said = members.Select(m =>
        {
            var own = new float[cells.Length];
            m.Model.Respond(Treatment.Of("A+D", "control"), cells, own);
            return own;
        }).ToArray();

        Assert.Equal(3, ((EnsembleModel)ensemble.Model).Members.Count);
        Assert.Equal(Enumerable.Range(0, cells.Length).Select(i => (float)(((double)said[0][i] + said[1][i] + said[2][i]) / 3)), settled);
        Assert.NotEqual(said[0], said[1]);
        Assert.Equal("three", ensemble.Card.Name);
        Assert.Equal(["A", "B", "C", "D", "E", "F"], ensemble.Card.Agents.Select(a => a.Name));
        Assert.Contains("\"finished\"", File.ReadAllText(folder.Record), StringComparison.Ordinal);
    }

    [Fact]
    public void An_ensemble_that_was_interrupted_ends_with_the_bits_of_one_that_was_not()
    {
        using var experiment = new SmallExperiment();
        var read = TrainingConfiguration.Load(experiment.Write(Text));
        var (whole, broken) = (new TrainingFolder(experiment["whole"]), new TrainingFolder(experiment["broken"]));
        TrainingRun.Start(read, whole, null, TestContext.Current.CancellationToken);
        using var asked = new CancellationTokenSource();
        var steps = 18; // in the second member

        Assert.Equal("interrupted", TrainingRun.Start(read, broken, new Counted(() => { if (--steps == 0) asked.Cancel(); }), asked.Token).Status);
        Assert.False(File.Exists(broken.Model));
        Assert.Equal("finished", TrainingRun.Resume(broken, null, TestContext.Current.CancellationToken).Status);

        Assert.Equal(File.ReadAllBytes(whole.Model), File.ReadAllBytes(broken.Model));
    }

    [Fact]
    public void Models_that_are_there_are_put_together_if_they_answer_for_the_same_cells()
    {
        using var experiment = new SmallExperiment();
        foreach (var (model, more) in new[] { ("additive", ""), ("mean-delta", ""), ("train-mean", ", depth: 1000") })
            TrainingRun.Start(TrainingConfiguration.Load(experiment.Write($"model: {model}\ndata: {{ file: cells.h5ad, perturbation: condition{more} }}\nsplit: {{ by: doubles, test: 0.4 }}")), new(experiment[model]), null, TestContext.Current.CancellationToken);
        var folder = new TrainingFolder(experiment["both"]);

        TrainingRun.Start(Together("additive", "mean-delta"), folder, null, TestContext.Current.CancellationToken);

        Assert.Equal(["additive", "mean delta"], ((EnsembleModel)ModelFile.Load(folder.Model).Model).Members.Select(m => m.Name));
        Assert.Contains("different depths", Assert.Throws<ModelFileException>(() => TrainingRun.Start(Together("additive", "train-mean"), new(experiment["x"]), null, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        Assert.Contains("an ensemble itself", Assert.Throws<ModelFileException>(() => TrainingRun.Start(Together("additive", "both"), new(experiment["y"]), null, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        Assert.Contains("2 members or more", Assert.Throws<ModelFileException>(() => TrainingRun.Start(Together("additive"), new(experiment["z"]), null, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        Assert.Contains("has to name its members", Assert.Throws<TrainingException>(() => TrainingConfiguration.Parse("model: ensemble", "c.yaml", ".")).Message, StringComparison.Ordinal);

        TrainingConfiguration Together(params string[] models) => TrainingConfiguration.Parse($"model: ensemble\nmembers: [{string.Join(", ", models.Select(m => $"{m}/model.safetensors"))}]", "c.yaml", experiment.Root);
    }

    private sealed class Counted(Action step) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => step();
    }
}
