using Sintropia.Predictors.BioJepa;
using Sintropia.Predictors.Checkpoints;
using Sintropia.Predictors.StateTransition;
using Sintropia.Predictors.VirtualCellLine;
using Sintropia.Weights;
using Sintropia.Weights.Safetensors;

namespace Sintropia.Predictors.Tests.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sintropia-checkpoints-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_network_that_was_saved_comes_back_with_the_same_weights()
    {
        BioJepaOptions options = new() { Genes = 5, Width = 8, Heads = 2, Blocks = 1, MaskedBlocks = 1, Perturbations = 3, PerturbationWidth = 4 };
        BioJepaNetwork saved = new(options), loaded = new(options);
        saved.Initialise(7);
        Checkpoint.Save(saved, In("weights.safetensors"), new Dictionary<string, string> { ["system"] = "bio-JEPA" });
        Checkpoint.Load(loaded, In("weights.safetensors"));

        foreach (var (one, other) in saved.State.Zip(loaded.State)) Assert.Equal(one.Tensor.ToArray(), other.Tensor.ToArray());
        Assert.Contains(loaded.State, s => s.Name == "predictor.blocks.0.action_attn.c_proj.bias");
    }

    [Fact]
    public void Everything_that_does_not_fit_is_listed_at_once_and_nothing_is_loaded()
    {
        var network = Autoencoder();
        network.Initialise(1);
        var before = network.State.First().Tensor.ToArray();
        SafetensorsWriter.Write(In("other.safetensors"), [Of("encoder.0.weight", 3, 6), Of("encoder.0.bias", 4), Of("decoder.0.weight", 6, 3), Of("decoder.1.bias", 6), Of("mean", 1)]);

        var refused = Assert.Throws<CheckpointException>(() => Checkpoint.Load(network, In("other.safetensors")));

        Assert.Equal(["decoder.0.bias"], refused.Missing);
        Assert.Equal(["decoder.1.bias", "mean"], refused.Extra.Order(StringComparer.Ordinal));
        Assert.Equal(["encoder.0.bias"], refused.Misshapen);
        Assert.Contains("other.safetensors", refused.Message);
        Assert.Contains("encoder.0.bias ([4] in the file, [3] in the network)", refused.Message);
        Assert.Equal(before, network.State.First().Tensor.ToArray());
    }

    [Fact]
    public void Only_keys_behind_the_prefix_are_looked_at()
    {
        var network = Autoencoder();
        SafetensorsWriter.Write(In("wrapped.safetensors"), [Of("model.encoder.0.weight", 3, 6), Of("model.encoder.0.bias", 3), Of("model.decoder.0.weight", 6, 3), Of("model.decoder.0.bias", 6), Of("step", 1)]);

        Checkpoint.Load(network, In("wrapped.safetensors"), "model.");

        Assert.All(network.State, s => Assert.DoesNotContain(s.Tensor.ToArray(), float.IsNaN));
        Assert.Throws<CheckpointException>(() => Checkpoint.Load(network, In("wrapped.safetensors"), "student."));
    }

    [Fact]
    public void The_word_table_of_published_state_checkpoints_may_be_left_out()
    {
        StateTransitionOptions options = new() { Inputs = 4, Outputs = 4, PerturbationWidth = 2, Width = 8, Feedforward = 8, Layers = 1, Heads = 2, EncoderLayers = 2, ProjectionLayers = 2, Vocabulary = 5 };
        StateTransitionNetwork published = new(options), small = new(options with { Vocabulary = 0 });
        published.Initialise(1);
        Checkpoint.Save(published, In("state.safetensors"));

        Assert.Equal([StateTransitionNetwork.WordTable], Assert.Throws<CheckpointException>(() => Checkpoint.Load(small, In("state.safetensors"))).Extra);
        Checkpoint.Load(small, In("state.safetensors"), "", StateTransitionNetwork.WordTable);
        Assert.DoesNotContain(small.State, s => s.Name == StateTransitionNetwork.WordTable);
    }

    private static VirtualCellLineNetwork Autoencoder() => VirtualCellLineNetwork.From(new() { Genes = 6, Hidden = [3] });

    private static WeightTensor Of(string name, params long[] shape) => WeightTensor.Of<float>(name, new float[shape.Aggregate(1L, (a, b) => a * b)], shape);

    private string In(string name) => Path.Combine(_folder, name);
}
