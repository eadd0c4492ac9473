using System.Collections.Immutable;
using Sintropia.Biology.Interventions;
using Sintropia.Design.Targets;
using Sintropia.Predictors.Perturbations;
using Sintropia.Predictors.StateTransition;
using Sintropia.Predictors.Trained;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Design.Tests.Targets;

public sealed class EmbeddingSearchTests
{
    private const int Genes = 12, Width = 3;

    [Fact]
    public void Gradients_lead_towards_what_was_asked_and_stay_in_the_trust_region()
    {
        var (model, cells) = Model();
        var wanted = Change(model, cells, [0.3f, 0.9f, 0.2f]);
        var query = TargetQuery.OfSignature(model.Description.Genes, model.Description.Genes.Select((g, i) => (g, wanted[i])).ToDictionary(p => p.g, p => p.Item2), out _);
        var found = new EmbeddingSearch().Find(model, query, ["a", "b", "c", "a+b"], ["a", "b", "c"], cells);
        var wide = new EmbeddingSearch { Radius = 3 }.Find(model, query, ["a", "b", "c", "a+b"], ["a", "b", "c"], cells);

        Assert.True(found.Cosine > found.Begun, $"{found.Cosine} and {found.Begun}");
        Assert.InRange(found.Moved, 0, 1 + 1e-5);
        Assert.True(wide.Cosine >= found.Cosine - 1e-3, $"{wide.Cosine} and {found.Cosine}");
        Assert.Equal(4, found.Nearest.Count);
        Assert.True(found.Nearest.Zip(found.Nearest.Skip(1)).All(p => p.First.Distance <= p.Second.Distance));
        var again = new EmbeddingSearch().Find(model, query, ["a", "b", "c", "a+b"], ["a", "b", "c"], cells);
        Assert.Equal(found.Vector, again.Vector);
    }

    [Fact]
    public void What_a_model_is_told_already_is_found_where_it_is()
    {
        var (model, cells) = Model();
        var wanted = Change(model, cells, [0, 1, 0]);
        var query = TargetQuery.OfSignature(model.Description.Genes, model.Description.Genes.Select((g, i) => (g, wanted[i])).ToDictionary(p => p.g, p => p.Item2), out _);

        Assert.Equal("b", new EmbeddingSearch().Find(model, query, ["a", "b", "c"], ["a", "b", "c"], cells).Nearest[0].Name);
    }

    private static double[] Change(TrainedModel model, float[] cells, float[] told) => [.. TaughtNetwork.Of(model)!.Change(Tensor.From(new Shape(cells.Length / Genes, Genes), cells), Tensor.From(new Shape(Width), told)).ToArray().Select(v => (double)v)];

    private static (TrainedModel Model, float[] Cells) Model()
    {
        var network = new StateTransitionNetwork(new() { Inputs = Genes, Outputs = Genes, PerturbationWidth = Width, CellsPerSet = 8, Width = 16, Feedforward = 32, Layers = 1, Heads = 2, EncoderLayers = 2, ProjectionLayers = 2 });
        network.Initialise(7);
        ImmutableArray<string> genes = [.. Enumerable.Range(0, Genes).Select(g => $"G{g}")];
        var vectors = PerturbationVectors.OneHot(["a", "b", "c"], "control");
        var random = new Random(3);
        float[] cells = [.. Enumerable.Range(0, 8 * Genes).Select(_ => (float)(1 + random.NextDouble()))];
        var description = new ModelDescription { Family = ModelFamily.StateTransition, Name = "made up", Genes = genes, Perturbations = ["a", "b", "c"], Trained = ["a", "b", "c"], Kind = AgentKind.GeneGain, Control = "control", TrainedOn = "nothing", Licence = "not stated" };
        return (new(description, new StateTransitionPredictor("made up", network, genes, vectors), new Dictionary<string, Layer> { [ModelFile.Network] = network }, cells, "", vectors), cells);
    }
}
