using Sintropia.Weights.Safetensors;

namespace Sintropia.Weights.Tests;

public sealed class WeightFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_is_not_there_is_named() => Assert.Equal($"{_folder["gone"]}: There is no such file. Check the path.", Refused(_folder["gone"]).Message);

    [Fact]
    public void A_folder_is_no_file() => Assert.Contains("This is a folder", Refused(_folder.Root).Message);

    [Fact]
    public void An_empty_file_is_torn() => Assert.Contains("The file is empty", Refused(_folder.Write("a", [])).Message);

    [Fact]
    public void The_format_before_PyTorch_1_6_is_named() =>
        Assert.Contains("before PyTorch 1.6", Refused(_folder.Write("a", [0x80, 2, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e, 0x80, 2])).Message);

    [Fact]
    public void A_bare_pickle_is_named() => Assert.Contains("bare pickle", Refused(_folder.Write("a", [0x80, 2, (byte)'}', (byte)'q', 0, (byte)'.', 0, 0, 0])).Message + Refused(_folder.Write("b", [0x80, 4, (byte)'N', (byte)'.'])).Message);

    [Fact]
    public void An_HDF5_file_is_named() => Assert.Contains("HDF5", Refused(_folder.Write("a", [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0d, 0x0a, 0x1a, 0x0a, 0])).Message);

    [Fact]
    public void A_name_that_is_not_there_is_answered_with_those_that_are()
    {
        SafetensorsWriter.Write(_folder["a"], Enumerable.Range(0, 7).Select(i => WeightTensor.Of<float>($"w{i}", new float[1], 1)));
        using var file = WeightFile.Open(_folder["a"]);
        var error = Assert.Throws<WeightsException>(() => file["v"]);

        Assert.Contains("tensor 'v': There is none of this name. It holds 7, among them 'w0', 'w1'", error.Message);
        Assert.Null(file.Find("v"));
    }

    [Fact]
    public void A_closed_file_is_not_read()
    {
        SafetensorsWriter.Write(_folder["a"], [WeightTensor.Of<float>("w", new float[1], 1)]);
        var file = WeightFile.Open(_folder["a"]);
        var tensor = file["w"];
        file.Dispose();
        file.Dispose();

        Assert.Throws<ObjectDisposedException>(() => tensor.ToFloats());
    }

    [Fact]
    public void Floats_of_a_file_lie_in_the_mapping()
    {
        SafetensorsWriter.Write(_folder["a"], [WeightTensor.Of<float>("w", new float[1 << 20], 1 << 20)]);
        using var file = WeightFile.Open(_folder["a"]);
        var sum = file["w"].Floats[0]; // what the runtime sets up at the first call is no copy of the file
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var value in file["w"].Floats) sum += value;

        Assert.Equal(0, sum);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 16); // a copy would be 4 MiB; the runtime compiles now and then on this thread
    }

    private static WeightsException Refused(string path) => Assert.Throws<WeightsException>(() => WeightFile.Open(path));
}
