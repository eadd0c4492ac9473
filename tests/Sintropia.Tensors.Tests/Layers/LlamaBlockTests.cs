using System.Globalization;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Tests.Gradients;
using Sintropia.Tensors.Tests.Operators;

namespace Sintropia.Tensors.Tests.Layers;

public sealed class LlamaBlockTests
{
    [Fact]
    public void A_published_network_s_encoders_and_blocks_agree_with_its_reference()
    {
        if (Fixture.Find("state-st") is not { } folder)
        {
            Assert.Skip("The folder shared/parity/state-st is not beside the repository, so there are no golden numbers to compare with.");
            return;
        }

        var fixture = new Fixture(folder);
        var weights = Fixture.Weights(folder);
        Mlp Encoder(int inputs, string name)
        {
            var encoder = new Mlp([inputs, 24, 24, 24, 24], Activation.Gelu, name: i => (3 * i).ToString(CultureInfo.InvariantCulture));
            encoder.Load(Under(weights, name + "."));
            return encoder;
        }

        var perturbation = Encoder(5, "pert_encoder").Of(fixture.Input("pert_emb").Reshape(3, 11, 5));
        var basal = Encoder(30, "basal_encoder").Of(fixture.Input("ctrl_cell_emb").Reshape(3, 11, 30));
        AssertAgrees(fixture, "eval/pert_encoder", perturbation);
        AssertAgrees(fixture, "eval/basal_encoder", basal);

        var x = perturbation + basal;
        for (var i = 0; i < 2; i++)
        {
            var block = new LlamaBlock(24, 3, 40, rotaryBase: null);
            block.Load(Under(weights, $"transformer_backbone.layers.{i}."));
            x = block.Of(x);
            AssertAgrees(fixture, $"eval/transformer_backbone.layers.{i}", x);
        }
    }

    [Fact]
    public void Heads_of_queries_share_heads_of_keys_as_if_these_were_repeated()
    {
        LlamaAttention shared = new(12, 4, keyHeads: 2, headWidth: 6), whole = new(12, 4, headWidth: 6);
        shared.Initialise(1);
        whole.Load(shared.Parameters.Select(p => p.Name is "k_proj.weight" or "v_proj.weight" ? (p.Name, Repeated(p.Tensor)) : p));
        var x = Slopes.Draw([2, 9, 12], 1);

        Assert.Equal(whole.Of(x, new(Causal: true), 3).ToArray(), shared.Of(x, new(Causal: true), 3).ToArray());

        static Tensor Repeated(Tensor weight) => weight.Reshape(2, 1, 6, 12).Expand([2, 2, 6, 12]).Contiguous().Reshape(24, 12);
    }

    [Fact]
    public void Only_the_distance_of_positions_matters()
    {
        var attention = new LlamaAttention(16, 2);
        attention.Initialise(1);
        var x = Slopes.Draw([1, 9, 16], 1);
        float[] here = attention.Of(x).ToArray(), there = attention.Of(x, firstPosition: 100).ToArray();

        for (var i = 0; i < here.Length; i++) Assert.Equal(here[i], there[i], 1e-7);
    }

    private static IEnumerable<(string, Tensor)> Under(IReadOnlyDictionary<string, Tensor> weights, string prefix) =>
        weights.Where(w => w.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(w => (w.Key[prefix.Length..], w.Value));

    private static void AssertAgrees(Fixture fixture, string name, Tensor actual)
    {
        var (allowed, largest) = fixture.Tolerance(name);
        var (expected, values) = (fixture.Output(name).ToArray(), actual.ToArray());
        Assert.Equal(fixture.OutputShape(name), actual.Shape);
        Assert.True(expected.Zip(values).Max(p => Math.Abs(p.First - p.Second)) / largest <= allowed, name);
    }
}
