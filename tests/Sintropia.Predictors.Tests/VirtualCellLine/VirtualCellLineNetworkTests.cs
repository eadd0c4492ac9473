using Sintropia.Predictors.VirtualCellLine;
using Sintropia.Tensors;

namespace Sintropia.Predictors.Tests.VirtualCellLine;

public sealed class VirtualCellLineNetworkTests
{
    [Fact]
    public void The_autoencoder_is_two_rectified_layers()
    {
        var network = VirtualCellLineNetwork.From(new() { Genes = 2, Hidden = [2] });
        network.Load([("encoder.0.weight", Tensor.From([2, 2], [1, 2, -1, 0])), ("encoder.0.bias", Tensor.Of(0, 1)), ("decoder.0.weight", Tensor.From([2, 2], [1, 0, 1, -5])), ("decoder.0.bias", Tensor.Of(0.5f, 0))]);

        Assert.Equal([5.5f, 5, 1.5f, 0], network.Of(Tensor.From([2, 2], [1, 2, 0.5f, 0.25f])).ToArray()); // hidden (5, 0) and (1, 0.5)
    }

    [Theory]
    [InlineData(VirtualCellLineBody.Autoencoder, false, true)]
    [InlineData(VirtualCellLineBody.Transformer, false, true)]
    [InlineData(VirtualCellLineBody.Transformer, true, false)]
    public void A_cell_is_answered_alone_unless_cells_attend_to_each_other(VirtualCellLineBody body, bool across, bool alone)
    {
        var network = VirtualCellLineNetwork.From(new() { Genes = 6, Body = body, Hidden = [4], Width = 8, Layers = 2, Heads = 2, Feedforward = 16, AttendAcrossBatch = across });
        network.Initialise(3);
        var x = Rows.Draw([5, 6], 1, 0);
        float[] together = network.Of(x).Slice(0, 2, 1).ToArray(), single = network.Of(x.Slice(0, 2, 1)).ToArray();

        Assert.Equal(alone, together.AsSpan().SequenceEqual(single));
    }

    [Fact]
    public void Sizes_that_cannot_be_are_refused()
    {
        Assert.Contains("7 heads cannot share a width of 256", Assert.Throws<ArgumentException>(() => VirtualCellLineNetwork.From(new() { Genes = 6, Body = VirtualCellLineBody.Transformer, Heads = 7 })).Message);
        Assert.Throws<ArgumentException>(() => VirtualCellLineNetwork.From(new() { Genes = 0 }));
    }
}
