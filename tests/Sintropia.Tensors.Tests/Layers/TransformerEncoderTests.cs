using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Tests.Gradients;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Tests.Layers;

public sealed class TransformerEncoderTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_sequence_has_the_same_bits_alone_and_in_a_batch_and_padding_does_not_matter(bool normFirst)
    {
        var encoder = Encoder(normFirst, ManagedBackend.Shared);
        Tensor x = Slopes.Draw([5, 40, 24], 1), ignored = Tensor.Zeros([5, 40]);
        ignored.Slice(1, 29, 11).FillInPlace(1);
        var all = encoder.Of(x, new(Ignored: ignored));

        var alone = encoder.Of(x.Slice(0, 3, 1).Slice(1, 0, 29));

        Assert.Equal(alone.ToArray(), all.Slice(0, 3, 1).Slice(1, 0, 29).ToArray());
    }

    [Fact]
    public void Inference_that_has_warmed_up_allocates_nothing()
    {
        var backend = new ManagedBackend(Team.Single);
        var encoder = Encoder(true, backend);
        var x = Slopes.Draw([2, 20, 24], 1).To(backend);
        var workspace = new Workspace();
        var least = long.MaxValue;
        for (var call = 0; call < 40 && least > 0; call++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            using (workspace.Begin()) encoder.Of(x, new(Causal: true));
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private static TransformerEncoder Encoder(bool normFirst, IBackend backend)
    {
        var encoder = new TransformerEncoder(2, 24, 3, 50, Activation.Gelu, normFirst, lastNorm: true, backend: backend);
        encoder.Initialise(1);
        return encoder;
    }
}
