namespace Sintropia.Data.Scores;

/// <summary>numpy's legacy generator, as <c>np.random.seed</c> and <c>RandomState</c> give it: here only so that draws of other programs can be repeated. Draws of our own are Philox's.</summary>
/// <remarks>MT19937: Matsumoto and Nishimura 1998, doi:10.1145/272991.272995. numpy promises that this stream never changes (NEP 19).</remarks>
internal sealed class LegacyRandomState
{
    private const int Words = 624, Middle = 397;
    private const uint Upper = 0x80000000, Lower = 0x7FFFFFFF, Twist = 0x9908B0DF;

    private readonly uint[] _state = new uint[Words];
    private int _next = Words;

    public LegacyRandomState(uint seed)
    {
        for (var i = 0; i < Words; i++)
        {
            _state[i] = seed;
            seed = 1812433253 * (seed ^ (seed >> 30)) + (uint)(i + 1);
        }
    }

    /// <summary>32 bits.</summary>
    public uint Next()
    {
        if (_next == Words) Refill();
        var y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9D2C5680;
        y ^= (y << 15) & 0xEFC60000;
        return y ^ (y >> 18);
    }

    /// <summary>A whole number from 0 to <paramref name="most"/>: bits are masked, and drawn again while they exceed it.</summary>
    public uint UpTo(uint most)
    {
        if (most == 0) return 0;
        var mask = uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(most);
        uint value;
        do value = Next() & mask;
        while (value > most);
        return value;
    }

    /// <summary>0 to n − 1 in the order that <c>permutation(n)</c>, or <c>shuffle</c> of n items, brings them into.</summary>
    public int[] Permutation(int n)
    {
        var order = new int[n];
        for (var i = 0; i < n; i++) order[i] = i;
        for (var i = n - 1; i > 0; i--)
        {
            var j = UpTo((uint)i);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    private void Refill()
    {
        for (var i = 0; i < Words; i++)
        {
            var y = (_state[i] & Upper) | (_state[(i + 1) % Words] & Lower);
            _state[i] = _state[(i + Middle) % Words] ^ (y >> 1) ^ ((y & 1) == 0 ? 0 : Twist);
        }

        _next = 0;
    }
}
