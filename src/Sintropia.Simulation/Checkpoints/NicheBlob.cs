using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Sintropia.Biology.Cells;
using Sintropia.Simulation.Niches;
using Sintropia.Simulation.Tissues;

namespace Sintropia.Simulation.Checkpoints;

/// <summary>The cells of a niche as bytes: a header of 16 bytes, then the rows, then the marks; little-endian.</summary>
public static class NicheBlob
{
    /// <summary>Version of the layout; a change of <see cref="Cell"/> changes it.</summary>
    public const int Version = 1;

    private const uint Magic = 0x48434E53; // "SNCH"
    private const int Header = 16;
    private const int Row = Cell.Bytes + 16;

    /// <summary>Writes a niche.</summary>
    public static void Write(Niche niche, Stream stream)
    {
        Span<byte> header = stackalloc byte[Header];
        BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], Version);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], niche.Count);
        stream.Write(header);
        stream.Write(MemoryMarshal.AsBytes(niche.Cells));
        stream.Write(MemoryMarshal.AsBytes(niche.Marks));
    }

    /// <summary>Reads a niche.</summary>
    /// <param name="blob">The bytes.</param>
    /// <param name="name">Their name, for messages.</param>
    /// <param name="life">The law of the cells.</param>
    /// <param name="milieu">The milieu of its tissue, whose groups are restored already.</param>
    /// <param name="keepLineage">Whether lives that end are kept.</param>
    /// <exception cref="InvalidDataException">These are not the bytes of a niche of this version.</exception>
    public static Niche Read(ReadOnlySpan<byte> blob, string name, CellLife life, Milieu milieu, bool keepLineage)
    {
        if (blob.Length < Header || BinaryPrimitives.ReadUInt32LittleEndian(blob) != Magic)
            throw new InvalidDataException($"{name} is no niche of a checkpoint. Resume from another checkpoint.");
        if (BinaryPrimitives.ReadInt32LittleEndian(blob[4..]) is var version && version != Version)
            throw new InvalidDataException($"{name} was written in layout {version}, and this version reads {Version}. Resume it with the version that wrote it.");
        var count = BinaryPrimitives.ReadInt64LittleEndian(blob[8..]);
        var (held, rest) = Math.DivRem(blob.Length - Header, Row); // divided, for a spoilt count could overflow a product and match
        if (rest != 0 || count != held)
            throw new InvalidDataException($"{name} should hold {count} cells of {Row} bytes behind its header, but has {blob.Length - Header} bytes there: it is torn. Resume from another checkpoint.");
        var cells = MemoryMarshal.Cast<byte, Cell>(blob.Slice(Header, (int)count * Cell.Bytes));
        var marks = MemoryMarshal.Cast<byte, Marks>(blob[(Header + (int)count * Cell.Bytes)..]);
        var niche = new Niche(life, (int)count + Math.Max(16, (int)count / 8), keepLineage);
        for (var i = 0; i < count; i++)
        {
            if (cells[i].Type >= life.Types.Count || milieu.Surroundings.Group(cells[i].Type, cells[i].Subset) < 0)
                throw new InvalidDataException($"{name} holds a cell of type {cells[i].Type}, subset {cells[i].Subset}, which this scenario has not. Resume with the scenario that the run was started with.");
            niche.Add(in cells[i], marks[i], milieu.Surroundings);
        }

        return niche;
    }
}
