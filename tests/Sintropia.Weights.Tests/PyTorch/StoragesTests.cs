namespace Sintropia.Weights.Tests.PyTorch;

public sealed class StoragesTests
{
    private static readonly byte[] Six = PyTorchBytes.Floats(0, 1, 2, 3, 4, 5);

    [Fact]
    public void Views_share_a_storage_and_come_out_in_order()
    {
        using var file = PyTorchBytes.Read(new Pickle().Op('}').Op('(')
            .Text("all").Tensor("FloatStorage", "0", 6, 0, [2, 3], [3, 1])
            .Text("turned").Tensor("FloatStorage", "0", 6, 0, [3, 2], [1, 3])
            .Text("odd").Tensor("FloatStorage", "0", 6, 1, [3], [2])
            .Text("spread").Tensor("FloatStorage", "0", 6, 5, [2, 2], [0, 0])
            .Text("one").Tensor("FloatStorage", "0", 6, 4, [], [])
            .Text("none").Tensor("FloatStorage", "0", 6, 6, [0, 3], [3, 1])
            .Text("flat").Tensor("FloatStorage", "0", 6, 2, [1, 4], [99, 1]).Op('u'), ("0", Six));

        Assert.Equal([0f, 1, 2, 3, 4, 5], file["all"].Floats.ToArray());
        Assert.Equal([0f, 3, 1, 4, 2, 5], file["turned"].ToFloats());
        Assert.Equal([1f, 3, 5], file["odd"].ToFloats());
        Assert.Equal([5f, 5, 5, 5], file["spread"].ToFloats());
        Assert.Equal([4f], file["one"].ToFloats());
        Assert.Empty(file["none"].ToFloats());
        Assert.Equal([2f, 3, 4, 5], file["flat"].Floats.ToArray());
        Assert.False(file["turned"].IsContiguous);
        Assert.Contains("with strides", Assert.Throws<WeightsException>(() => file["turned"].Floats.Length).Message);
        var part = new float[3];
        file["turned"].CopyTo(2, part);
        Assert.Equal([1f, 4, 2], part);
    }

    [Fact]
    public void Names_are_the_keys_on_the_way()
    {
        using var file = PyTorchBytes.Read(new Pickle().Op('}').Op('(')
            .Text("model").Global("collections", "OrderedDict").Op(')').Op('R').Text("a.weight").Tensor("FloatStorage", "0", 6, 0, [6], [1]).Op('s').Op('}').Text("_metadata").Op('N').Op('s').Op('b')
            .Text("state").Op('}').Integer(0).Op(']').Tensor("FloatStorage", "0", 6, 0, [6], [1]).Op('a').Op('s').Op('u'), ("0", Six));

        Assert.Equal(["model/a.weight", "state/0/0"], file.Tensors.Select(t => t.Name));
        Assert.Equal("model/a.weight", file.Root!["model"]["a.weight"].Tensor.Name);
        Assert.Equal("tensor", PyTorchBytes.Read(new Pickle().Tensor("FloatStorage", "0", 6, 0, [6], [1]), ("0", Six)).Tensors.Single().Name);
    }

    [Fact]
    public void Tied_weights_are_listed_under_both_names()
    {
        using var file = PyTorchBytes.Read(new Pickle().Op('}').Op('(').Text("a").Tensor("FloatStorage", "0", 6, 0, [6], [1]).Op((byte)'q', 1).Text("b").Op((byte)'h', 1).Op('u'), ("0", Six));

        Assert.Equal(["a", "b"], file.Tensors.Select(t => t.Name));
        Assert.Equal(file["a"].ToFloats(), file["b"].ToFloats());
    }

    [Fact]
    public void Untyped_storages_get_their_type_from_the_tensor()
    {
        using var file = PyTorchBytes.Read(new Pickle().Global("torch._utils", "_rebuild_tensor_v3").Op('(')
            .Op('(').Text("storage").Global("torch.storage", "UntypedStorage").Text("0").Text("cpu").Integer(4).Op('t').Op('Q').Integer(1).Tuple(1).Tuple(1).Op(0x89).Op('N').Global("torch", "uint16").Op('N').Op('t').Op('R'),
            ("0", [1, 2, 3, 4]));

        Assert.Equal((ElementType.U16, 0x0403), (file["tensor"].ElementType, file["tensor"].ToInt32s()[0]));
    }

    [Fact]
    public void A_view_that_reaches_beyond_its_storage_is_refused()
    {
        (long Offset, long[] Size, long[] Stride)[] beyond =
        [
            (0, [7], [1]), (1, [2, 3], [3, 1]), (7, [0], [1]), (0, [2], [6]), (0, [2], [long.MaxValue]), (0, [long.MaxValue, 2], [long.MaxValue, 1]), (0, [3037000500, 3037000500], [0, 0]),
            (long.MaxValue, [2], [1]),
        ];
        foreach (var (offset, size, stride) in beyond) Assert.Contains("reaches beyond the 6 elements of storage '0'", PyTorchBytes.Refused(new Pickle().Tensor("FloatStorage", "0", 6, offset, size, stride), ("0", Six)));
        Assert.Contains("-1, which is not a whole number", PyTorchBytes.Refused(new Pickle().Tensor("FloatStorage", "0", 6, 0, [2], [-1]), ("0", Six)));
        Assert.Contains("reaches beyond", PyTorchBytes.Refused(new Pickle().Tensor("FloatStorage", "0", 6, -1, [2], [1]), ("0", Six)));
        Assert.Contains("not as many strides", PyTorchBytes.Refused(new Pickle().Tensor("FloatStorage", "0", 6, 0, [2], [1, 1]), ("0", Six)));
        Assert.Contains("size of 33 numbers", PyTorchBytes.Refused(new Pickle().Tensor("FloatStorage", "0", 6, 0, [.. Enumerable.Repeat(1L, 33)], [1]), ("0", Six)));
    }

    [Fact]
    public void A_small_storage_cannot_unpack_to_a_large_tensor() =>
        Assert.Contains("repeats the 6 elements of storage '0' to 1000000000", PyTorchBytes.Refused(new Pickle().Tensor("FloatStorage", "0", 6, 0, [1_000_000_000], [0]), ("0", Six)));

    [Fact]
    public void A_storage_has_the_length_that_the_pickle_says()
    {
        Assert.Contains("'0' is said to have 7 elements of torch.FloatStorage, and its entry has 24 bytes", PyTorchBytes.Refused(new Pickle().Tensor("FloatStorage", "0", 7, 0, [7], [1]), ("0", Six)));
        Assert.Contains("and its entry is missing", PyTorchBytes.Refused(new Pickle().Tensor("FloatStorage", "1", 6, 0, [6], [1]), ("0", Six)));
        Assert.Contains("said to have 9223372036854775807", PyTorchBytes.Refused(new Pickle().Tensor("FloatStorage", "0", long.MaxValue, 0, [6], [1]), ("0", Six)));
        Assert.Contains("said to have -1", PyTorchBytes.Refused(new Pickle().Tensor("FloatStorage", "0", -1, 0, [6], [1]), ("0", Six)));
        Assert.Contains("'torch.ComplexFloatStorage'", PyTorchBytes.Refused(new Pickle().Tensor("ComplexFloatStorage", "0", 3, 0, [3], [1]), ("0", Six)));
    }

    [Fact]
    public void Two_tensors_cannot_have_one_name() =>
        Assert.Contains("tensor 'a': Two tensors have this name", PyTorchBytes.Refused(new Pickle().Op('}').Op('(').Text("a").Tensor("FloatStorage", "0", 6, 0, [6], [1]).Text("a").Tensor("FloatStorage", "0", 6, 0, [6], [1]).Op('u'), ("0", Six)));

    [Fact]
    public void Containers_in_themselves_are_refused() => Assert.Contains("more than 64 deep", PyTorchBytes.Refused(new Pickle().Op(']').Op((byte)'q', 0).Op((byte)'h', 0).Op('a')));

    [Fact]
    public void Containers_that_double_at_every_level_are_refused()
    {
        var pickle = new Pickle().Op(']').Op((byte)'q', 0);
        for (var level = 0; level < 60; level++) pickle.Op((byte)'h', 0, (byte)'h', 0, 0x86, (byte)'q', 0, (byte)'0');

        Assert.Contains("when shared ones are counted each time", PyTorchBytes.Refused(pickle.Op((byte)'h', 0, 0x86)));
    }

    [Fact]
    public void A_long_list_in_many_places_is_refused()
    {
        var pickle = new Pickle().Op(']').Op('(').Op([.. Enumerable.Repeat((byte)'N', 100_000)]).Op('e').Op((byte)'q', 0).Op('0').Op(']').Op('(');
        for (var i = 0; i < 100_000; i++) pickle.Op((byte)'h', 0);

        Assert.Contains("when shared ones are counted each time", PyTorchBytes.Refused(pickle.Op('e')));
    }

    [Fact]
    public void Long_names_of_one_tensor_under_many_paths_are_refused()
    {
        var pickle = new Pickle().Tensor("FloatStorage", "0", 6, 0, [6], [1]).Op((byte)'q', 1).Op('0').Op('}').Op('(').Text(new string('k', 60_000)).Op(']').Op('(');
        for (var i = 0; i < 10_000; i++) pickle.Op((byte)'h', 1);

        Assert.Contains("far longer, or far more, than its pickle", PyTorchBytes.Refused(pickle.Op('e').Op('u'), ("0", Six)));
    }
}
