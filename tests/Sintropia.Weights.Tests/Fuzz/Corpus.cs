using Sintropia.Weights.Tests.PyTorch;

namespace Sintropia.Weights.Tests.Fuzz;

/// <summary>Whole files from which mutations begin.</summary>
internal static class Corpus
{
    public static IReadOnlyList<byte[]> Safetensors { get; } =
    [
        SafetensorsBytes.Of("""{"__metadata__":{"format":"pt","note":"é"},"a.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"b":{"dtype":"I64","shape":[],"data_offsets":[24,32]},"c":{"dtype":"BF16","shape":[1,1,2],"data_offsets":[32,36]}}""", new byte[36]),
        SafetensorsBytes.Of("""{"x":{"dtype":"F16","shape":[4],"data_offsets":[8,16]},"y":{"dtype":"BOOL","shape":[8,1],"data_offsets":[0,8]},"e":{"dtype":"F64","shape":[0,7],"data_offsets":[16,16]}}   """, new byte[16]),
        SafetensorsBytes.Of("{" + string.Join(',', Enumerable.Range(0, 200).Select(i => $$$"""
            "layers.{{{i}}}.w":{"dtype":"U8","shape":[1],"data_offsets":[{{{i}}},{{{i + 1}}}]}
            """)) + "}", new byte[200]),
        SafetensorsBytes.Of("{}"),
    ];

    public static IReadOnlyList<byte[]> PyTorch { get; } =
    [
        ZipBytes.Of(StateDict().End(), ("0", PyTorchBytes.Floats(0, 1, 2, 3, 4, 5)), ("1", new byte[16])),
        ZipBytes.Of(Checkpoint().End(), ("0", PyTorchBytes.Floats(0, 1, 2, 3, 4, 5)), ("1", new byte[16])),
        new ZipBytes().Add("m/data.pkl", new Pickle().Tensor("FloatStorage", "0", 6, 0, [3, 2], [1, 3]).End()).Add("m/data/0", new byte[24]).Add("m/byteorder", "little"u8.ToArray()).End64(),
        ZipBytes.Of(new Pickle().Op('N').End()),
    ];

    private static Pickle StateDict() => new Pickle().Global("collections", "OrderedDict").Op(')').Op('R').Op((byte)'q', 0).Op('(')
        .Text("encoder.weight").Tensor("FloatStorage", "0", 6, 0, [2, 3], [3, 1]).Text("encoder.bias").Tensor("FloatStorage", "0", 6, 3, [3], [1]).Text("steps").Tensor("LongStorage", "1", 2, 0, [], []).Op('u')
        .Op('}').Text("_metadata").Global("collections", "OrderedDict").Op(')').Op('R').Op('s').Op('b');

    private static Pickle Checkpoint() => new Pickle().Op('}').Op((byte)'q', 1).Op('(')
        .Text("state_dict").Op('}').Text("w").Global("torch._utils", "_rebuild_parameter").Tensor("FloatStorage", "0", 6, 0, [6], [1]).Op(0x88).Op('N').Op(0x87).Op('R').Op('s')
        .Text("optimizer").Op(']').Op((byte)'q', 2).Op('(').Integer(1).Integer(-1).Op((byte)'G', 0x3f, 0xe0, 0, 0, 0, 0, 0, 0).Op((byte)'h', 1).Op('N').Op('e')
        .Text("size").Global("torch", "Size").Tuple(2, 3).Op(0x85).Op('R').Text("device").Global("torch", "device").Text("cuda").Op(0x85).Op('R')
        .Text("bytes").Global("_codecs", "encode").Text("ab").Text("latin1").Op(0x86).Op('R').Text("args").Global("argparse", "Namespace").Op(')').Op(0x81).Op('}').Op('b')
        .Text("set").Global("__builtin__", "set").Op(']').Integer(3).Op('a').Op(0x85).Op('R').Text("large").Op(0x8a, 9, 1, 0, 0, 0, 0, 0, 0, 0x80, 0).Op('u');
}
