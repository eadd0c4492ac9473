using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Tests.Gradients;

namespace Sintropia.Tensors.Tests.Layers;

public sealed class LayerTraceTests
{
    private readonly TransformerEncoder _network = new(2, 4, 2, 8);
    private readonly Tensor _x = Slopes.Draw([1, 3, 4], 1);

    public LayerTraceTests() => _network.Initialise(1);

    [Fact]
    public void What_each_layer_gave_last_is_kept_under_its_name()
    {
        using var trace = new LayerTrace(_network);
        var result = _network.Of(_x);

        Assert.Same(result, trace[""]);
        Assert.Same(result, trace["layers.1"]);
        Assert.Equal(new TransformerLayer(4, 2, 8).With(_network, "layers.0.").Of(_x).ToArray(), trace["layers.0"].ToArray());
        Assert.Equal(["", "layers.0", "layers.0.linear1", "layers.0.linear2", "layers.0.norm1"], trace.Names.Order(StringComparer.Ordinal).Take(5));
    }

    [Fact]
    public void Nothing_is_kept_of_other_networks_or_after_the_trace()
    {
        var trace = new LayerTrace(new Linear(4, 4));
        _network.Of(_x);
        trace.Dispose();
        using (var inner = new LayerTrace(_network)) inner.Dispose();
        _network.Of(_x);

        Assert.Empty(trace.Names);
        Assert.Contains("No layer 'layers.0'", Assert.Throws<KeyNotFoundException>(() => trace["layers.0"]).Message);
    }
}

internal static class LoadedFrom
{
    /// <summary>A layer with the weights that another keeps under a prefix.</summary>
    public static TLayer With<TLayer>(this TLayer layer, Layer other, string prefix) where TLayer : Layer
    {
        layer.Load(other.State.Where(s => s.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(s => (s.Name[prefix.Length..], s.Tensor)));
        return layer;
    }
}
