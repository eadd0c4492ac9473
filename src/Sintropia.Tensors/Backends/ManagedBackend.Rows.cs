using Sintropia.Tensors.Kernels.Parts;

namespace Sintropia.Tensors.Backends;

/// <content>Reductions and operations on rows.</content>
public sealed unsafe partial class ManagedBackend
{
    // Columns are shared out in multiples of what the kernels take at once.
    private const int ColumnsTogether = 64;

    /// <inheritdoc/>
    public void Reduce(Reduction reduction, Tensor x, Tensor result)
    {
        var (outer, length, inner) = (x.Shape[0], x.Shape[1], x.Shape[2]);
        if (inner == 1) PartsJob<RowReduction>.Run(Team, new() { A = Address(x), Width = length, Result = Address(result), Kind = (int)reduction }, outer, length);
        else
            PartsJob<ColumnReduction>.Run(
                Team, new() { A = Address(x), Rows = length, Width = inner, Result = Address(result), Kind = (int)reduction }, outer * inner, length, Together(inner));
        Keep(x, result);
    }

    /// <inheritdoc/>
    public void ArgReduce(bool largest, Tensor x, Indices result)
    {
        var (outer, length, inner) = (x.Shape[0], x.Shape[1], x.Shape[2]);
        fixed (int* places = result.Span)
        {
            if (inner == 1) PartsJob<ExtremePlaces>.Run(Team, new() { A = Address(x), Width = length, Places = places, Flag = largest }, outer, length);
            else
                for (var o = 0; o < outer; o++)
                    for (var i = 0; i < inner; i++)
                        places[(o * inner) + i] = ExtremePlace(largest, Address(x) + ((nint)o * length * inner) + i, length, inner);
        }

        Keep(x, x);
    }

    /// <inheritdoc/>
    public void TopK(bool largest, Tensor x, Tensor values, Indices places)
    {
        fixed (int* to = places.Span)
            PartsJob<BestOfRows>.Run(
                Team, new() { A = Address(x), Width = x.Shape[1], Others = values.Shape[1], Result = Address(values), Places = to, Flag = largest }, x.Shape[0], x.Shape[1]);
        Keep(x, values);
    }

    /// <inheritdoc/>
    public void CumulativeSum(Tensor x, bool reversed, Tensor result)
    {
        PartsJob<RunningColumns>.Run(
            Team, new() { A = Address(x), Rows = x.Shape[1], Width = x.Shape[2], Result = Address(result), Flag = reversed }, x.Shape[0] * x.Shape[2], x.Shape[1], Together(x.Shape[2]));
        Keep(x, result);
    }

    /// <inheritdoc/>
    public void Softmax(Tensor x, bool logarithm, Tensor result)
    {
        PartsJob<SoftmaxRows>.Run(Team, new() { A = Address(x), Width = x.Shape[1], Result = Address(result), Flag = logarithm }, x.Shape[0], x.Shape[1]);
        Keep(x, result);
    }

    /// <inheritdoc/>
    public void SoftmaxGradient(Tensor y, bool logarithm, Tensor gradient, Tensor result)
    {
        PartsJob<SoftmaxGradientRows>.Run(Team, new() { A = Address(y), B = Address(gradient), Width = y.Shape[1], Result = Address(result), Flag = logarithm }, y.Shape[0], y.Shape[1]);
        Keep(y, gradient, result);
    }

    /// <inheritdoc/>
    public void LayerNorm(Tensor x, Tensor? scale, Tensor? shift, float epsilon, Tensor result, Tensor? mean, Tensor? inverse)
    {
        var on = new Operands { A = Address(x), B = Address(scale), C = Address(shift), Width = x.Shape[1], Epsilon = epsilon, Result = Address(result), Second = Address(mean), Third = Address(inverse) };
        if (x.Count > 0) PartsJob<LayerNormRows>.Run(Team, on, x.Shape[0], x.Shape[1]);
        Keep(x, scale, shift, result, mean, inverse);
    }

    /// <inheritdoc/>
    public void LayerNormGradient(Tensor x, Tensor? scale, Tensor mean, Tensor inverse, Tensor gradient, Tensor? ofX, Tensor? ofScale, Tensor? ofShift)
    {
        var (rows, width) = (x.Shape[0], x.Shape[1]);
        var on = new Operands
        {
            A = Address(x), B = Address(scale), C = Address(mean), D = Address(inverse), E = Address(gradient), Rows = rows, Width = width,
            Result = Address(ofX), Second = Address(ofScale), Third = Address(ofShift),
        };
        if (ofX is { Count: > 0 }) PartsJob<LayerNormGradientRows>.Run(Team, on, rows, width);
        if (ofScale is not null || ofShift is not null) PartsJob<LayerNormGradientColumns>.Run(Team, on, width, rows, ColumnsTogether);
        Keep(x, scale, mean, inverse, gradient, ofX, ofScale, ofShift);
    }

    /// <inheritdoc/>
    public void RmsNorm(Tensor x, Tensor? scale, float epsilon, Tensor result, Tensor? inverse)
    {
        var on = new Operands { A = Address(x), B = Address(scale), Width = x.Shape[1], Epsilon = epsilon, Result = Address(result), Second = Address(inverse) };
        if (x.Count > 0) PartsJob<RmsNormRows>.Run(Team, on, x.Shape[0], x.Shape[1]);
        Keep(x, scale, result, inverse);
    }

    /// <inheritdoc/>
    public void RmsNormGradient(Tensor x, Tensor? scale, Tensor inverse, Tensor gradient, Tensor? ofX, Tensor? ofScale)
    {
        var (rows, width) = (x.Shape[0], x.Shape[1]);
        var on = new Operands
        {
            A = Address(x), B = Address(scale), D = Address(inverse), E = Address(gradient), Rows = rows, Width = width, Result = Address(ofX), Second = Address(ofScale),
        };
        if (ofX is { Count: > 0 }) PartsJob<RmsNormGradientRows>.Run(Team, on, rows, width);
        if (ofScale is not null) PartsJob<RmsNormGradientColumns>.Run(Team, on, width, rows, ColumnsTogether);
        Keep(x, scale, inverse, gradient, ofX, ofScale);
    }

    /// <inheritdoc/>
    public void BatchMoments(Tensor x, Tensor mean, Tensor variance)
    {
        var on = new Operands { A = Address(x), Rows = x.Shape[0], Width = x.Shape[1], Second = Address(mean), Third = Address(variance) };
        PartsJob<BatchMomentColumns>.Run(Team, on, x.Shape[1], x.Shape[0], ColumnsTogether);
        Keep(x, mean, variance);
    }

    /// <inheritdoc/>
    public void BatchNorm(Tensor x, Tensor mean, Tensor inverse, Tensor? scale, Tensor? shift, Tensor result)
    {
        var on = new Operands { A = Address(x), B = Address(scale), C = Address(mean), D = Address(inverse), E = Address(shift), Width = x.Shape[1], Result = Address(result) };
        PartsJob<BatchNormRows>.Run(Team, on, x.Shape[0], x.Shape[1]);
        Keep(x, mean, inverse, scale, shift, result);
    }

    /// <inheritdoc/>
    public void BatchNormGradient(Tensor x, Tensor mean, Tensor inverse, Tensor? scale, bool moved, Tensor gradient, Tensor? ofX, Tensor ofScale, Tensor ofShift)
    {
        var (rows, width) = (x.Shape[0], x.Shape[1]);
        var on = new Operands
        {
            A = Address(x), B = Address(scale), C = Address(mean), D = Address(inverse), E = Address(gradient), Rows = rows, Width = width, Flag = moved,
            Result = Address(ofX), Second = Address(ofScale), Third = Address(ofShift),
        };
        PartsJob<BatchNormGradientColumns>.Run(Team, on, width, rows, ColumnsTogether);
        if (ofX is not null) PartsJob<BatchNormGradientRows>.Run(Team, on, rows, width);
        Keep(x, mean, inverse, scale, gradient, ofX, ofScale, ofShift);
    }

    private static int Together(int inner) => Math.Min(inner, ColumnsTogether);

    // The first of equals, the first that is not a number before all: as along a row.
    private static int ExtremePlace(bool largest, float* x, int length, int step)
    {
        var best = 0;
        for (var j = 1; j < length && !float.IsNaN(x[(nint)best * step]); j++)
            if (x[(nint)j * step] is var value && (float.IsNaN(value) || (largest ? value > x[(nint)best * step] : value < x[(nint)best * step])))
                best = j;
        return best;
    }
}
