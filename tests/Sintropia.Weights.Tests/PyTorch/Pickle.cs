using System.Buffers.Binary;
using System.Text;

namespace Sintropia.Weights.Tests.PyTorch;

/// <summary>Pickles put together opcode by opcode, as torch.save writes them or as it never would.</summary>
internal sealed class Pickle
{
    private readonly List<byte> _bytes = [0x80, 2];

    public Pickle Op(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public Pickle Op(char opcode) => Op((byte)opcode);

    public Pickle Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Op('X').U32((uint)bytes.Length).Op(bytes);
    }

    public Pickle Integer(long value) => value is >= 0 and < 256 ? Op((byte)'K', (byte)value) : Op(0x8a, 8).Op(BitConverter.GetBytes(value));

    public Pickle Global(string module, string name) => Op('c').Op(Encoding.ASCII.GetBytes($"{module}\n{name}\n"));

    public Pickle U32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return Op(bytes);
    }

    /// <summary>('storage', type, key, 'cpu', count) as a persistent id.</summary>
    public Pickle Storage(string type, string key, long count) => Op('(').Text("storage").Global("torch", type).Text(key).Text("cpu").Integer(count).Op('t').Op('Q');

    /// <summary>A tensor by _rebuild_tensor_v2.</summary>
    public Pickle Tensor(string type, string key, long count, long offset, long[] size, long[] stride)
    {
        Global("torch._utils", "_rebuild_tensor_v2").Op('(').Storage(type, key, count).Integer(offset);
        Tuple(size).Tuple(stride);
        return Op(0x89).Global("collections", "OrderedDict").Op(')').Op('R').Op('t').Op('R');
    }

    public Pickle Tuple(params long[] numbers)
    {
        Op('(');
        foreach (var number in numbers) Integer(number);
        return Op('t');
    }

    /// <summary>The pickle with its STOP.</summary>
    public byte[] End() => [.. _bytes, (byte)'.'];
}
