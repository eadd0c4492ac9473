using Sintropia.Predictors.StandIn;

namespace Sintropia.Predictors.Tests.StandIn;

public sealed class DensePanelsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 31)]
    [InlineData(64, 32)]
    [InlineData(17, 33)]
    [InlineData(64, 256)]
    [InlineData(256, 64)]
    public void Vectors_and_plain_loop_give_the_same_bits_for_every_number_of_rows(int inputs, int outputs)
    {
        var panels = new DensePanels(Some(inputs * outputs, 1), inputs, outputs);
        for (var rows = 0; rows <= 20; rows++)
            foreach (var least in new[] { 0, float.NegativeInfinity })
            {
                var a = Some(rows * inputs, 2);
                float[] c = Some(rows * panels.Width, 3), plain = [.. c];
                panels.Add(a, c, rows, least);
                panels.Reference(a, plain, rows, least);
                Assert.Equal(plain, c);
            }
    }

    [Fact]
    public void Columns_stand_where_they_belong()
    {
        // W = [[1, 10], [2, 20]]
        var c = new float[64];
        new DensePanels([1, 10, 2, 20], 2, 2).Add([1, 1, 0, 1], c, 2, float.NegativeInfinity);

        Assert.Equal([3, 30], c[..2]);
        Assert.Equal([2, 20], c[32..34]);
    }

    [Fact]
    public void Scaled_sums_are_the_same_at_every_length()
    {
        for (var length = 0; length <= 257; length++)
        {
            var (x, y, sum) = (Some(length, 4), Some(length, 5), new float[length]);
            DensePanels.AddScaled(x, 0.3f, y, sum);
            Assert.Equal(x.Zip(y, (a, b) => MathF.FusedMultiplyAdd(0.3f, b, a)), sum);
        }
    }

    private static float[] Some(int count, int seed)
    {
        var chance = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(chance.NextDouble() * 2 - 1))];
    }
}
