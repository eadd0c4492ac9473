using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Sintropia.Biology.Expression;

namespace Sintropia.Grains.Predictors;

/// <summary>A question to a predictor on another machine as one block of bytes: dimensions, cells, agents, levels; then rows, exposures, classes. Little-endian. Numbers one by one would cost ten times as much.</summary>
public static class QuestionBytes
{
    private const int Header = 16;

    /// <summary>Writes a question.</summary>
    public static byte[] Of(ResponseQuestion question)
    {
        var rows = MemoryMarshal.AsBytes(question.Rows.Span);
        var exposures = MemoryMarshal.AsBytes(question.Exposures.Span);
        var bytes = GC.AllocateUninitializedArray<byte>(Header + rows.Length + exposures.Length + question.Cells * sizeof(ushort));
        BinaryPrimitives.WriteInt32LittleEndian(bytes, question.Dimensions);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), question.Cells);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), question.Agents);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), question.Exposures.Length);
        rows.CopyTo(bytes.AsSpan(Header));
        exposures.CopyTo(bytes.AsSpan(Header + rows.Length));
        MemoryMarshal.AsBytes(question.Classes.Span).CopyTo(bytes.AsSpan(Header + rows.Length + exposures.Length));
        return bytes;
    }

    /// <summary>Reads a question.</summary>
    /// <exception cref="InvalidDataException">The bytes are none.</exception>
    public static ResponseQuestion Read(byte[] bytes)
    {
        if (bytes.Length < Header) throw new InvalidDataException($"A question to a predictor has {bytes.Length} bytes, fewer than its header. Let all machines of the cluster run one version of Sintropia.");
        var (dimensions, cells) = (BinaryPrimitives.ReadInt32LittleEndian(bytes), BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4)));
        var (agents, levels) = (BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8)), BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12)));
        var rows = (long)dimensions * cells * sizeof(float);
        if (dimensions < 0 || cells < 0 || agents < 0 || levels < 0 || bytes.Length != Header + rows + (long)levels * sizeof(float) + (long)cells * sizeof(ushort))
            throw new InvalidDataException($"A question about {cells} cells in {dimensions} dimensions with {levels} levels does not have {bytes.Length} bytes. Let all machines of the cluster run one version of Sintropia.");
        var floats = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(Header, (int)rows + levels * sizeof(float)));
        var classes = MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan(Header + (int)rows + levels * sizeof(float)));
        return new(dimensions, floats[..(dimensions * cells)].ToArray(), classes.ToArray(), agents, floats[(dimensions * cells)..].ToArray());
    }
}
