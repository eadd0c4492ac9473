using System.Runtime.InteropServices;
using Sintropia.Biology.Cells;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Runs.Results;

/// <summary>What cells expressed, row by row as a run goes on. An h5ad file cannot be cut back to a checkpoint, and this can; the run makes the one of the other at its end.</summary>
internal sealed class SnapshotFile : GrowingFile
{
    /// <summary>Its name in the run directory.</summary>
    public const string FileName = "snapshots.bin";

    private readonly int _dimensions;

    /// <summary>Opens the file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="dimensions">Dimensions of a state.</param>
    /// <param name="length">Bytes to keep; 0 starts anew.</param>
    /// <exception cref="InvalidDataException">The file is shorter than that.</exception>
    public SnapshotFile(string path, int dimensions, long length) : base(path, length) => _dimensions = dimensions;

    /// <summary>Adds cells.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="time">Now, h.</param>
    /// <param name="condition">Number of their condition.</param>
    /// <param name="replicate">Their replicate.</param>
    /// <param name="levels">Level of each agent in each tissue.</param>
    public void Add(IReadOnlyList<ExpressingCell> cells, double time, int condition, int replicate, IReadOnlyList<IReadOnlyList<double>> levels)
    {
        foreach (var (tissue, cell, present) in cells)
        {
            var place = new SnapshotRow(condition, replicate, tissue, time);
            Raw(MemoryMarshal.AsBytes(new ReadOnlySpan<SnapshotRow>(in place)));
            Raw(MemoryMarshal.AsBytes(new ReadOnlySpan<Cell>(in cell)));
            foreach (var level in levels[tissue]) Raw(MemoryMarshal.AsBytes(new ReadOnlySpan<double>(in level)));
            Raw(MemoryMarshal.AsBytes(present.AsSpan(0, _dimensions)));
        }
    }

    /// <summary>Reads rows that were written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="agents">Agents of the scenario.</param>
    /// <param name="dimensions">Dimensions of a state.</param>
    public static IEnumerable<(SnapshotRow Place, Cell Cell, double[] Levels, float[] Present)> Read(string path, int agents, int dimensions)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
        var row = new byte[SnapshotRow.Length(agents, dimensions)];
        while (stream.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) is > 0 and var read)
        {
            if (read < row.Length) throw new InvalidDataException($"{path} ends in the middle of a row, after {read} of {row.Length} bytes: it was changed. Run the scenario anew into another folder.");
            var rest = row.AsMemory(SnapshotRow.Bytes + Cell.Bytes);
            yield return (MemoryMarshal.Read<SnapshotRow>(row), MemoryMarshal.Read<Cell>(row.AsSpan(SnapshotRow.Bytes)), MemoryMarshal.Cast<byte, double>(rest.Span[..(agents * sizeof(double))]).ToArray(),
                MemoryMarshal.Cast<byte, float>(rest.Span[(agents * sizeof(double))..]).ToArray());
        }
    }
}
