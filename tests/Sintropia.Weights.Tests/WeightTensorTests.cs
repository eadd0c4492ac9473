namespace Sintropia.Weights.Tests;

public sealed class WeightTensorTests
{
    [Fact]
    public void Values_in_memory_are_not_copied()
    {
        float[] values = [1, 2, 3, 4];
        var tensor = WeightTensor.Of<float>("w", values, 2, 2);
        values[3] = 5;

        Assert.Equal(5, tensor.Floats[3]);
        Assert.Equal([3f, 5f], Part(tensor, 2, 2));
    }

    [Fact]
    public void Values_and_shape_have_to_agree() => Assert.Contains("[2, 2] does not have the 3 elements", Assert.Throws<WeightsException>(() => WeightTensor.Of<float>("w", new float[3], 2, 2)).Message);

    [Fact]
    public void Only_floats_lie_in_place()
    {
        var error = Assert.Throws<WeightsException>(() => WeightTensor.Of<double>("w", new double[1], 1).Floats.Length);
        Assert.Contains("F64, not F32", error.Message);
    }

    [Fact]
    public void Floating_point_numbers_are_no_indices() => Assert.Contains("indices have to be integers", Assert.Throws<WeightsException>(() => WeightTensor.Of<float>("w", new float[1], 1).ToInt32s()).Message);

    [Fact]
    public void A_number_that_does_not_fit_is_named_with_its_place() =>
        Assert.Contains("Elements 0 to 1 (I64) hold a number that Int32 cannot", Assert.Throws<WeightsException>(() => WeightTensor.Of<long>("w", new long[] { 1, 1L << 40 }, 2).ToInt32s()).Message);

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(3, 2)]
    [InlineData(long.MaxValue, 2)]
    public void Elements_outside_of_it_are_refused(long first, int count) => Assert.Contains("it has 4", Assert.Throws<WeightsException>(() => Part(WeightTensor.Of<float>("w", new float[4], 4), first, count)).Message);

    [Fact]
    public void A_long_tensor_is_converted_in_parts_without_a_seam()
    {
        var values = Enumerable.Range(0, 100_000).Select(i => (double)i).ToArray();
        var tensor = WeightTensor.Of<double>("w", values, 100_000);

        Assert.Equal(values.Select(v => (float)v), tensor.ToFloats());
        Assert.Equal(values[12_345..99_999], tensor.ToDoubles()[12_345..99_999]);
    }

    [Fact]
    public void It_becomes_a_tensor_to_compute_with()
    {
        var tensor = WeightTensor.Of<double>("w", new double[] { 1, 2, 3, 4, 5, 6 }, 2, 3).ToTensor();

        Assert.Equal("[2, 3]", tensor.Shape.ToString());
        Assert.Equal([1f, 2, 3, 4, 5, 6], tensor.Values.ToArray());
        Assert.Equal([3, 4], WeightTensor.Of<long>("w", new long[] { 3, 4 }, 1, 2).ToIndices().Values.ToArray());
        Assert.Contains("more than a tensor can have", Assert.Throws<WeightsException>(() => WeightTensor.Of<float>("w", new float[1], 1, 1, 1, 1, 1, 1, 1, 1, 1).ToTensor()).Message);
    }

    private static float[] Part(WeightTensor tensor, long first, int count)
    {
        var part = new float[count];
        tensor.CopyTo(first, part);
        return part;
    }
}
