namespace Sintropia.Tensors.Kernels.Doubles;

/// <summary>One lane: what each lane of the others means.</summary>
internal readonly struct OneDouble(double value) : IDoubles<OneDouble>
{
    public readonly double Value = value;

    public static OneDouble Of(double x) => new(x);

    public static OneDouble operator +(OneDouble a, OneDouble b) => new(a.Value + b.Value);

    public static OneDouble operator -(OneDouble a, OneDouble b) => new(a.Value - b.Value);

    public static OneDouble operator -(OneDouble a) => new(-a.Value);

    public static OneDouble operator *(OneDouble a, OneDouble b) => new(a.Value * b.Value);

    public static OneDouble operator /(OneDouble a, OneDouble b) => new(a.Value / b.Value);

    public static OneDouble operator &(OneDouble a, OneDouble b) => OfBits(Bits(a) & Bits(b));

    public static OneDouble operator ^(OneDouble a, OneDouble b) => OfBits(Bits(a) ^ Bits(b));

    public static OneDouble Fma(OneDouble a, OneDouble b, OneDouble c) => new(Math.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    public static OneDouble Abs(OneDouble a) => new(Math.Abs(a.Value));

    public static OneDouble Round(OneDouble a) => new(Math.Round(a.Value));

    public static OneDouble Less(OneDouble a, OneDouble b) => OfBits(a.Value < b.Value ? -1 : 0);

    public static OneDouble Same(OneDouble a, OneDouble b) => OfBits(a.Value == b.Value ? -1 : 0);

    public static OneDouble Select(OneDouble mask, OneDouble a, OneDouble b) => Bits(mask) != 0 ? a : b;

    public static bool All(OneDouble mask) => Bits(mask) != 0;

    public static (OneDouble K, OneDouble M) Split(OneDouble x)
    {
        var k = (int)((Bits(x) - (Wide.RootHalfBits - (1022L << 52))) >>> 52) - 1022;
        return (new(k), OfBits(Bits(x) - ((long)k << 52)));
    }

    public static OneDouble PowerOfTwo(OneDouble rounded) => OfBits((Bits(rounded) + 1023) << 52);

    public static OneDouble SignIfOdd(OneDouble rounded) => OfBits(Bits(rounded) << 63);

    private static long Bits(OneDouble a) => BitConverter.DoubleToInt64Bits(a.Value);

    private static OneDouble OfBits(long bits) => new(BitConverter.Int64BitsToDouble(bits));
}
