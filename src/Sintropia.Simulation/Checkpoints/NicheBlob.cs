using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Expression;
using Sintropia.Biology.Tissues;
using Sintropia.Simulation.Niches;

namespace Sintropia.Simulation.Checkpoints;

/// <summary>The cells of a niche as bytes: a header of 16 bytes, then the rows, then the marks; with expression then the residuals, the present states, where cells would settle, and when they were asked about. Little-endian.</summary>
public static class NicheBlob
{
    /// <summary>Version of the layout without expression; a change of <see cref="Cell"/> changes it.</summary>
    public const int Version = 1;

    /// <summary>Version of the layout with expression, which has the number of dimensions in the upper half of its version.</summary>
    public const int ExpressionVersion = 2;

    private const uint Magic = 0x48434E53; // "SNCH"
    private const int Header = 16;

    /// <summary>A niche as bytes.</summary>
    public static byte[] Of(Niche niche)
    {
        var bytes = new byte[Header + niche.Count * RowBytes(niche.Expression?.Dimensions ?? 0)];
        using var stream = new MemoryStream(bytes);
        Write(niche, stream);
        return bytes;
    }

    /// <summary>Writes a niche.</summary>
    public static void Write(Niche niche, Stream stream)
    {
        Span<byte> header = stackalloc byte[Header];
        BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], VersionOf(niche.Expression?.Dimensions ?? 0));
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], niche.Count);
        stream.Write(header);
        stream.Write(MemoryMarshal.AsBytes(niche.Cells));
        stream.Write(MemoryMarshal.AsBytes(niche.Marks));
        if (niche.Expression is null) return;
        var (residuals, presents, settleds, asks) = niche.Expression.Columns(niche.Count);
        foreach (var column in new[] { residuals, presents, settleds }) stream.Write(MemoryMarshal.AsBytes(column.Span));
        stream.Write(MemoryMarshal.AsBytes(asks.Span));
    }

    /// <summary>Reads a niche.</summary>
    /// <param name="blob">The bytes.</param>
    /// <param name="name">Their name, for messages.</param>
    /// <param name="life">The law of the cells.</param>
    /// <param name="surroundings">What its cells feel; cells are placed by its groups.</param>
    /// <param name="keepLineage">Whether lives that end are kept.</param>
    /// <exception cref="InvalidDataException">These are not the bytes of a niche of this version.</exception>
    public static Niche Read(ReadOnlySpan<byte> blob, string name, CellLife life, Surroundings surroundings, bool keepLineage)
    {
        var dimensions = life.Expression?.Dimensions ?? 0;
        if (blob.Length < Header || BinaryPrimitives.ReadUInt32LittleEndian(blob) != Magic)
            throw new InvalidDataException($"{name} is no niche of a checkpoint. Resume from another checkpoint.");
        CheckVersion(BinaryPrimitives.ReadInt32LittleEndian(blob[4..]), dimensions, name);
        var count = BinaryPrimitives.ReadInt64LittleEndian(blob[8..]);
        var row = RowBytes(dimensions);
        var (held, rest) = Math.DivRem(blob.Length - Header, row); // divided, for a spoilt count could overflow a product and match
        if (rest != 0 || count != held)
            throw new InvalidDataException($"{name} should hold {count} cells of {row} bytes behind its header, but has {blob.Length - Header} bytes there: it is torn. Resume from another checkpoint.");
        var from = Header;
        var cells = Column<Cell>(blob, held, ref from);
        var marks = Column<Marks>(blob, held, ref from);
        var niche = new Niche(life, held + Math.Max(16, held / 8), keepLineage);
        for (var i = 0; i < held; i++)
        {
            if (cells[i].Type >= life.Types.Count || surroundings.Group(cells[i].Type, cells[i].Subset) < 0)
                throw new InvalidDataException($"{name} holds a cell of type {cells[i].Type}, subset {cells[i].Subset}, which this scenario has not. Resume with the scenario that the run was started with.");
            niche.Add(in cells[i], marks[i], surroundings);
        }

        if (niche.Expression is null) return niche;
        var (residuals, presents, settleds, asks) = niche.Expression.Columns(held);
        foreach (var column in new[] { residuals, presents, settleds }) Column<float>(blob, held * dimensions, ref from).CopyTo(column.Span);
        Column<LastAsk>(blob, held, ref from).CopyTo(asks.Span);
        return niche;
    }

    private static int RowBytes(int dimensions) => Cell.Bytes + 16 + (dimensions == 0 ? 0 : 3 * sizeof(float) * dimensions + LastAsk.Bytes);

    private static int VersionOf(int dimensions) => dimensions == 0 ? Version : ExpressionVersion | dimensions << 16;

    private static void CheckVersion(int found, int dimensions, string name)
    {
        if (found == VersionOf(dimensions)) return;
        var (layout, held) = (found & 0xFFFF, found >> 16);
        if (layout is Version or ExpressionVersion)
            throw new InvalidDataException($"{name} holds cells with {held} dimensions of expression, and this scenario has {dimensions}. Resume with the scenario that the run was started with.");
        throw new InvalidDataException($"{name} was written in layout {layout}, and this version reads {(dimensions == 0 ? Version : ExpressionVersion)}. Resume it with the version that wrote it.");
    }

    private static ReadOnlySpan<T> Column<T>(ReadOnlySpan<byte> blob, int count, ref int from) where T : unmanaged
    {
        var column = MemoryMarshal.Cast<byte, T>(blob[from..])[..count];
        from += MemoryMarshal.AsBytes(column).Length;
        return column;
    }
}
