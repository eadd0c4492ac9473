using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Tests.Gradients;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Tests.Layers;

/// <summary>One hash for first values and for what layers make of them, on every machine: child processes run this class with less of the processor.</summary>
public sealed class LayerBitsTests
{
    private const string Hash = "461635d31883545b";

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void First_values_and_results_are_the_same(int threads)
    {
        using var team = new Team(threads);
        var backend = new ManagedBackend(team);
        var encoder = new TransformerEncoder(2, 48, 4, 96, Activation.Gelu, normFirst: true, lastNorm: true, backend: backend);
        var block = new LlamaBlock(48, 4, 80, keyHeads: 2, backend: backend);
        var embedding = new Embedding(9, 48, first: Initialisers.TruncatedNormal(0.02), backend: backend);
        foreach (var layer in new Layer[] { encoder, block, embedding }) layer.Initialise(7);

        var x = Slopes.Draw([3, 37, 48], 1).To(backend) + embedding.Of(Indices.Of(4)).Reshape(1, 1, 48);
        var y = block.Of(encoder.Of(x), new(Causal: true));

        Assert.Equal(Hash, Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes([.. y.ToArray(), .. encoder.State.Concat(block.State).SelectMany(s => s.Tensor.ToArray())]))[..8]));
    }
}
