using Sintropia.Tensors.Kernels.Attending;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Tests.Kernels.Attending;

public sealed class RotaryTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Both_conventions_give_the_bits_of_the_definition_forwards_and_backwards(bool interleaved, bool backwards)
    {
        var random = new Random(1);
        foreach (var width in new[] { 0, 2, 4, 6, 8, 14, 16, 18, 30, 32, 34, 64, 128 })
        {
            AttentionShape shape = new(2, 3, 7, 0, width, 0, 1);
            var layout = HeadLayout.SideBySide(3, 7, width);
            float[] x = GemmCase.Values(2 * 3 * 7 * width, random), expected = new float[x.Length], cosines = new float[7 * width / 2], sines = new float[7 * width / 2];
            Rotary.Angles(11, width, 10000, cosines, sines);

            Rotary.Reference(shape, new(x, layout), cosines, sines, interleaved, backwards, new(expected, layout));
            Rotary.Turn(Team.Shared, shape, new(x, layout), cosines, sines, interleaved, backwards, new(x, layout));

            Assert.True(GemmCase.SameBits(expected, x), $"width {width}");
        }
    }

    [Fact]
    public void Backwards_undoes_forwards()
    {
        AttentionShape shape = new(1, 1, 40, 0, 16, 0, 1);
        var layout = HeadLayout.HeadByHead(1, 40, 16);
        float[] x = GemmCase.Values(640, new Random(2)), turned = new float[640], cosines = new float[320], sines = new float[320];
        Rotary.Angles(0, 16, 10000, cosines, sines);

        Rotary.Turn(Team.Single, shape, new(x, layout), cosines, sines, false, false, new(turned, layout));
        Rotary.Turn(Team.Single, shape, new(turned, layout), cosines, sines, false, true, new(turned, layout));

        for (var i = 0; i < 640; i++) Assert.Equal(x[i], turned[i], 1e-6);
    }

    [Fact]
    public void Angles_are_exact_to_the_float_far_from_the_start()
    {
        float[] cosines = new float[200 * 32], sines = new float[200 * 32];
        foreach (var first in new[] { 0, 1000, 1_000_000 })
        {
            Rotary.Angles(first, 64, 500000, cosines, sines);
            for (var i = 0; i < cosines.Length; i++)
            {
                var angle = (first + i / 32) * Math.Pow(500000, -2.0 * (i % 32) / 64);
                Assert.Equal(Math.Cos(angle), cosines[i], 6.1e-8);
                Assert.Equal(Math.Sin(angle), sines[i], 6.1e-8);
            }
        }
    }

    [Fact]
    public void An_odd_width_is_refused() =>
        Assert.Contains("width of 3 is odd", Assert.Throws<ArgumentException>(() => Rotary.Angles(0, 3, 10000, new float[3], new float[3])).Message);
}
