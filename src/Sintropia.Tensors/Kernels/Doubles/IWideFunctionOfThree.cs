using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Doubles;

/// <summary>A function of three numbers, computed in double.</summary>
internal interface IWideFunctionOfThree
{
    /// <summary>In any number of lanes.</summary>
    static abstract T Of<T>(T x, T y, T z) where T : struct, IDoubles<T>;
}

/// <summary>Floats through a function of three in double, rounded to float at the end.</summary>
internal static class WidenedOfThree<TFunction> where TFunction : IWideFunctionOfThree
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x, Vector512<float> y, Vector512<float> z)
    {
        if (Vector512.IsHardwareAccelerated)
            return Vector512.Narrow(
                TFunction.Of(new EightDoubles(Vector512.WidenLower(x)), new(Vector512.WidenLower(y)), new(Vector512.WidenLower(z))).Lanes,
                TFunction.Of(new EightDoubles(Vector512.WidenUpper(x)), new(Vector512.WidenUpper(y)), new(Vector512.WidenUpper(z))).Lanes);
        return Vector512.Create(Half(x.GetLower(), y.GetLower(), z.GetLower()), Half(x.GetUpper(), y.GetUpper(), z.GetUpper()));
    }

    public static float Of(float x, float y, float z) => (float)TFunction.Of(new OneDouble(x), new(y), new(z)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Half(Vector256<float> x, Vector256<float> y, Vector256<float> z) => Vector256.Narrow(
        TFunction.Of(new FourDoubles(Vector256.WidenLower(x)), new(Vector256.WidenLower(y)), new(Vector256.WidenLower(z))).Lanes,
        TFunction.Of(new FourDoubles(Vector256.WidenUpper(x)), new(Vector256.WidenUpper(y)), new(Vector256.WidenUpper(z))).Lanes);
}
