using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Losses;
using Sintropia.Tensors.Tests.Gradients;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Tests.Losses;

/// <summary>One hash for all losses and their gradients, on every machine: child processes run this class with less of the processor.</summary>
public sealed class LossBitsTests
{
    private const string Hash = "856f3a830a39ccb2";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Losses_and_gradients_are_the_same(int threads)
    {
        using var team = new Team(threads);
        var backend = new ManagedBackend(team);
        Tensor x = Slopes.Draw([33, 129], 1).To(backend), y = Slopes.Draw([33, 129], 2).To(backend), counts = Tensor.From([33, 129], [.. Enumerable.Range(0, 33 * 129).Select(i => (float)(i * i % 23))], backend);
        var labels = new Indices([33], [.. Enumerable.Range(0, 33).Select(i => i % 10 == 9 ? CrossEntropy.Ignored : i * 3)]);
        var losses = new Func<Tensor>[]
        {
            () => SquaredError.Mean(x, y),
            () => SquaredError.Masked(x, y, x.GreaterThan(y)),
            () => AbsoluteError.Mean(x, y),
            () => AbsoluteError.Smooth(x, y, 0.3f),
            () => CrossEntropy.Mean(x, labels, smoothing: 0.1f),
            () => BinaryCrossEntropy.Mean(x, y.Sigmoid()),
            () => GaussianLikelihood.Negative(x, y, x * 0.5f).Mean(),
            () => NegativeBinomialLikelihood.Log(counts, x.Exp() * 5, y.Exp()).Sum(),
            () => PoissonLikelihood.Log(counts, x.Exp() + y.Exp()).Sum(),
            () => MultinomialLikelihood.Log(counts, x + y).Sum(),
            () => NormalDivergence.Of(x, y, y, x).Sum(),
            () => EnergyDistance.Of(x.Unsqueeze(0), y.Unsqueeze(0)).Sum(),
            () => MeanDiscrepancy.Of(x, y, [3, 6, 12], unbiased: true),
            () => VicReg.Of(x, y).Total(),
            () => InfoNce.Of(x, y),
            () => Pinball.Of(y.At(1, 0), x.Slice(1, 0, 3), [0.1f, 0.5f, 0.9f]).Sum(),
            () => Pearson.Rows(x, y).Sum(),
        };

        List<float> all = [];
        foreach (var loss in losses)
        {
            using var tape = new Tape();
            tape.Watch([x, y]);
            var value = loss();
            all.Add(value.Value);
            foreach (var gradient in tape.Gradient(value, [x, y])) all.AddRange(gradient.ToArray());
        }

        Assert.All(all, value => Assert.True(float.IsFinite(value)));
        Assert.Equal(Hash, Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(all)))[..8]));
    }
}
