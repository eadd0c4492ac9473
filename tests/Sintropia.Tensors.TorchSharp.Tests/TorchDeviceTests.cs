namespace Sintropia.Tensors.TorchSharp.Tests;

public sealed class TorchDeviceTests
{
    [Theory]
    [InlineData("auto", "auto")]
    [InlineData("cpu", "cpu")]
    [InlineData("cuda", "cuda:0")]
    [InlineData("cuda:0", "cuda:0")]
    [InlineData("cuda:12", "cuda:12")]
    [InlineData(" CUDA:1 ", "cuda:1")]
    [InlineData("Cpu", "cpu")]
    public void A_device_is_read_as_users_write_it(string text, string read) => Assert.Equal(read, TorchDevice.Parse(text).ToString());

    [Theory]
    [InlineData("auto", true, false, 0)]
    [InlineData("cpu", false, false, 0)]
    [InlineData("cuda:3", false, true, 3)]
    public void It_says_what_it_is(string text, bool auto, bool cuda, int index)
    {
        var device = TorchDevice.Parse(text);

        Assert.Equal((auto, cuda, index), (device.IsAuto, device.IsCuda, device.Index));
        Assert.Equal(device, TorchDevice.Parse(device.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("gpu")]
    [InlineData("cpu:0")]
    [InlineData("auto:1")]
    [InlineData("mps")]
    [InlineData("cuda0")]
    public void Anything_else_is_refused_with_what_could_be_written(string text)
    {
        var refused = Assert.Throws<FormatException>(() => TorchDevice.Parse(text));

        Assert.Contains($"'{text}' is no device", refused.Message, StringComparison.Ordinal);
        Assert.Contains("auto, cpu, cuda or cuda:N", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cuda:", "''")]
    [InlineData("cuda:-1", "'-1'")]
    [InlineData("cuda:one", "'one'")]
    [InlineData("cuda:0:1", "'0:1'")]
    [InlineData("cuda:1.5", "'1.5'")]
    [InlineData("cuda: 1", "' 1'")]
    [InlineData("cuda:99999999999", "'99999999999'")]
    public void A_CUDA_device_without_a_number_is_refused(string text, string named)
    {
        var refused = Assert.Throws<FormatException>(() => TorchDevice.Parse(text));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.Contains("cuda:0", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_of_devices_are_not_negative() =>
        Assert.Contains("count from 0", Assert.Throws<ArgumentOutOfRangeException>(() => TorchDevice.Cuda(-1)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_not_named_is_auto()
    {
        Assert.Equal(TorchDevice.Auto, default);
        Assert.NotEqual(TorchDevice.Cpu, TorchDevice.Cuda(0));
    }
}
