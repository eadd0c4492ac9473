using System.Runtime.InteropServices;
using Sintropia.Biology.Cells;
using Sintropia.Simulation.Niches;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Grains.Cells;

/// <summary>Cells and what they express, as one block of bytes: the row of each cell and its x after it.</summary>
public static class ExpressionRows
{
    /// <summary>The bytes of a niche's living cells that are in a sample.</summary>
    /// <param name="niche">The niche, with expression.</param>
    /// <param name="bound">The greatest number in the sample.</param>
    public static byte[] Of(Niche niche, ulong bound)
    {
        using var bytes = new MemoryStream();
        niche.Express(bound, (cell, present) =>
        {
            bytes.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<Cell>(in cell)));
            bytes.Write(MemoryMarshal.AsBytes(present));
        });
        return bytes.ToArray();
    }

    /// <summary>The cells.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="tissue">Number of their tissue.</param>
    /// <param name="dimensions">Dimensions of a state.</param>
    public static IEnumerable<ExpressingCell> Read(byte[] bytes, int tissue, int dimensions)
    {
        var row = Cell.Bytes + dimensions * sizeof(float);
        for (var at = 0; at < bytes.Length; at += row)
            yield return new(tissue, MemoryMarshal.Read<Cell>(bytes.AsSpan(at)), MemoryMarshal.Cast<byte, float>(bytes.AsSpan(at + Cell.Bytes, row - Cell.Bytes)).ToArray());
    }
}
