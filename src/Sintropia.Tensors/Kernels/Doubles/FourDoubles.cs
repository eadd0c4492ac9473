using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Doubles;

/// <summary>Four lanes.</summary>
[SkipLocalsInit]
internal readonly struct FourDoubles(Vector256<double> lanes) : IDoubles<FourDoubles>
{
    public readonly Vector256<double> Lanes = lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles Of(double x) => new(Vector256.Create(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles operator +(FourDoubles a, FourDoubles b) => new(a.Lanes + b.Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles operator -(FourDoubles a, FourDoubles b) => new(a.Lanes - b.Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles operator -(FourDoubles a) => new(-a.Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles operator *(FourDoubles a, FourDoubles b) => new(a.Lanes * b.Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles operator /(FourDoubles a, FourDoubles b) => new(a.Lanes / b.Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles operator &(FourDoubles a, FourDoubles b) => new(a.Lanes & b.Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles operator ^(FourDoubles a, FourDoubles b) => new(a.Lanes ^ b.Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles Fma(FourDoubles a, FourDoubles b, FourDoubles c) => new(Vector256.FusedMultiplyAdd(a.Lanes, b.Lanes, c.Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles Abs(FourDoubles a) => new(Vector256.Abs(a.Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles Round(FourDoubles a) => new(Vector256.Round(a.Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles Less(FourDoubles a, FourDoubles b) => new(Vector256.LessThan(a.Lanes, b.Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles Same(FourDoubles a, FourDoubles b) => new(Vector256.Equals(a.Lanes, b.Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles Select(FourDoubles mask, FourDoubles a, FourDoubles b) => new(Vector256.ConditionalSelect(mask.Lanes, a.Lanes, b.Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(FourDoubles mask) => Vector256.EqualsAll(mask.Lanes.AsInt64(), Vector256<long>.AllBitsSet);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (FourDoubles K, FourDoubles M) Split(FourDoubles x)
    {
        // 1022 more than k, which is never negative: a shift that fills with zeros does on every machine.
        var bits = x.Lanes.AsInt64();
        var biased = Vector256.ShiftRightLogical(bits - Vector256.Create(Wide.RootHalfBits - (1022L << 52)), 52);
        var k = (biased | Vector256.Create(BitConverter.DoubleToInt64Bits(Wide.Exponents))).AsDouble() - Vector256.Create(Wide.Exponents + 1022);
        return (new(k), new((bits - Vector256.ShiftLeft(biased - Vector256.Create(1022L), 52)).AsDouble()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles PowerOfTwo(FourDoubles rounded) => new(Vector256.ShiftLeft(rounded.Lanes.AsInt64() + Vector256.Create(1023L), 52).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles SignIfOdd(FourDoubles rounded) => new(Vector256.ShiftLeft(rounded.Lanes.AsInt64(), 63).AsDouble());
}
