using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Rows;

/// <summary>x.</summary>
internal readonly struct Value : ITerm
{
    public static bool TakesY => false;

    public static bool TakesZ => false;

    public float Constant => 0;

    public void EnterRow(int row)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Add(Vector512<float> sum, Vector512<float> x, Vector512<float> y, Vector512<float> z, Vector512<float> constant) => sum + x;

    public float Add(float sum, float x, float y, float z, float constant) => sum + x;
}

/// <summary>x².</summary>
internal readonly struct SquareOf : ITerm
{
    public static bool TakesY => false;

    public static bool TakesZ => false;

    public float Constant => 0;

    public void EnterRow(int row)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Add(Vector512<float> sum, Vector512<float> x, Vector512<float> y, Vector512<float> z, Vector512<float> constant) => Lanes.Fma(x, x, sum);

    public float Add(float sum, float x, float y, float z, float constant) => MathF.FusedMultiplyAdd(x, x, sum);
}

/// <summary>|x|.</summary>
internal readonly struct MagnitudeOf : ITerm
{
    public static bool TakesY => false;

    public static bool TakesZ => false;

    public float Constant => 0;

    public void EnterRow(int row)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Add(Vector512<float> sum, Vector512<float> x, Vector512<float> y, Vector512<float> z, Vector512<float> constant) => sum + Vector512.Abs(x);

    public float Add(float sum, float x, float y, float z, float constant) => sum + MathF.Abs(x);
}

/// <summary>x·y.</summary>
internal readonly struct Product : ITerm
{
    public static bool TakesY => true;

    public static bool TakesZ => false;

    public float Constant => 0;

    public void EnterRow(int row)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Add(Vector512<float> sum, Vector512<float> x, Vector512<float> y, Vector512<float> z, Vector512<float> constant) => Lanes.Fma(x, y, sum);

    public float Add(float sum, float x, float y, float z, float constant) => MathF.FusedMultiplyAdd(x, y, sum);
}

/// <summary>x·(y·z).</summary>
internal readonly struct ProductOfThree : ITerm
{
    public static bool TakesY => true;

    public static bool TakesZ => true;

    public float Constant => 0;

    public void EnterRow(int row)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Add(Vector512<float> sum, Vector512<float> x, Vector512<float> y, Vector512<float> z, Vector512<float> constant) => Lanes.Fma(x, y * z, sum);

    public float Add(float sum, float x, float y, float z, float constant) => MathF.FusedMultiplyAdd(x, y * z, sum);
}

/// <summary>(x − y)².</summary>
internal readonly struct SquaredDifference : ITerm
{
    public static bool TakesY => true;

    public static bool TakesZ => false;

    public float Constant => 0;

    public void EnterRow(int row)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Add(Vector512<float> sum, Vector512<float> x, Vector512<float> y, Vector512<float> z, Vector512<float> constant) => Lanes.Fma(x - y, x - y, sum);

    public float Add(float sum, float x, float y, float z, float constant) => MathF.FusedMultiplyAdd(x - y, x - y, sum);
}

/// <summary>|x − y|.</summary>
internal readonly struct AbsoluteDifference : ITerm
{
    public static bool TakesY => true;

    public static bool TakesZ => false;

    public float Constant => 0;

    public void EnterRow(int row)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Add(Vector512<float> sum, Vector512<float> x, Vector512<float> y, Vector512<float> z, Vector512<float> constant) => sum + Vector512.Abs(x - y);

    public float Add(float sum, float x, float y, float z, float constant) => sum + MathF.Abs(x - y);
}

/// <summary>x − constant.</summary>
internal readonly struct DeviationFrom(float constant) : ITerm
{
    public static bool TakesY => false;

    public static bool TakesZ => false;

    public float Constant => constant;

    public void EnterRow(int row)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Add(Vector512<float> sum, Vector512<float> x, Vector512<float> y, Vector512<float> z, Vector512<float> constant) => sum + (x - constant);

    public float Add(float sum, float x, float y, float z, float constant) => sum + (x - constant);
}

/// <summary>(x − constant)².</summary>
internal readonly struct SquaredDeviationFrom(float constant) : ITerm
{
    public static bool TakesY => false;

    public static bool TakesZ => false;

    public float Constant => constant;

    public void EnterRow(int row)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Add(Vector512<float> sum, Vector512<float> x, Vector512<float> y, Vector512<float> z, Vector512<float> constant) => Lanes.Fma(x - constant, x - constant, sum);

    public float Add(float sum, float x, float y, float z, float constant) => MathF.FusedMultiplyAdd(x - constant, x - constant, sum);
}

/// <summary>(x − constant)·y.</summary>
internal readonly struct ProductWithDeviation(float constant) : ITerm
{
    public static bool TakesY => true;

    public static bool TakesZ => false;

    public float Constant => constant;

    public void EnterRow(int row)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Add(Vector512<float> sum, Vector512<float> x, Vector512<float> y, Vector512<float> z, Vector512<float> constant) => Lanes.Fma(x - constant, y, sum);

    public float Add(float sum, float x, float y, float z, float constant) => MathF.FusedMultiplyAdd(x - constant, y, sum);
}

/// <summary>(x − constant)·(y·z).</summary>
internal readonly struct ProductOfThreeWithDeviation(float constant) : ITerm
{
    public static bool TakesY => true;

    public static bool TakesZ => true;

    public float Constant => constant;

    public void EnterRow(int row)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Add(Vector512<float> sum, Vector512<float> x, Vector512<float> y, Vector512<float> z, Vector512<float> constant) => Lanes.Fma(x - constant, y * z, sum);

    public float Add(float sum, float x, float y, float z, float constant) => MathF.FusedMultiplyAdd(x - constant, y * z, sum);
}

/// <summary>y.</summary>
internal readonly struct SecondValue : ITerm
{
    public static bool TakesY => true;

    public static bool TakesZ => false;

    public float Constant => 0;

    public void EnterRow(int row)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Add(Vector512<float> sum, Vector512<float> x, Vector512<float> y, Vector512<float> z, Vector512<float> constant) => sum + y;

    public float Add(float sum, float x, float y, float z, float constant) => sum + y;
}

/// <summary>y·z.</summary>
internal readonly struct ProductOfLastTwo : ITerm
{
    public static bool TakesY => true;

    public static bool TakesZ => true;

    public float Constant => 0;

    public void EnterRow(int row)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Add(Vector512<float> sum, Vector512<float> x, Vector512<float> y, Vector512<float> z, Vector512<float> constant) => Lanes.Fma(y, z, sum);

    public float Add(float sum, float x, float y, float z, float constant) => MathF.FusedMultiplyAdd(y, z, sum);
}

/// <summary>x − z.</summary>
internal readonly struct ColumnDeviation : ITerm
{
    public static bool TakesY => false;

    public static bool TakesZ => true;

    public float Constant => 0;

    public void EnterRow(int row)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Add(Vector512<float> sum, Vector512<float> x, Vector512<float> y, Vector512<float> z, Vector512<float> constant) => sum + (x - z);

    public float Add(float sum, float x, float y, float z, float constant) => sum + (x - z);
}

/// <summary>(x − z)².</summary>
internal readonly struct SquaredColumnDeviation : ITerm
{
    public static bool TakesY => false;

    public static bool TakesZ => true;

    public float Constant => 0;

    public void EnterRow(int row)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Add(Vector512<float> sum, Vector512<float> x, Vector512<float> y, Vector512<float> z, Vector512<float> constant) => Lanes.Fma(x - z, x - z, sum);

    public float Add(float sum, float x, float y, float z, float constant) => MathF.FusedMultiplyAdd(x - z, x - z, sum);
}

/// <summary>(x − z)·y.</summary>
internal readonly struct ProductWithColumnDeviation : ITerm
{
    public static bool TakesY => true;

    public static bool TakesZ => true;

    public float Constant => 0;

    public void EnterRow(int row)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Add(Vector512<float> sum, Vector512<float> x, Vector512<float> y, Vector512<float> z, Vector512<float> constant) => Lanes.Fma(x - z, y, sum);

    public float Add(float sum, float x, float y, float z, float constant) => MathF.FusedMultiplyAdd(x - z, y, sum);
}

/// <summary>((x − mean)·inverse)·y, with a mean and an inverse for each row.</summary>
internal ref struct NormalisedProduct(ReadOnlySpan<float> mean, ReadOnlySpan<float> inverse) : ITerm
{
    private readonly ReadOnlySpan<float> _mean = mean, _inverse = inverse;
    private float _m, _over;

    public static bool TakesY => true;

    public static bool TakesZ => false;

    public readonly float Constant => 0;

    public void EnterRow(int row) => (_m, _over) = (_mean[row], _inverse[row]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector512<float> Add(Vector512<float> sum, Vector512<float> x, Vector512<float> y, Vector512<float> z, Vector512<float> constant) => Lanes.Fma((x - Vector512.Create(_m)) * Vector512.Create(_over), y, sum);

    public readonly float Add(float sum, float x, float y, float z, float constant) => MathF.FusedMultiplyAdd((x - _m) * _over, y, sum);
}

/// <summary>(x·inverse)·y, with an inverse for each row.</summary>
internal ref struct ScaledProduct(ReadOnlySpan<float> inverse) : ITerm
{
    private readonly ReadOnlySpan<float> _inverse = inverse;
    private float _over;

    public static bool TakesY => true;

    public static bool TakesZ => false;

    public readonly float Constant => 0;

    public void EnterRow(int row) => _over = _inverse[row];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector512<float> Add(Vector512<float> sum, Vector512<float> x, Vector512<float> y, Vector512<float> z, Vector512<float> constant) => Lanes.Fma(x * Vector512.Create(_over), y, sum);

    public readonly float Add(float sum, float x, float y, float z, float constant) => MathF.FusedMultiplyAdd(x * _over, y, sum);
}
