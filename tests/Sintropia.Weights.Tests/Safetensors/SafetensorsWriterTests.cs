using FsCheck;
using FsCheck.Fluent;
using Sintropia.Weights.Safetensors;

namespace Sintropia.Weights.Tests.Safetensors;

public sealed class SafetensorsWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read() => Prop.ForAll<float[], double[], (int[], string)>((floats, doubles, rest) =>
    {
        var (integers, given) = rest;
        var name = given ?? "";
        if (name == "__metadata__" || name.Any(char.IsSurrogate)) return;
        WeightTensor[] written = [WeightTensor.Of<float>(name + "f", floats, floats.Length), WeightTensor.Of<double>(name + "d", doubles, 1, doubles.Length), WeightTensor.Of<int>(name, integers, integers.Length, 1)];
        SafetensorsWriter.Write(_folder["a"], written, new Dictionary<string, string> { ["made"] = name });
        using var file = WeightFile.Open(_folder["a"]);

        Assert.Equal(name, file.Metadata["made"]);
        Assert.Equal(3, file.Tensors.Count);
        Assert.Equal(floats, file[name + "f"].ToFloats());
        Assert.Equal(doubles, file[name + "d"].ToDoubles());
        Assert.Equal(integers, file[name].ToInt32s());
        Assert.Equal([1, doubles.Length], file[name + "d"].Shape);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_in_which_tensors_come_does_not_matter()
    {
        WeightTensor[] tensors = [WeightTensor.Of<byte>("z", new byte[3], 3), WeightTensor.Of<float>("b", new float[] { 1, 2 }, 2), WeightTensor.Of<double>("y", new double[] { 3 }), WeightTensor.Of<float>("a", new float[] { 4 }, 1)];
        var metadata = new Dictionary<string, string> { ["b"] = "1", ["a"] = "2" };
        SafetensorsWriter.Write(_folder["one"], tensors, metadata);
        SafetensorsWriter.Write(_folder["two"], tensors.Reverse(), metadata.Reverse().ToDictionary());
        using var file = WeightFile.Open(_folder["one"]);

        Assert.Equal(File.ReadAllBytes(_folder["one"]), File.ReadAllBytes(_folder["two"]));
        Assert.Equal(["y", "a", "b", "z"], file.Tensors.Select(t => t.Name));
    }

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        SafetensorsWriter.Write(_folder["a"], [WeightTensor.Of<float>("w", new float[] { 1 }, 1)]);

        // 57 characters of header, padded to a multiple of eight.
        const string header = """{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""";
        Assert.Equal(SafetensorsBytes.Of(header.PadRight(56), 0, 0, 0x80, 0x3f), File.ReadAllBytes(_folder["a"]));
    }

    [Fact]
    public void A_failure_leaves_the_file_that_was_there_and_no_other()
    {
        var before = _folder.Write("a", [1, 2, 3]);
        var twice = WeightTensor.Of<float>("w", new float[] { 1 }, 1);
        var error = Assert.Throws<WeightsException>(() => SafetensorsWriter.Write(before, [twice, twice]));

        Assert.Contains("Two tensors have this name", error.Message);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(before));
        Assert.Equal([before], Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void A_file_that_is_open_can_be_written_anew()
    {
        SafetensorsWriter.Write(_folder["a"], [WeightTensor.Of<float>("w", new float[] { 1 }, 1)]);
        using var old = WeightFile.Open(_folder["a"]);
        SafetensorsWriter.Write(_folder["a"], [old["w"].Named("v"), WeightTensor.Of<float>("w", new float[] { 2 }, 1)]);
        using var made = WeightFile.Open(_folder["a"]);

        Assert.Equal(1, old["w"].Floats[0]);
        Assert.Equal([1f, 2f], [made["v"].Floats[0], made["w"].Floats[0]]);
    }

    [Fact]
    public void The_name_that_the_format_keeps_is_refused() =>
        Assert.Contains("__metadata__", Assert.Throws<WeightsException>(() => SafetensorsWriter.Write(_folder["a"], [WeightTensor.Of<float>("__metadata__", new float[] { 1 }, 1)])).Message);
}
