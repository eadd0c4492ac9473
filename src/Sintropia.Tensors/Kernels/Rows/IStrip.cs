using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Rows;

/// <summary>Some columns side by side, whose sums fill four vectors.</summary>
internal interface IStrip
{
    /// <summary>Told before the elements of a row come.</summary>
    void EnterRow(int row);

    /// <summary>Adds what a row has in these columns to one of the four vectors.</summary>
    /// <param name="sum">The sixteen sums.</param>
    /// <param name="part">Which they are, 0 to 3.</param>
    /// <param name="at">Where the first of the row's elements lies.</param>
    /// <param name="column">The first column.</param>
    Vector512<float> Add(Vector512<float> sum, int part, int at, int column);

    /// <summary>Keeps the sums.</summary>
    void Store(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, int column);
}

/// <summary>One sum for each of sixty-four columns: whole cache lines of every row are read at once.</summary>
internal ref struct Strip<TTerm>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, Span<float> result, TTerm term) : IStrip
    where TTerm : struct, ITerm, allows ref struct
{
    public const int Columns = 64;

    private readonly ReadOnlySpan<float> _x = x, _y = y, _z = z;
    private readonly Span<float> _result = result;
    private TTerm _term = term;

    public void EnterRow(int row) => _term.EnterRow(row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector512<float> Add(Vector512<float> sum, int part, int at, int column) => _term.Add(
        sum, Lanes.Load(_x, at + 16 * part), TTerm.TakesY ? Lanes.Load(_y, at + 16 * part) : default, TTerm.TakesZ ? Lanes.Load(_z, column + 16 * part) : default, default);

    public readonly void Store(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, int column)
    {
        Lanes.Store(a, _result, column);
        Lanes.Store(b, _result, column + 16);
        Lanes.Store(c, _result, column + 32);
        Lanes.Store(d, _result, column + 48);
    }
}

/// <summary>Two sums for each of thirty-two columns.</summary>
internal ref struct TwoStrips<TFirst, TSecond>(
    ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, Span<float> firstResult, Span<float> secondResult, TFirst first, TSecond second) : IStrip
    where TFirst : struct, ITerm, allows ref struct where TSecond : struct, ITerm, allows ref struct
{
    public const int Columns = 32;

    private readonly ReadOnlySpan<float> _x = x, _y = y, _z = z;
    private readonly Span<float> _firstResult = firstResult, _secondResult = secondResult;
    private TFirst _first = first;
    private TSecond _second = second;

    public void EnterRow(int row)
    {
        _first.EnterRow(row);
        _second.EnterRow(row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector512<float> Add(Vector512<float> sum, int part, int at, int column)
    {
        var shift = 16 * (part & 1);
        return part < 2
            ? _first.Add(sum, Lanes.Load(_x, at + shift), TFirst.TakesY ? Lanes.Load(_y, at + shift) : default, TFirst.TakesZ ? Lanes.Load(_z, column + shift) : default, default)
            : _second.Add(sum, Lanes.Load(_x, at + shift), TSecond.TakesY ? Lanes.Load(_y, at + shift) : default, TSecond.TakesZ ? Lanes.Load(_z, column + shift) : default, default);
    }

    public readonly void Store(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, int column)
    {
        Lanes.Store(a, _firstResult, column);
        Lanes.Store(b, _firstResult, column + 16);
        Lanes.Store(c, _secondResult, column);
        Lanes.Store(d, _secondResult, column + 16);
    }
}
