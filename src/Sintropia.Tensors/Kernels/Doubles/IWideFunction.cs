using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Doubles;

/// <summary>A function of one number, computed in double because a float would lose its digits on the way.</summary>
internal interface IWideFunction
{
    /// <summary>In any number of lanes.</summary>
    static abstract T Of<T>(T x) where T : struct, IDoubles<T>;
}

/// <summary>Floats through a function in double, rounded to float at the end.</summary>
internal static class Widened<TFunction> where TFunction : IWideFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x)
    {
        if (Vector512.IsHardwareAccelerated)
            return Vector512.Narrow(TFunction.Of(new EightDoubles(Vector512.WidenLower(x))).Lanes, TFunction.Of(new EightDoubles(Vector512.WidenUpper(x))).Lanes);
        return Vector512.Create(Half(x.GetLower()), Half(x.GetUpper()));
    }

    public static float Of(float x) => (float)TFunction.Of(new OneDouble(x)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Half(Vector256<float> x) =>
        Vector256.Narrow(TFunction.Of(new FourDoubles(Vector256.WidenLower(x))).Lanes, TFunction.Of(new FourDoubles(Vector256.WidenUpper(x))).Lanes);
}
