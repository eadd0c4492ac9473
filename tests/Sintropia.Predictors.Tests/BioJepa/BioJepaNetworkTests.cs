using Sintropia.Predictors.BioJepa;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.Tests.BioJepa;

public sealed class BioJepaNetworkTests
{
    private readonly BioJepaNetwork _network = new(new() { Genes = 6, Width = 8, Heads = 2, Blocks = 2, MaskedBlocks = 1, Perturbations = 3, PerturbationWidth = 5 });

    public BioJepaNetworkTests() => _network.Initialise(1);

    [Fact]
    public void Hidden_genes_have_one_latent_whatever_they_express_and_so_have_genes_that_are_silent()
    {
        Tensor x = Tensor.From([1, 6], [1, 2, 3, 0, 0, 4]), changed = Tensor.From([1, 6], [7, 9, 3, 0, 0, 4]), hidden = Tensor.From([1, 6], [1, 1, 0, 0, 0, 0]), totals = Tensor.Of(5);
        var latents = _network.Student.Of(x, totals, hidden);

        Assert.Equal(latents.ToArray(), _network.Student.Of(changed, totals, hidden).ToArray());
        Rows.Near(latents.At(1, 0), latents.At(1, 1), 1e-6f);
        Rows.Near(latents.At(1, 3), latents.At(1, 4), 1e-6f);
        Assert.NotEqual(latents.At(1, 0).ToArray(), latents.At(1, 2).ToArray());
    }

    [Fact]
    public void A_perturbation_of_one_token_adds_the_same_to_all_tokens()
    {
        using var trace = new LayerTrace(_network);
        _network.Predictor.Of(_network.Student.Of(Rows.Draw([2, 6], 1, 0), Tensor.Of(5, 6)), Indices.Of(0, 2));
        var added = trace["predictor.blocks.0.action_attn"];

        Assert.Equal<Shape>([2, 12, 8], added.Shape);
        Rows.Near(added.Slice(1, 0, 1).Expand(added.Shape), added, 1e-4f);
    }

    [Fact]
    public void A_perturbation_may_be_given_as_its_vector()
    {
        var latents = _network.Student.Of(Rows.Draw([2, 6], 1, 0), Tensor.Of(5, 6));

        Assert.Equal(_network.Predictor.Of(latents, Indices.Of(2, 1)).Mean.ToArray(), _network.Predictor.Of(latents, _network.Predictor.Bank.Embedding(Indices.Of(2, 1))).Mean.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => _network.Predictor.Of(latents, Indices.Of(2, 3)));
    }

    [Fact]
    public void The_published_encoder_has_as_many_parameters_as_its_authors_say()
    {
        var published = new BioJepaNetwork(new() { Genes = 5000 });

        Assert.Equal(6_019_840, published.Student.Parameters.Sum(p => p.Tensor.Count));
        Assert.Equal(7_881_216, published.Predictor.Parameters.Sum(p => p.Tensor.Count));
    }

    [Fact]
    public void Pre_training_moves_student_and_teacher_and_leaves_the_predictor()
    {
        _network.Teacher.Load(_network.Student.State);
        var before = _network.Predictor.Parameters.ToDictionary(p => p.Name, p => p.Tensor.ToArray());
        var stage = new BioJepaPretraining(_network, new() { Adam = new() { Rate = 1e-2 } });
        Tensor x = Rows.Draw([8, 6], 1, 0), totals = Rows.Draw([8], 2, 0), hidden = Rows.Draw([8, 6], 3).GreaterThan(Tensor.Scalar(0));
        var first = stage.Step(x, totals, hidden).Loss;
        var last = first;
        for (var i = 0; i < 30; i++) last = stage.Step(x, totals, hidden).Loss;

        Assert.True(last < 0.8f * first, $"from {first} to {last}");
        Assert.All(_network.Predictor.Parameters, p => Assert.Equal(before[p.Name], p.Tensor.ToArray()));
        Assert.NotEqual(_network.Student.State.First().Tensor.ToArray(), _network.Teacher.State.First().Tensor.ToArray());
    }

    [Fact]
    public void Cells_of_another_panel_are_refused() => Assert.Contains("[cells, 6]", Assert.Throws<ShapeException>(() => _network.Student.Of(Tensor.Ones([2, 7]), Tensor.Ones([2]))).Message);
}
