using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Sintropia.Architecture.Tests.Laws;

/// <summary>Reads the instructions of a method for the members that they name.</summary>
internal static class MethodBody
{
    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields()
        .Select(f => f.GetValue(null)).OfType<OpCode>()
        .ToDictionary(o => o.Value & 0xFFFF, o => o.OperandType);

    /// <summary>Handles of every method, field and type in the instructions, in order.</summary>
    public static IEnumerable<EntityHandle> NamedBy(MethodBodyBlock body)
    {
        var handles = new List<EntityHandle>();
        var il = body.GetILReader();
        while (il.RemainingBytes > 0)
        {
            int code = il.ReadByte();
            if (code == 0xFE) code = 0xFE00 | il.ReadByte(); // the instructions of two bytes

            switch (Operands[code])
            {
                case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok or OperandType.InlineType:
                    handles.Add(MetadataTokens.EntityHandle(il.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    var targets = il.ReadInt32(); // read first: `+=` would take the offset from before it
                    il.Offset += 4 * targets;
                    break;
                case var operand:
                    il.Offset += Bytes(operand);
                    break;
            }
        }

        return handles;
    }

    private static int Bytes(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
