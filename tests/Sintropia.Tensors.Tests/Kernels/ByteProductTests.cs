using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Shapes;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Tests.Kernels;

public sealed class ByteProductTests
{
    public static TheoryData<int, int, int> Sizes => new(from rows in (int[])[1, 3, 4, 5, 8, 13, 24] from outputs in (int[])[1, 3, 4, 17, 40] from inputs in (int[])[1, 15, 16, 17, 100] select (rows, outputs, inputs));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Vectors_and_threads_give_the_bits_that_it_means(int rows, int outputs, int inputs)
    {
        var (x, w, bias) = Drawn(rows, outputs, inputs);
        float[] expected = new float[rows * outputs], one = new float[rows * outputs], two = new float[rows * outputs], alone = new float[outputs];
        ByteProduct.Reference(x, w, bias, expected);
        ByteProduct.Multiply(Team.Single, x, w, bias, one);
        using var team = new Team(2);
        ByteProduct.Multiply(team, x, w, bias, two);
        ByteProduct.Multiply(Team.Single, x.AsSpan((rows - 1) * inputs), w, bias, alone);

        Assert.Equal(expected, one);
        Assert.Equal(expected, two);
        Assert.Equal(expected[^outputs..], alone); // whatever rows came with it
    }

    [Fact]
    public void It_is_the_product_with_the_weights_that_bytes_stand_for()
    {
        var (x, w, bias) = Drawn(3, 20, 300);
        var weights = new float[20 * 300];
        for (var row = 0; row < 20; row++) w.CopyRow(row, weights.AsSpan(row * 300, 300));
        float[] actual = Tensor.From([3, 300], x).Linear(w, Tensor.Of(bias)).ToArray(), expected = Tensor.From([3, 300], x).Linear(Tensor.From([20, 300], weights), Tensor.Of(bias)).ToArray();

        var largest = expected.Max(MathF.Abs);
        for (var i = 0; i < expected.Length; i++) Assert.InRange(actual[i], expected[i] - 1e-6f * largest, expected[i] + 1e-6f * largest);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var (x, w, bias) = Drawn(2, 5, 7);

        Assert.Throws<ShapeException>(() => ByteProduct.Multiply(Team.Single, x, w, bias.AsSpan(1), new float[10]));
        Assert.Throws<ShapeException>(() => ByteProduct.Multiply(Team.Single, x, w, bias, new float[9]));
        Assert.Throws<ShapeException>(() => new ByteMatrix(2, 3, new sbyte[5], new float[2]));
    }

    private static (float[] X, ByteMatrix W, float[] Bias) Drawn(int rows, int outputs, int inputs)
    {
        var random = new Random(rows + 31 * outputs + 1009 * inputs);
        float Draw() => 2 * random.NextSingle() - 1;
        sbyte[] values = [.. Enumerable.Range(0, outputs * inputs).Select(_ => (sbyte)random.Next(-127, 128))];
        return ([.. Enumerable.Range(0, rows * inputs).Select(_ => Draw())], new(outputs, inputs, values, [.. Enumerable.Range(0, outputs).Select(_ => 0.01f + random.NextSingle())]), [.. Enumerable.Range(0, outputs).Select(_ => Draw())]);
    }
}
