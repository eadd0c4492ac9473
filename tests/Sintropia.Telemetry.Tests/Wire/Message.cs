using System.Buffers.Binary;
using System.Text;

namespace Sintropia.Telemetry.Tests.Wire;

/// <summary>A protobuf message, read by the numbers of its fields, as any collector does that knows only the published schema.</summary>
internal sealed class Message
{
    private readonly List<(int Field, ulong Number, byte[] Bytes)> _fields = [];

    private Message(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var key = Varint(ref bytes);
            var field = (int)(key >> 3);
            switch (key & 7)
            {
                case 0: _fields.Add((field, Varint(ref bytes), [])); break;
                case 1: _fields.Add((field, BinaryPrimitives.ReadUInt64LittleEndian(Take(ref bytes, 8)), [])); break;
                case 2: _fields.Add((field, 0, Take(ref bytes, (int)Varint(ref bytes)).ToArray())); break;
                case 5: _fields.Add((field, BinaryPrimitives.ReadUInt32LittleEndian(Take(ref bytes, 4)), [])); break;
                default: throw new InvalidDataException($"Field {field} has the wire type {key & 7}, which protobuf does not have.");
            }
        }
    }

    public static Message Read(byte[] bytes) => new(bytes);

    public IEnumerable<Message> All(int field) => _fields.Where(f => f.Field == field).Select(f => new Message(f.Bytes));

    public Message? One(int field) => All(field).FirstOrDefault();

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    public byte[] Bytes(int field) => _fields.FirstOrDefault(f => f.Field == field).Bytes ?? [];

    public ulong Number(int field) => _fields.FirstOrDefault(f => f.Field == field).Number;

    public bool Has(int field) => _fields.Any(f => f.Field == field);

    /// <summary>A list of <c>KeyValue</c>.</summary>
    public IReadOnlyDictionary<string, object> Attributes(int field) => All(field).ToDictionary(a => a.Text(1), a => Value(a.One(2)!));

    private static object Value(Message any)
    {
        if (any.Has(1)) return any.Text(1);
        if (any.Has(2)) return any.Number(2) != 0;
        if (any.Has(3)) return (long)any.Number(3);
        return any.Has(4) ? BitConverter.UInt64BitsToDouble(any.Number(4)) : throw new InvalidDataException("An attribute of a kind that nobody here sends.");
    }

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = Take(ref bytes, 1)[0];
            value |= (ulong)(next & 127) << shift;
            if (next < 128) return value;
        }
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int count)
    {
        var taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }
}
