using Sintropia.Weights.PyTorch;

namespace Sintropia.Weights.Tests.PyTorch;

public sealed class PickleMachineTests
{
    [Fact]
    public void Plain_values_and_containers_are_read()
    {
        var root = PyTorchBytes.Read(new Pickle().Op('}').Op((byte)'q', 0).Op('(')
            .Text("none").Op('N').Text("yes").Op(0x88).Text("small").Integer(7).Text("large").Integer(-(1L << 40)).Text("wide").Op(0x8a, 9, 1, 0, 0, 0, 0, 0, 0, 0x80, 0)
            .Text("half").Op((byte)'G', 0x3f, 0xe0, 0, 0, 0, 0, 0, 0).Text("two").Op((byte)'K', 1, (byte)'K', 2, 0x86).Text("list").Op(']').Op('(').Integer(1).Op('N').Op('e')
            .Text("set").Global("__builtin__", "set").Op(']').Integer(3).Op('a').Op(0x85).Op('R')
            .Text("bytes").Global("_codecs", "encode").Text("a\u00ff").Text("latin1").Op(0x86).Op('R').Text("size").Global("torch", "Size").Tuple(2, 3).Op(0x85).Op('R')
            .Text("type").Global("torch", "float32").Text("device").Global("torch", "device").Text("cuda").Integer(1).Op(0x86).Op('R').Op('u')).Root!;

        Assert.Equal(NodeKind.None, root["none"].Kind);
        Assert.True(root["yes"].Boolean);
        Assert.Equal((7, -(1L << 40)), ((int)root["small"].Integer, (long)root["large"].Integer));
        Assert.Equal((Int128)(1UL << 63) + 1, root["wide"].Integer);
        Assert.Equal(0.5, root["half"].Number);
        Assert.Equal((NodeKind.Tuple, "1, 2"), (root["two"].Kind, string.Join(", ", root["two"].Items)));
        Assert.Equal((NodeKind.List, "1, None"), (root["list"].Kind, string.Join(", ", root["list"].Items)));
        Assert.Equal((NodeKind.Set, "3"), (root["set"].Kind, string.Join(", ", root["set"].Items)));
        Assert.Equal([97, 255], root["bytes"].Bytes.ToArray());
        Assert.Equal("2, 3", string.Join(", ", root["size"].Items));
        Assert.Equal(("torch.float32", "cuda:1"), (root["type"].ToString(), root["device"].Text));
        Assert.Throws<KeyNotFoundException>(() => root["missing"]);
        Assert.Throws<InvalidOperationException>(() => root["half"].Text);
    }

    [Fact]
    public void A_system_call_is_refused_by_name_and_not_made()
    {
        var witness = Path.Combine(Path.GetTempPath(), $"sintropia-{Guid.NewGuid():n}");
        var pickle = new Pickle().Global("posix", "system").Text($"touch {witness}").Op(0x85).Op('R');

        Assert.Contains("'posix.system'", PyTorchBytes.Refused(pickle));
        Assert.Equal("posix.system", PyTorchBytes.Skipping(pickle).Root!.ClassName);
        Assert.False(File.Exists(witness));
    }

    [Fact]
    public void All_unknown_classes_are_named_at_once()
    {
        var message = PyTorchBytes.Refused(new Pickle().Op(']').Op('(').Global("argparse", "Namespace").Op(')').Op(0x81).Op('}').Op('b').Global("numpy.core.multiarray", "scalar").Op('e'));

        Assert.Contains("'argparse.Namespace', 'numpy.core.multiarray.scalar'", message);
        Assert.Contains("Nothing in a file is executed", message);
    }

    [Fact]
    public void Unknown_objects_can_be_skipped_and_leave_the_tensors()
    {
        using var file = PyTorchBytes.Skipping(new Pickle().Op('}').Op('(')
            .Text("args").Global("argparse", "Namespace").Op(')').Op(0x81).Op('}').Text("lr").Integer(1).Op('s').Op('b')
            .Text("counts").Global("collections", "defaultdict").Global("builtins", "int").Op(0x85).Op('R').Text("k").Integer(1).Op('s')
            .Text("seen").Global("my", "List").Op(')').Op(0x81).Op('(').Integer(1).Op('e')
            .Text("w").Tensor("FloatStorage", "0", 2, 0, [2], [1]).Op('u'), ("0", PyTorchBytes.Floats(1, 2)));

        Assert.Equal([1f, 2f], file["w"].ToFloats());
        Assert.Single(file.Tensors);
        Assert.Equal(["argparse.Namespace", "collections.defaultdict", "my.List"], file.Root!.Entries.Take(3).Select(e => e.Value.ClassName));
    }

    [Fact]
    public void A_tensor_that_an_unknown_function_makes_is_opaque_too()
    {
        var pickle = new Pickle().Global("torch._utils", "_rebuild_parameter").Global("torch._utils", "_rebuild_qtensor").Op(')').Op('R').Op(0x88).Op('N').Op(0x87).Op('R');

        Assert.Contains("'torch._utils._rebuild_qtensor'", PyTorchBytes.Refused(pickle));
        Assert.Equal("torch._utils._rebuild_qtensor", PyTorchBytes.Skipping(pickle).Root!.ClassName);
    }

    [Theory]
    [InlineData("i", "INST")]
    [InlineData("o", "OBJ")]
    [InlineData("P", "PERSID")]
    [InlineData("I", "INT")]
    [InlineData("\u0082", "EXT1")]
    [InlineData("\u0098", "READONLY_BUFFER")]
    [InlineData("\u00ff", "does not exist")]
    public void Opcodes_that_torch_never_writes_are_refused_by_name(string opcode, string name) => Assert.Contains(name, PyTorchBytes.Refused(new Pickle().Op('N').Op(opcode[0])));

    [Theory]
    [InlineData("", "a value is missing")]
    [InlineData("NN", "1 values and 0 marks left")]
    [InlineData("(N", "0 values and 1 marks left")]
    [InlineData("t", "a mark is missing")]
    [InlineData("(0N", "value is missing")] // POP takes the mark, STOP the value: whole
    [InlineData("N(a", "value is missing")]
    [InlineData("h\u0005", "value 5 is recalled")]
    [InlineData("NNa", "no list")]
    [InlineData("]NNs", "no mapping")]
    [InlineData("}(Nu", "no value")]
    [InlineData("N)R", "no function")]
    [InlineData("NNb", "can have none")]
    [InlineData("ccollections\nOrderedDict\nNR", "in place of arguments")]
    [InlineData("ccollections\nOrderedDict\nN\u0085R", "called with (None)")]
    [InlineData("ctorch\nSize\nN\u0085R", "called with (None)")]
    [InlineData("c_codecs\nencode\nX\u0001\0\0\0aX\u0006\0\0\0rot_13\u0086R", "called with (a, rot_13)")]
    [InlineData("NQ", "persistent id")]
    [InlineData("X\u00ff\u00ff\u00ff\u00ffabc", "claims 4294967295 more bytes")]
    [InlineData("B\u00ff\u00ff\u00ff\u007fabc", "claims 2147483647 more bytes")]
    [InlineData("\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ffabc", "claims 18446744073709551615 more bytes")]
    [InlineData("\u008a\u0020", "integer of 32 bytes")]
    [InlineData("\u008b\u00ff\u00ff\u00ff\u00ff", "integer of -1 bytes")]
    [InlineData("\u008b\u0000\u0000\u0000\u0040", "integer of 1073741824 bytes")]
    [InlineData("M", "ends where 2 more bytes")]
    [InlineData("X\u0002\0\0\0\u00c3\u00c3", "makes no sense")]
    [InlineData("\u0080\u0009", "protocol 9")]
    [InlineData("cnowhere", "does not end within")]
    public void A_pickle_that_makes_no_sense_is_refused_with_its_byte(string opcodes, string why)
    {
        var bytes = ZipBytes.Of(new Pickle().Op([.. opcodes.Select(c => (byte)c)]).End());
        if (opcodes == "(0N") Assert.Equal(NodeKind.None, PyTorchBytes.Read(bytes).Root!.Kind);
        else Assert.Contains(why, PyTorchBytes.Refused(bytes));
    }

    [Fact]
    public void Bytes_after_the_end_are_refused() => Assert.Contains("3 bytes follow", PyTorchBytes.Refused(new Pickle().Op('N').Op('.').Op('N').Op('N')));

    [Fact]
    public void Values_are_bounded()
    {
        var list = new Pickle().Op(']').Op('(');
        for (var i = 0; i < 100; i++) list.Integer(i);
        var bytes = ZipBytes.Of(list.Op('e').End());

        Assert.Contains("more than 100 values", PyTorchBytes.Refused(bytes, new() { MostValues = 100 }));
        Assert.Equal(100, PyTorchBytes.Read(bytes).Root!.Items.Count);
        Assert.Contains("pickle has 206 bytes, and 205 are allowed", PyTorchBytes.Refused(bytes, new() { LongestPickle = 205 }));
    }

    [Fact]
    public void One_text_cannot_be_copied_again_and_again()
    {
        var pickle = new Pickle().Global("_codecs", "encode").Op((byte)'q', 0).Op('0').Text(new string('x', 100_000)).Text("latin1").Op(0x86).Op((byte)'q', 1).Op('0').Op(']').Op('(');
        for (var i = 0; i < 1000; i++) pickle.Op((byte)'h', 0, (byte)'h', 1, (byte)'R');

        Assert.Contains("again and again", PyTorchBytes.Refused(pickle.Op('e')));
    }
}
