using Sintropia.Weights.Tests.PyTorch;

namespace Sintropia.Weights.Tests.Fuzz;

/// <summary>Pickles whose opcodes have the arguments they need, in no sensible order: so that the machine gets past the first bytes.</summary>
internal sealed class RandomPickle(Random random)
{
    private static readonly (string Module, string Name)[] Globals =
    [
        ("torch._utils", "_rebuild_tensor_v2"), ("torch._utils", "_rebuild_tensor_v3"), ("torch._utils", "_rebuild_parameter"), ("torch._tensor", "_rebuild_from_type_v2"), ("collections", "OrderedDict"), ("torch", "Size"),
        ("torch", "device"), ("_codecs", "encode"), ("builtins", "set"), ("torch", "FloatStorage"), ("torch", "float32"), ("torch.storage", "UntypedStorage"), ("os", "system"), ("builtins", "eval"),
    ];

    private static readonly string[] Texts = ["storage", "0", "1", "cpu", "latin1", "w", "", new('k', 300)];

    private static readonly long[] Numbers = [0, 1, 2, 3, 6, 255, -1, 1 << 20, int.MaxValue, 1L << 40, long.MaxValue, long.MinValue];

    /// <summary>A file with such a pickle and two storages.</summary>
    public byte[] File()
    {
        var pickle = new Pickle();
        for (var length = random.Next(1, 200); length > 0; length--) Add(pickle);
        return ZipBytes.Of(pickle.End(), ("0", new byte[24]), ("1", new byte[16]));
    }

    private void Add(Pickle pickle)
    {
        var (module, name) = Globals[random.Next(Globals.Length)];
        switch (random.Next(30))
        {
            case 0: pickle.Op('N'); break;
            case 1: pickle.Op('('); break;
            case 2: pickle.Op('t'); break;
            case 3: pickle.Op(']'); break;
            case 4: pickle.Op('}'); break;
            case 5: pickle.Op(')'); break;
            case 6: pickle.Op('e'); break;
            case 7: pickle.Op('u'); break;
            case 8: pickle.Op('a'); break;
            case 9: pickle.Op('s'); break;
            case 10: pickle.Op(0x85); break;
            case 11: pickle.Op(0x86); break;
            case 12: pickle.Op(0x87); break;
            case 13 or 14: pickle.Op('R'); break;
            case 15: pickle.Op('Q'); break;
            case 16: pickle.Op('b'); break;
            case 17: pickle.Op('0'); break;
            case 18: pickle.Op('2'); break;
            case 19 or 20: pickle.Op((byte)'q', (byte)random.Next(4)); break;
            case 21 or 22: pickle.Op((byte)'h', (byte)random.Next(4)); break;
            case 23: pickle.Text(Texts[random.Next(Texts.Length)]); break;
            case 24: pickle.Integer(Numbers[random.Next(Numbers.Length)]); break;
            case 25: pickle.Global(module, name); break;
            case 26: pickle.Storage("FloatStorage", "0", random.Next(4) == 0 ? Numbers[random.Next(Numbers.Length)] : 6); break;
            case 27: pickle.Tensor("FloatStorage", "0", 6, Small(), [Small(), Small()], [Small(), Small()]); break;
            case 28: pickle.Op((byte)']', (byte)'}', (byte)')', (byte)'N'); break;
            default: pickle.Op((byte)'r').U32((uint)random.NextInt64(uint.MaxValue)); break;
        }
    }

    private long Small() => random.Next(6) == 0 ? Numbers[random.Next(Numbers.Length)] : random.Next(4);
}
