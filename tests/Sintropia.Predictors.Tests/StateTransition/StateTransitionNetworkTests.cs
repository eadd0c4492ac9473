using Sintropia.Predictors.StateTransition;
using Sintropia.Tensors;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.Tests.StateTransition;

public sealed class StateTransitionNetworkTests
{
    private static readonly StateTransitionOptions s_small = new() { Inputs = 10, Outputs = 10, PerturbationWidth = 3, Width = 12, Feedforward = 16, Layers = 2, Heads = 3, EncoderLayers = 2, ProjectionLayers = 2 };

    [Fact]
    public void Cells_in_another_order_give_the_same_answers_in_that_order()
    {
        var network = Made(s_small);
        Tensor cells = Rows.Draw([1, 7, 10], 1, 0), perturbation = One(1, 7);
        var order = Indices.Of(3, 0, 6, 1, 5, 2, 4);

        Rows.Near(network.Of(new(cells, perturbation)).Cells.Take(order, 1), network.Of(new(cells.Take(order, 1), perturbation)).Cells);
    }

    [Fact]
    public void Sets_do_not_see_each_other_but_cells_of_a_set_do()
    {
        var network = Made(s_small);
        Tensor one = Rows.Draw([1, 5, 10], 1, 0), other = Rows.Draw([1, 5, 10], 2, 0);
        var together = network.Of(new(Tensor.Concat(0, one, other), One(2, 5))).Cells;

        Rows.Near(network.Of(new(one, One(1, 5))).Cells, together.Slice(0, 0, 1));
        Assert.NotEqual(network.Of(new(one.Slice(1, 0, 3), One(1, 3))).Cells.At(1, 0).ToArray(), together.Slice(0, 0, 1).At(1, 0).ToArray());
    }

    [Theory]
    [InlineData(StateSpace.Genes, true)]
    [InlineData(StateSpace.AllGenes, true)]
    [InlineData(StateSpace.Embedding, false)]
    public void Answers_are_not_negative_where_they_are_expression(StateSpace space, bool rectified)
    {
        var network = Made(s_small with { Space = space, DecodedGenes = space == StateSpace.Embedding ? 9 : 0, DecoderWidths = [8, 8] });
        var answers = network.Of(new(Rows.Draw([3, 8, 10], 1), One(3, 8))).Cells;

        Assert.Equal(rectified, answers.ToArray().Min() >= 0);
        if (space == StateSpace.Embedding) Assert.Equal<Shape>([3, 8, 9], network.Decode(answers).Shape);
    }

    [Fact]
    public void With_all_genes_a_change_is_added_to_the_cells_before_the_narrow_layer()
    {
        var network = Made(s_small with { Space = StateSpace.AllGenes });
        foreach (var (name, tensor) in network.State)
            if (name.StartsWith("project_out.3", StringComparison.Ordinal))
                tensor.FillInPlace(0); // no change
        var cells = Rows.Draw([1, 4, 10], 1, 0);
        var weights = network.State.ToDictionary(s => s.Name, s => s.Tensor);
        var expected = cells.Linear(weights["final_down_then_up.0.weight"], weights["final_down_then_up.0.bias"]).Gelu().Linear(weights["final_down_then_up.2.weight"], weights["final_down_then_up.2.bias"]).Relu();

        Rows.Near(expected, network.Of(new(cells, One(1, 4))).Cells);
    }

    [Fact]
    public void The_backbones_of_published_configurations_have_their_numbers_of_parameters()
    {
        Assert.Equal(62_017_080, Backbone(new() { Inputs = 8, Outputs = 8, PerturbationWidth = 1, EncoderLayers = 1, ProjectionLayers = 1 }));

        static long Backbone(StateTransitionOptions options) => new StateTransitionNetwork(options).Parameters.Where(p => p.Name.StartsWith("transformer_backbone.", StringComparison.Ordinal)).Sum(p => (long)p.Tensor.Count);
    }

    [Fact]
    public void What_does_not_fit_the_model_is_told()
    {
        var network = Made(s_small with { Batches = 2 });
        var cells = Tensor.Ones([1, 4, 10]);

        Assert.Contains("2 batches, and none are given", Assert.Throws<ShapeException>(() => network.Of(new(cells, One(1, 4)))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Of(new(cells, One(1, 4), new([1, 4], [0, 1, 2, 0]))));
        Assert.Contains("knows no batches", Assert.Throws<ShapeException>(() => Made(s_small).Of(new(cells, One(1, 4), new([1, 4], [0, 1, 1, 0])))).Message);
        Assert.Contains("[sets, cells, 10]", Assert.Throws<ShapeException>(() => Made(s_small).Of(new(Tensor.Ones([1, 4, 9]), One(1, 4)))).Message);
        Assert.Contains("no decoder", Assert.Throws<InvalidOperationException>(() => Made(s_small).Decode(cells)).Message);
        Assert.Contains("5 heads cannot share", Assert.Throws<ArgumentException>(() => Made(s_small with { Heads = 5 })).Message);
        Assert.Contains("nothing to decode", Assert.Throws<ArgumentException>(() => Made(s_small with { DecodedGenes = 5 })).Message);
    }

    private static StateTransitionNetwork Made(StateTransitionOptions options)
    {
        var network = new StateTransitionNetwork(options);
        network.Initialise(1);
        return network;
    }

    /// <summary>The second of three perturbations for all cells.</summary>
    private static Tensor One(int sets, int cells) => Tensor.Of(0, 1, 0).Expand([sets, cells, 3]).Contiguous();
}
