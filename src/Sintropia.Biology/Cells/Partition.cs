using System.Numerics;
using Sintropia.Biology.Chance;

namespace Sintropia.Biology.Cells;

/// <summary>How the molecules of a mother part between her daughters: each goes to either with probability ½, whatever the others do.</summary>
/// <remarks>Mean N/2 and variance N/4 for each daughter: Huh and Paulsson 2011, doi:10.1073/pnas.1013171108 (independent segregation).</remarks>
public static class Partition
{
    /// <summary>Molecules that daughter 0 receives; her sister receives the rest. Exactly binomial: one random bit for each molecule.</summary>
    /// <param name="molecules">N, 0 or more. The cost is N/128 draws.</param>
    /// <param name="mother">Who divides.</param>
    /// <param name="draws">The run's chance.</param>
    /// <param name="species">Which kind of molecule, 0 to 65,535: kinds part independently.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative number of molecules.</exception>
    public static long Binomial(long molecules, CellId mother, Draws draws, ushort species = 0)
    {
        if (molecules < 0)
            throw new ArgumentOutOfRangeException(nameof(molecules), molecules, $"A cell cannot hold {molecules} molecules to part. Give 0 or more; check what was subtracted before the division.");
        long first = 0;
        for (var (left, index) = (molecules, (ulong)species << 32); left > 0; left -= 128, index++)
        {
            var bits = draws.Bits(mother, Purpose.Partition, index);
            first += BitOperations.PopCount(bits.Low & Lowest(left)) + BitOperations.PopCount(bits.High & Lowest(left - 64));
        }

        return first;
    }

    /// <summary>As many of the lowest bits as there are molecules left, from none to all 64.</summary>
    private static ulong Lowest(long molecules) => molecules switch
    {
        <= 0 => 0,
        >= 64 => ulong.MaxValue,
        _ => (1UL << (int)molecules) - 1,
    };
}
