using Sintropia.Predictors.VirtualCellLine;
using Sintropia.Tensors;
using Sintropia.Tensors.Gradients;

namespace Sintropia.Predictors.Tests.VirtualCellLine;

public sealed class VirtualCellLineObjectiveTests
{
    private readonly Tensor _x = Tensor.From([2, 3], [1, 2, 0, 3, 0, 4]), _corrupted = Tensor.From([2, 3], [1, 0, 0, 0, 0, 4]);

    [Fact]
    public void Only_hidden_genes_count_and_only_they_have_a_gradient()
    {
        var predicted = Tensor.From([2, 3], [9, 1, 7, 5, 8, 9]);
        using var tape = new Tape();
        tape.Watch(predicted);
        var loss = new VirtualCellLineObjective().Of(predicted, _x, _corrupted);

        Assert.Equal(2.5f, loss.Value); // (1 − 2)², (5 − 3)²
        Assert.Equal([0, -1, 0, 2, 0, 0], tape.Gradient(loss, predicted).ToArray());
    }

    [Fact]
    public void Zeros_count_with_their_weight()
    {
        var predicted = Tensor.From([2, 3], [1, 2, 3, 3, 1, 4]);

        Assert.Equal(10, new VirtualCellLineObjective { WeightOfZeros = 2 }.Of(predicted, _x, _corrupted).Value); // 2·(9 + 1)/2
        Assert.Equal((5, 0), (VirtualCellLineObjective.ErrorAt(predicted, _x, zeros: true).Value, VirtualCellLineObjective.ErrorAt(predicted, _x, zeros: false).Value));
    }

    [Fact]
    public void A_gene_s_mean_is_over_the_cells_that_express_it() => Assert.Equal([2, 2, 4], NonzeroMeans.Of(_x).ToArray());

    [Fact]
    public void A_gene_that_nobody_expresses_has_no_mean() => Assert.True(float.IsNaN(NonzeroMeans.Of(Tensor.Zeros([2, 1])).Value));
}
