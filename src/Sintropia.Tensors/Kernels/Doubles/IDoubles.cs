namespace Sintropia.Tensors.Kernels.Doubles;

/// <summary>Doubles side by side: eight where registers hold them, else four, or one. A function is written once for all of them, and one lane of many means what the function of one does.</summary>
internal interface IDoubles<TSelf> where TSelf : struct, IDoubles<TSelf>
{
    /// <summary>One number in all lanes.</summary>
    static abstract TSelf Of(double x);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>Bit by bit.</summary>
    static abstract TSelf operator &(TSelf a, TSelf b);

    /// <summary>Bit by bit.</summary>
    static abstract TSelf operator ^(TSelf a, TSelf b);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract TSelf Fma(TSelf a, TSelf b, TSelf c);

    /// <summary>|a|.</summary>
    static abstract TSelf Abs(TSelf a);

    /// <summary>The nearest whole number, ties to even.</summary>
    static abstract TSelf Round(TSelf a);

    /// <summary>All bits set where a &lt; b, none elsewhere.</summary>
    static abstract TSelf Less(TSelf a, TSelf b);

    /// <summary>All bits set where a = b, none elsewhere.</summary>
    static abstract TSelf Same(TSelf a, TSelf b);

    /// <summary>a where the mask is set, b where it is not.</summary>
    static abstract TSelf Select(TSelf mask, TSelf a, TSelf b);

    /// <summary>Whether a mask is set in every lane.</summary>
    static abstract bool All(TSelf mask);

    /// <summary>k and m of x = 2ᵏ·m with m from √½ to √2, for finite normal x &gt; 0.</summary>
    static abstract (TSelf K, TSelf M) Split(TSelf x);

    /// <summary>2ⁿ for n that <see cref="Wide.Rounder"/> was added to.</summary>
    static abstract TSelf PowerOfTwo(TSelf rounded);

    /// <summary>The sign bit where n, that <see cref="Wide.Rounder"/> was added to, is odd.</summary>
    static abstract TSelf SignIfOdd(TSelf rounded);
}
