using System.Text.Json;
using Sintropia.Predictors.Checkpoints;
using Sintropia.Predictors.Trained;
using Sintropia.Predictors.Responses;
using Sintropia.Training.Configuration;
using Sintropia.Training.Running;

namespace Sintropia.Training.Tests.Running;

public sealed class TrainingRunTests
{
    private const string Data = """
        data:
          file: cells.h5ad
          perturbation: condition
        split:
          by: doubles
          test: 0.4
        """;

    private static readonly string[] s_networks =
    [
        $"""
        model: state-transition
        network: [width: 16, feedforward: 16, layers: 1, heads: 2, cells_per_set: 8]
        training: [steps: 30, batch: 4, validate_every: 10]
        {Data}
        """,
        $"""
        model: bio-jepa
        network: [width: 8, heads: 2, blocks: 1, masked_blocks: 1]
        training:
          pretraining: [steps: 12, batch: 4, validate_every: 4]
          response: [steps: 12, batch: 4, validate_every: 4]
          decoding: [steps: 12, batch: 4, validate_every: 4]
        {Data}
        """,
        $"""
        model: virtual-cell-line
        network: [hidden: 12]
        training: [steps: 30, batch: 8, validate_every: 10]
        {Data}
        """,
    ];

    public static TheoryData<string> Networks { get; } = [.. s_networks];

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_training_that_was_interrupted_ends_with_the_bits_of_one_that_was_not(string configuration)
    {
        using var experiment = new SmallExperiment();
        var read = Read(experiment, configuration);
        var (whole, broken) = (new TrainingFolder(experiment["whole"]), new TrainingFolder(experiment["broken"]));

        Assert.Equal("finished", Start(read, whole).Status);
        foreach (var after in new[] { 7, 6, 9 }) Assert.Equal("interrupted", Interrupted(broken, after, read).Status);
        Assert.Equal("finished", Resume(broken).Status);

        Assert.Equal(File.ReadAllBytes(whole.Model), File.ReadAllBytes(broken.Model));
        Assert.Equal(File.ReadAllText(whole.Curves), File.ReadAllText(broken.Curves));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Rows_that_are_read_when_needed_give_the_bits_of_rows_in_memory(string configuration)
    {
        using var experiment = new SmallExperiment();
        var read = Read(experiment, configuration);
        var (memory, disk) = (new TrainingFolder(experiment["memory"]), new TrainingFolder(experiment["disk"]));

        Start(read, memory);
        Start(read with { Data = read.Data with { Memory = 0 } }, disk);

        Assert.Equal(File.ReadAllBytes(memory.Model), File.ReadAllBytes(disk.Model));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_trained_model_answers_from_its_file_and_changes_nothing_where_nothing_is_done(string configuration)
    {
        using var experiment = new SmallExperiment();
        var folder = new TrainingFolder(experiment["out"]);
        Start(Read(experiment, configuration), folder);
        var trained = ModelFile.Load(folder.Model);
        float[] cells = [.. Enumerable.Range(0, 3 * SmallExperiment.Genes).Select(i => i % 7 * 0.3f)], settled = new float[cells.Length];

        trained.Model.Respond(Treatment.None, cells, settled);
        Assert.Equal(cells.AsEnumerable(), settled);
        if (trained.Description.Family == ModelFamily.VirtualCellLine)
        {
            trained.Model.Respond(Treatment.Of("G3", "control"), cells, settled);
            Assert.Contains("'A'", trained.Model.Objection(Treatment.Of("A", "control")), StringComparison.Ordinal);
        }
        else
        {
            trained.Model.Respond(Treatment.Of("A+D", "control"), cells, settled); // never seen together
            Assert.Contains("'Z'", trained.Model.Objection(Treatment.Of("Z", "control")), StringComparison.Ordinal);
        }

        Assert.NotEqual(cells.AsEnumerable(), settled);
        Assert.All(settled, s => Assert.True(float.IsFinite(s)));
        Assert.Equal(SmallExperiment.Genes, trained.Card.Features.Count);
        Assert.StartsWith("{", File.ReadAllText(folder.Card), StringComparison.Ordinal);
    }

    [Fact]
    public void The_loss_falls_and_its_curve_is_written()
    {
        using var experiment = new SmallExperiment();
        var folder = new TrainingFolder(experiment["out"]);
        var outcome = Start(Read(experiment, s_networks[0].Replace("steps: 30", "steps: 200", StringComparison.Ordinal)), folder);
        var lines = File.ReadAllLines(folder.Curves);
        double Validation(string line) => double.Parse(line.Split(',')[3], System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(CurvePoint.Head, lines[0]);
        Assert.True(outcome.BestLoss < 0.8 * Validation(lines[1]), $"{outcome.BestLoss} after {lines[1]}");
        using var split = JsonDocument.Parse(File.ReadAllText(folder.Split));
        Assert.Equal(11, split.RootElement.GetProperty("units").GetArrayLength());
    }

    [Fact]
    public void A_loss_that_is_no_number_ends_training_and_the_last_good_weights_are_kept()
    {
        using var experiment = new SmallExperiment();
        var folder = new TrainingFolder(experiment["out"]);
        var configuration = s_networks[0].Replace("steps: 30", "steps: 30, rate: 1e25", StringComparison.Ordinal);

        var diverged = Assert.Throws<TrainingException>(() => Start(Read(experiment, configuration), folder));

        Assert.Contains("stage training at step", diverged.Message, StringComparison.Ordinal);
        Assert.Contains("'rate'", diverged.Message, StringComparison.Ordinal);
        Assert.All(ModelFile.Load(folder.Model).Networks.Values.SelectMany(n => n.Parameters), p => Assert.All(p.Tensor.ToArray(), v => Assert.True(float.IsFinite(v))));
        Assert.Contains("\"diverged\"", File.ReadAllText(folder.Record), StringComparison.Ordinal);
    }

    [Fact]
    public void Baselines_are_written_as_models_too()
    {
        using var experiment = new SmallExperiment();
        var folder = new TrainingFolder(experiment["out"]);
        Start(Read(experiment, $"model: additive\n{Data}"), folder);
        var trained = ModelFile.Load(folder.Model);
        var (cells, settled) = (new float[SmallExperiment.Genes], new float[SmallExperiment.Genes]);

        trained.Model.Respond(Treatment.Of("B", "control"), cells, settled);

        Assert.Equal(2, Array.IndexOf(settled, settled.Max()));
        Assert.Equal(["A", "B", "C", "D", "E", "F"], trained.Card.Agents.Select(a => a.Name));
    }

    [Fact]
    public void Training_goes_on_from_a_model_with_its_panel_and_not_from_another_architecture()
    {
        using var experiment = new SmallExperiment();
        var first = new TrainingFolder(experiment["first"]);
        Start(Read(experiment, s_networks[0]), first);

        var tuned = Start(Read(experiment, $"from: first/model.safetensors\n{s_networks[0]}"), new(experiment["second"]));
        Assert.Contains(tuned.Notes, n => n.Contains("begin as those of", StringComparison.Ordinal));

        Assert.Contains("a state-transition, and a virtual-cell-line", Assert.Throws<TrainingException>(() => Start(Read(experiment, $"from: first/model.safetensors\n{s_networks[^1]}"), new(experiment["third"]))).Message, StringComparison.Ordinal);
        var larger = s_networks[0].Replace("layers: 1", "layers: 2", StringComparison.Ordinal);
        Assert.NotEmpty(Assert.Throws<CheckpointException>(() => Start(Read(experiment, $"from: first/model.safetensors\n{larger}"), new(experiment["fourth"]))).Missing);
    }

    [Fact]
    public void Training_goes_on_from_published_weights_and_lists_every_key_that_is_missing_or_extra()
    {
        using var experiment = new SmallExperiment();
        var options = new Predictors.VirtualCellLine.VirtualCellLineOptions { Genes = SmallExperiment.Genes, Hidden = [12] };
        var published = Predictors.VirtualCellLine.VirtualCellLineNetwork.From(options);
        published.Initialise(77);
        Checkpoint.Save(published, experiment["published.safetensors"]);
        var larger = Predictors.VirtualCellLine.VirtualCellLineNetwork.From(options with { Hidden = [12, 6] });
        larger.Initialise(1);
        Checkpoint.Save(larger, experiment["larger.safetensors"]);
        var text = s_networks[^1].Replace("steps: 30, batch: 8, validate_every: 10", "steps: 1, batch: 8, rate: 0.000001", StringComparison.Ordinal);
        var folder = new TrainingFolder(experiment["tuned"]);

        Start(Read(experiment, $"from: published.safetensors\n{text}"), folder);

        // One step at a rate of a millionth leaves the weights where they were.
        foreach (var ((name, tuned), (_, first)) in ModelFile.Load(folder.Model).Networks.Values.Single().Parameters.Zip(published.Parameters))
            Assert.All(tuned.ToArray().Zip(first.ToArray()), w => Assert.True(MathF.Abs(w.First - w.Second) < 1e-5f, name));
        var refused = Assert.Throws<CheckpointException>(() => Start(Read(experiment, $"from: larger.safetensors\n{text}"), new(experiment["other"])));
        Assert.Contains("encoder.2.weight", refused.Extra);
        Assert.Contains("decoder.2.weight", refused.Extra);
        Assert.Contains("decoder.0.weight", refused.Misshapen);
        Assert.Contains("encoder.2.weight", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_holds_a_training_is_not_written_over_and_a_changed_configuration_not_resumed()
    {
        using var experiment = new SmallExperiment();
        var folder = new TrainingFolder(experiment["out"]);
        var read = Read(experiment, s_networks[0]);
        Interrupted(folder, 5, read);

        Assert.Contains("already holds a training", Assert.Throws<TrainingException>(() => Start(read, folder)).Message, StringComparison.Ordinal);
        File.AppendAllText(folder.Configuration, "\nseed: 2\n");
        Assert.Contains("another configuration", Assert.Throws<TrainingException>(() => Resume(folder)).Message, StringComparison.Ordinal);
    }

    private static TrainingOutcome Start(TrainingConfiguration configuration, TrainingFolder folder) => TrainingRun.Start(configuration, folder, null, TestContext.Current.CancellationToken);

    private static TrainingOutcome Resume(TrainingFolder folder) => TrainingRun.Resume(folder, null, TestContext.Current.CancellationToken);

    private static TrainingConfiguration Read(SmallExperiment experiment, string text) => TrainingConfiguration.Load(experiment.Write(text.Replace("[", "{ ", StringComparison.Ordinal).Replace("]", " }", StringComparison.Ordinal)));

    /// <summary>Begins, or goes on, and asks for an end after some steps.</summary>
    private static TrainingOutcome Interrupted(TrainingFolder folder, int steps, TrainingConfiguration configuration)
    {
        using var asked = new CancellationTokenSource();
        var counted = new Counted(() =>
        {
            if (--steps == 0) asked.Cancel();
        });
        return File.Exists(folder.Record) ? TrainingRun.Resume(folder, counted, asked.Token) : TrainingRun.Start(configuration, folder, counted, asked.Token);
    }

    private sealed class Counted(Action step) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => step();
    }
}
