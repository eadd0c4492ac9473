using Sintropia.Biology.Chance;

namespace Sintropia.Sweeps.Sampling;

/// <summary>Uniform draws that are functions of seed, stream and index, so that a design is the same on every machine.</summary>
/// <param name="seed">The seed.</param>
internal readonly struct UnitDraws(ulong seed)
{
    /// <summary>A draw in [0, 1).</summary>
    public double Uniform(ulong stream, ulong index) => (Philox.Encrypt(new(stream, index), seed).High >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number below a bound.</summary>
    public int Below(int bound, ulong stream, ulong index) => Math.Min((int)(Uniform(stream, index) * bound), bound - 1);

    /// <summary>The numbers below a count in an order of chance (Fisher and Yates).</summary>
    public int[] Permutation(int count, ulong stream, ulong first)
    {
        var order = Enumerable.Range(0, count).ToArray();
        for (var i = count - 1; i > 0; i--)
        {
            var other = Below(i + 1, stream, first + (ulong)i);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }
}
