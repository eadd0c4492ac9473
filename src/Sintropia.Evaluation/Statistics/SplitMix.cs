namespace Sintropia.Evaluation.Statistics;

/// <summary>
/// Draws for resampling: a function of (seed, index), so a replicate does not depend on how many came before it or on threads.
/// The output function of SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195) read at a position instead of stepped.
/// </summary>
internal static class SplitMix
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>The draw number <paramref name="index"/> of the stream that starts at <paramref name="seed"/>: 64 bits.</summary>
    public static ulong At(ulong seed, ulong index)
    {
        var z = unchecked(seed + (index + 1) * Golden);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }

    /// <summary>A whole number from 0 to <paramref name="count"/> − 1.</summary>
    public static int Below(int count, ulong seed, ulong index) => (int)Math.BigMul(At(seed, index), (ulong)count, out _);

    /// <summary>The numbers 0 … <paramref name="count"/> − 1 in a random order (Fisher–Yates).</summary>
    public static int[] Permutation(int count, ulong seed)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            var j = Below(i + 1, seed, (ulong)i);
            order[i] = order[j];
            order[j] = i;
        }

        return order;
    }
}
