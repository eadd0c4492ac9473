using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>A function of one number computed in double.</summary>
internal interface IWideFunction
{
    /// <summary>Eight at a time.</summary>
    static abstract Vector512<double> Of(Vector512<double> x);

    /// <summary>One.</summary>
    static abstract double Of(double x);
}

/// <summary>Sixteen floats through a function in double, rounded to float at the end.</summary>
internal static class Widened<TFunction> where TFunction : IWideFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x) => Vector512.Narrow(TFunction.Of(Vector512.WidenLower(x)), TFunction.Of(Vector512.WidenUpper(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Of(float x) => (float)TFunction.Of((double)x);
}
