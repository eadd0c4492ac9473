using Sintropia.Biology.Interventions;
using Sintropia.Predictors.Catalogue;
using Sintropia.Predictors.Checkpoints;
using Sintropia.Predictors.Embeddings;
using Sintropia.Predictors.Perturbations;
using Sintropia.Predictors.Responses;
using Sintropia.Predictors.ScGpt;
using Sintropia.Predictors.Sequences;
using Sintropia.Predictors.StateEmbedding;
using Sintropia.Predictors.StateTransition;
using Sintropia.Predictors.Trained;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Weights;
using Sintropia.Weights.Safetensors;

namespace Sintropia.Predictors.Tests.Catalogue;

public sealed class ModelCatalogueTests : IDisposable
{
    private static readonly string[] s_genes = ["A", "B", "C"];

    private readonly string _folder = Directory.CreateTempSubdirectory("sintropia-catalogue-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Models_of_every_kind_are_found_with_their_licences_and_other_files_are_not()
    {
        Trained("trained/model.safetensors");
        var network = new StateEmbeddingNetwork(new() { VectorWidth = 3, Width = 4, Feedforward = 4, Layers = 1, Heads = 2, Outputs = 4, Positions = 5 });
        network.Initialise(1);
        StateEmbeddingFolder.Save(In("se"), network, new(s_genes, Rows.Draw([3, 3], 1)), "Small", "CC BY-NC-SA 4.0");
        var gpt = new ScGptNetwork(new() { Tokens = 5, Width = 4, Feedforward = 4, Layers = 2, Heads = 2 });
        gpt.Initialise(1);
        Directory.CreateDirectory(In("deep/gpt"));
        Checkpoint.Save(gpt, In("deep/gpt/model.safetensors"));
        File.WriteAllText(In("deep/gpt/vocab.json"), "{}");
        File.WriteAllText(In("deep/gpt/args.json"), "{}");
        File.WriteAllText(In("deep/gpt/LICENSE"), "\nMIT License\n");
        File.WriteAllText(In("broken.safetensors"), "no weights");
        SafetensorsWriter.Write(In("vectors.safetensors"), [WeightTensor.Of<float>("a", new float[] { 1 }, 1)]);
        var cards = ModelCatalogue.Find(_folder);

        Assert.Equal([("gpt", "scgpt", "LICENSE: MIT License"), ("se", "state-embedding", "CC BY-NC-SA 4.0"), ("Small", "state-transition", "CC0")], cards.Select(c => (c.Name, c.Family, c.Licence)));
        Assert.Equal(gpt.State.Sum(s => s.Tensor.Count), cards[0].Parameters);
        Assert.Contains(cards[2].Facts, f => f == ("perturbations", "2: P, Q"));
        Assert.Equal(64, cards[2].Hash.Length);
        Assert.Contains("holds no model", Assert.Throws<EmbedderException>(() => ModelCatalogue.Card(_folder)).Message);
    }

    [Fact]
    public void Tensors_are_converted_with_their_types_behind_a_prefix()
    {
        SafetensorsWriter.Write(In("in.safetensors"), [WeightTensor.Of<long>("state_dict/steps", new long[] { 7 }, 1), WeightTensor.Of<float>("state_dict/w", new float[] { 1, 2 }, 2), WeightTensor.Of<float>("optimizer/m", new float[] { 1 }, 1)]);
        var count = WeightConversion.Run(In("in.safetensors"), In("out.safetensors"), "state_dict/", "CC0");
        using var file = WeightFile.Open(In("out.safetensors"));

        Assert.Equal((2, "CC0"), (count, file.Metadata["licence"]));
        Assert.Equal((7, ElementType.I64), (file["steps"].ToInt64s()[0], file["steps"].ElementType));
        Assert.Contains("begins with 'nothing'", Assert.Throws<WeightsException>(() => WeightConversion.Run(In("in.safetensors"), In("x.safetensors"), "nothing")).Message);
        Assert.False(File.Exists(In("x.safetensors")));
    }

    [Fact]
    public void A_trained_model_answers_to_a_perturbation_whose_vector_it_is_told_and_says_that_it_was_not_trained_on_it()
    {
        Trained("model.safetensors");
        var bank = SequenceBank.Of("drugs.tsv", [("P", [9, 9]), ("new", [0.5f, -1])], new Dictionary<string, string>());
        var before = ModelFile.Load(In("model.safetensors"));
        var added = ModelExtension.Add(In("model.safetensors"), In("more.safetensors"), bank);
        var after = ModelFile.Load(In("more.safetensors"));
        float[] cells = [1, 0, 2], old = new float[3], same = new float[3], moved = new float[3];
        before.Model.Respond(Treatment.Of("P", "control"), cells, old);
        after.Model.Respond(Treatment.Of("P", "control"), cells, same);
        after.Model.Respond(Treatment.Of("new", "control"), cells, moved);

        Assert.Equal(["new"], added);
        Assert.NotNull(before.Model.Objection(Treatment.Of("new", "control")));
        Assert.Equal(old, same); // what it had is not replaced
        Assert.NotEqual(cells, moved);
        Assert.EndsWith("Not trained on new: vectors from drugs.tsv.", after.Description.TrainedOn);
        Assert.Contains("vectors have 3 numbers, and the model was told 2", Assert.Throws<PerturbationFileException>(() => ModelExtension.Add(In("model.safetensors"), In("x.safetensors"), SequenceBank.Of("other", [("z", [1, 2, 3])], new Dictionary<string, string>()))).Message);
        Assert.Throws<PerturbationFileException>(() => ModelExtension.Add(In("model.safetensors"), In("x.safetensors"), bank, ["P"]));
        Assert.Throws<UnknownPerturbationException>(() => ModelExtension.Add(In("model.safetensors"), In("x.safetensors"), bank, ["none"]));
        Assert.False(File.Exists(In("x.safetensors")));
    }

    private void Trained(string name)
    {
        StateTransitionOptions options = new() { Inputs = 3, Outputs = 3, PerturbationWidth = 2, Width = 8, Feedforward = 8, Layers = 1, Heads = 2, EncoderLayers = 2, ProjectionLayers = 2 };
        var network = new StateTransitionNetwork(options);
        network.Initialise(3);
        Directory.CreateDirectory(Path.GetDirectoryName(In(name))!);
        ModelFile.Save(In(name), new() { Family = ModelFamily.StateTransition, Name = "Small", Genes = s_genes, Perturbations = ["P", "Q"], Kind = AgentKind.Compound, Control = "control", TrainedOn = "Nothing.", Licence = "CC0", Options = ModelFile.Describe(options) },
            new Dictionary<string, Layer> { [ModelFile.Network] = network }, [1, 2, 3], [1, 0, 0, 1]);
    }

    private string In(string name) => Path.Combine(_folder, name);
}
