using System.Buffers.Binary;
using System.Text;

namespace Sintropia.Training.Events;

/// <summary>Events as protocol buffers: tensorflow.Event with wall_time (1), step (2), file_version (3) and summary (5), whose values (1) have a tag (1) and a simple_value (2).</summary>
internal static class EventMessage
{
    private const int Varint = 0, Eight = 1, Bytes = 2, Four = 5;

    public static byte[] Of(EventRecord record)
    {
        using var message = new MemoryStream();
        Tag(message, 1, Eight);
        Span<byte> eight = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(eight, record.WallTime);
        message.Write(eight);
        Tag(message, 2, Varint);
        Number(message, (ulong)record.Step);
        if (record.FileVersion.Length > 0) Block(message, 3, Encoding.UTF8.GetBytes(record.FileVersion));
        if (record.Scalars.Length > 0) Block(message, 5, Summary(record));
        return message.ToArray();
    }

    /// <exception cref="FormatException">The message is torn.</exception>
    public static EventRecord Read(ReadOnlySpan<byte> message)
    {
        var (time, step, version) = (0.0, 0L, "");
        List<KeyValuePair<string, float>> scalars = [];
        while (message.Length > 0)
        {
            var (field, number, bytes) = Next(ref message);
            if (field == 1) time = BitConverter.UInt64BitsToDouble(number);
            else if (field == 2) step = (long)number;
            else if (field == 3) version = Encoding.UTF8.GetString(bytes);
            else if (field == 5)
                while (bytes.Length > 0)
                {
                    var value = Next(ref bytes);
                    if (value.Field == 1) scalars.Add(Scalar(value.Bytes));
                }
        }

        return new(time, step, [.. scalars], version);
    }

    private static byte[] Summary(EventRecord record)
    {
        using var summary = new MemoryStream();
        Span<byte> four = stackalloc byte[4];
        foreach (var (tag, scalar) in record.Scalars)
        {
            using var value = new MemoryStream();
            Block(value, 1, Encoding.UTF8.GetBytes(tag));
            Tag(value, 2, Four);
            BinaryPrimitives.WriteSingleLittleEndian(four, scalar);
            value.Write(four);
            Block(summary, 1, value.ToArray());
        }

        return summary.ToArray();
    }

    private static KeyValuePair<string, float> Scalar(ReadOnlySpan<byte> message)
    {
        var (tag, value) = ("", 0f);
        while (message.Length > 0)
        {
            var (field, number, bytes) = Next(ref message);
            if (field == 1) tag = Encoding.UTF8.GetString(bytes);
            else if (field == 2) value = BitConverter.UInt32BitsToSingle((uint)number);
        }

        return new(tag, value);
    }

    private static Entry Next(ref ReadOnlySpan<byte> message)
    {
        var key = Number(ref message);
        var field = (int)(key >> 3);
        switch ((int)(key & 7))
        {
            case Varint: return new(field, Number(ref message), default);
            case Eight: return new(field, BinaryPrimitives.ReadUInt64LittleEndian(Taken(ref message, 8)), default);
            case Four: return new(field, BinaryPrimitives.ReadUInt32LittleEndian(Taken(ref message, 4)), default);
            case Bytes: return new(field, 0, Taken(ref message, Number(ref message)));
            default: throw new FormatException($"A field of the kind {key & 7} is none of a protocol buffer.");
        }
    }

    private static ReadOnlySpan<byte> Taken(ref ReadOnlySpan<byte> message, ulong length)
    {
        if (length > (ulong)message.Length) throw new FormatException($"A field of {length} bytes goes beyond its message.");
        var taken = message[..(int)length];
        message = message[(int)length..];
        return taken;
    }

    private static ulong Number(ref ReadOnlySpan<byte> message)
    {
        var number = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var one = Taken(ref message, 1)[0];
            number |= (ulong)(one & 0x7F) << shift;
            if (one < 0x80) return number;
        }

        throw new FormatException("A number has more than ten bytes.");
    }

    private static void Number(MemoryStream to, ulong number)
    {
        for (; number >= 0x80; number >>= 7) to.WriteByte((byte)(number | 0x80));
        to.WriteByte((byte)number);
    }

    private static void Tag(MemoryStream to, int field, int kind) => Number(to, (ulong)(field << 3 | kind));

    private static void Block(MemoryStream to, int field, byte[] bytes)
    {
        Tag(to, field, Bytes);
        Number(to, (ulong)bytes.Length);
        to.Write(bytes);
    }

    private readonly ref struct Entry(int field, ulong number, ReadOnlySpan<byte> bytes)
    {
        public readonly int Field = field;

        public readonly ulong Number = number;

        public readonly ReadOnlySpan<byte> Bytes = bytes;

        public void Deconstruct(out int place, out ulong value, out ReadOnlySpan<byte> block)
        {
            place = Field;
            value = Number;
            block = Bytes;
        }
    }
}
