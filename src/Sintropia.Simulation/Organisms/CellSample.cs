using System.Runtime.InteropServices;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;

namespace Sintropia.Simulation.Organisms;

/// <summary>A sample of cells by identity alone: those with the smallest numbers, where a cell's number is a hash of its identity. So it is the same however cells are spread over niches and machines, and a larger sample holds the smaller one.</summary>
public static class CellSample
{
    /// <summary>The number of a cell: uniform over all.</summary>
    public static ulong Number(CellId id) => (ulong)StateHash.Of([id.High, id.Low, 0x53414D504C45]); // "SAMPLE"

    /// <summary>The greatest number in a sample.</summary>
    /// <param name="cells">All cells to choose from.</param>
    /// <param name="most">Most cells in the sample, 1 or more.</param>
    /// <returns>Cells whose number is at most this are the sample.</returns>
    public static ulong Bound(IEnumerable<CellId> cells, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var numbers = cells.Select(Number).ToArray();
        if (numbers.Length <= most) return ulong.MaxValue;
        Array.Sort(numbers);
        // Two cells of one number, one time in 10⁸ for a million cells, are both in the sample or both out of it.
        var bound = numbers[most - 1];
        return bound != numbers[most] ? bound : bound - 1;
    }
}
