namespace Sintropia.Weights.PyTorch;

/// <summary>Opcodes of pickles (Python's pickletools), so that those that are refused have a name.</summary>
internal static class Opcodes
{
    private static readonly Dictionary<byte, string> Refused = new()
    {
        [(byte)'F'] = "FLOAT", [(byte)'I'] = "INT", [(byte)'L'] = "LONG", [(byte)'P'] = "PERSID", [(byte)'S'] = "STRING", [(byte)'V'] = "UNICODE", [(byte)'d'] = "DICT", [(byte)'l'] = "LIST",
        [(byte)'g'] = "GET", [(byte)'p'] = "PUT", [(byte)'i'] = "INST", [(byte)'o'] = "OBJ", [0x82] = "EXT1", [0x83] = "EXT2", [0x84] = "EXT4", [0x96] = "BYTEARRAY8", [0x97] = "NEXT_BUFFER",
        [0x98] = "READONLY_BUFFER",
    };

    /// <summary>What an opcode that is not carried out is called.</summary>
    public static string Name(byte opcode) => Refused.TryGetValue(opcode, out var name) ? $"{name} (0x{opcode:x2})" : $"0x{opcode:x2}, which does not exist,";
}
