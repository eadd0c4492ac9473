using Sintropia.Biology.Chance;

namespace Sintropia.Design.Chance;

/// <summary>Chance of designs: a draw is a function of seed, purpose, round and number, so that neither threads nor the order of rounds are in a result.</summary>
/// <param name="seed">Of the task.</param>
internal readonly struct Drawing(ulong seed)
{
    /// <summary>What a draw is for.</summary>
    public enum Use
    {
        Target = 1,
        Control,
        Null,
        Label,
        Half,
        Random,
        Set,
        Map,
        Cells,
    }

    /// <summary>64 bits.</summary>
    public ulong Bits(Use use, long round, long number) => Philox.Encrypt(new((ulong)use << 48 | ((ulong)round & 0xFFFF_FFFF_FFFF), (ulong)number), seed).Low;

    /// <summary>From 0 to below a bound.</summary>
    public int Below(int bound, Use use, long round, long number) => (int)((UInt128)Bits(use, round, number) * (UInt128)(ulong)bound >> 64);

    /// <summary>From 0 to below 1.</summary>
    public double Uniform(Use use, long round, long number) => (Bits(use, round, number) >> 11) * (1.0 / (1UL << 53));

    /// <summary>0 … count − 1 in a random order (Fisher–Yates).</summary>
    public int[] Permutation(int count, Use use, long round)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            var j = Below(i + 1, use, round, i);
            order[i] = order[j];
            order[j] = i;
        }

        return order;
    }

    /// <summary>Some of 0 … count − 1, each once, in no order (Floyd 1987).</summary>
    public int[] Sample(int count, int size, Use use, long round)
    {
        var chosen = new HashSet<int>();
        for (var i = count - size; i < count; i++)
            if (!chosen.Add(Below(i + 1, use, round, i)))
                chosen.Add(i);
        return [.. chosen];
    }
}
