using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Doubles;

/// <summary>Eight lanes, for machines whose registers hold them.</summary>
[SkipLocalsInit]
internal readonly struct EightDoubles(Vector512<double> lanes) : IDoubles<EightDoubles>
{
    public readonly Vector512<double> Lanes = lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles Of(double x) => new(Vector512.Create(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles operator +(EightDoubles a, EightDoubles b) => new(a.Lanes + b.Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles operator -(EightDoubles a, EightDoubles b) => new(a.Lanes - b.Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles operator -(EightDoubles a) => new(-a.Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles operator *(EightDoubles a, EightDoubles b) => new(a.Lanes * b.Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles operator /(EightDoubles a, EightDoubles b) => new(a.Lanes / b.Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles operator &(EightDoubles a, EightDoubles b) => new(a.Lanes & b.Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles operator ^(EightDoubles a, EightDoubles b) => new(a.Lanes ^ b.Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles Fma(EightDoubles a, EightDoubles b, EightDoubles c) => new(Vector512.FusedMultiplyAdd(a.Lanes, b.Lanes, c.Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles Abs(EightDoubles a) => new(Vector512.Abs(a.Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles Round(EightDoubles a) => new(Vector512.Round(a.Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles Less(EightDoubles a, EightDoubles b) => new(Vector512.LessThan(a.Lanes, b.Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles Same(EightDoubles a, EightDoubles b) => new(Vector512.Equals(a.Lanes, b.Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles Select(EightDoubles mask, EightDoubles a, EightDoubles b) => new(Vector512.ConditionalSelect(mask.Lanes, a.Lanes, b.Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(EightDoubles mask) => Vector512.EqualsAll(mask.Lanes.AsInt64(), Vector512<long>.AllBitsSet);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (EightDoubles K, EightDoubles M) Split(EightDoubles x)
    {
        // 1022 more than k, which is never negative: a shift that fills with zeros does on every machine.
        var bits = x.Lanes.AsInt64();
        var biased = Vector512.ShiftRightLogical(bits - Vector512.Create(Wide.RootHalfBits - (1022L << 52)), 52);
        var k = (biased | Vector512.Create(BitConverter.DoubleToInt64Bits(Wide.Exponents))).AsDouble() - Vector512.Create(Wide.Exponents + 1022);
        return (new(k), new((bits - Vector512.ShiftLeft(biased - Vector512.Create(1022L), 52)).AsDouble()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles PowerOfTwo(EightDoubles rounded) => new(Vector512.ShiftLeft(rounded.Lanes.AsInt64() + Vector512.Create(1023L), 52).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles SignIfOdd(EightDoubles rounded) => new(Vector512.ShiftLeft(rounded.Lanes.AsInt64(), 63).AsDouble());
}
