using Sintropia.Tensors.Kernels.Optimisers;

namespace Sintropia.Tensors.Tests.Kernels.Optimisers;

public sealed class AdamTests
{
    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(0.1, 0, false)]
    [InlineData(0, 0.05, false)]
    [InlineData(0, 0.01, true)]
    public void Steps_have_the_bits_of_their_meaning_and_follow_the_published_algorithm(double penalty, double decay, bool keepsLargest)
    {
        foreach (var length in Awkward.Lengths.Where(n => n < 300))
        {
            var p = Awkward.Normal(length, length);
            var (m, v, largest) = (Awkward.Room(length), Awkward.Room(length), Awkward.Room(length));
            m.AsSpan().Clear();
            v.AsSpan().Clear();
            largest.AsSpan().Clear();
            var expected = p.Select(x => (P: x, M: 0f, V: 0f, Largest: 0f)).ToArray();
            var truth = p.Select(x => (P: (double)x, M: 0.0, V: 0.0, Largest: 0.0)).ToArray();
            for (var t = 1; t <= 5; t++)
            {
                var g = Awkward.Normal(length, 100 * t, t == 3 ? 0.1 : 1);
                var step = new AdamStep(t, 0.01, 0.9, 0.999, 1e-8, penalty, decay);
                Adam.Update(step, g, p, m, v, keepsLargest ? largest : default(Span<float>));
                for (var i = 0; i < length; i++)
                {
                    ref var e = ref expected[i];
                    Adam.Reference(step, g[i], ref e.P, ref e.M, ref e.V, ref e.Largest, keepsLargest);
                    Bits.AssertSame(e.P, p[i], $"parameter {i} of {length}");
                    Bits.AssertSame(e.M, m[i], $"mean {i} of {length}");
                    Bits.AssertSame(e.V, v[i], $"square {i} of {length}");

                    ref var d = ref truth[i];
                    var gradient = g[i] + penalty * d.P;
                    d.M = 0.9 * d.M + 0.1 * gradient;
                    d.V = 0.999 * d.V + 0.001 * gradient * gradient;
                    d.Largest = Math.Max(d.Largest, d.V);
                    var root = Math.Sqrt((keepsLargest ? d.Largest : d.V) / (1 - Math.Pow(0.999, t))) + 1e-8;
                    d.P = d.P * (1 - 0.01 * decay) - 0.01 * d.M / (1 - Math.Pow(0.9, t)) / root;
                    Assert.Equal(d.P, p[i], 1e-6 * Math.Max(1, Math.Abs(d.P)));
                }
            }

            Awkward.AssertUntouchedBeside(m);
        }
    }

    [Fact]
    public void Steps_count_from_one() => Assert.Throws<ArgumentOutOfRangeException>(() => new AdamStep(0, 0.1, 0.9, 0.999, 1e-8));
}
