using Sintropia.Tensors.Kernels.Parts;

namespace Sintropia.Tensors.Backends;

/// <content>Elements by their places, and distances.</content>
public sealed unsafe partial class ManagedBackend
{
    /// <inheritdoc/>
    public void Take(Tensor x, Indices places, Tensor result)
    {
        var (outer, length, inner) = (x.Shape[0], x.Shape[1], x.Shape[2]);
        fixed (int* at = places.Values)
            PartsJob<TakenRows>.Run(
                Team, new() { A = Address(x), Rows = length, Width = inner, Others = places.Count, Places = at, Result = Address(result) }, outer * places.Count, inner);
        Keep(x, result);
    }

    /// <inheritdoc/>
    public void AddAt(Tensor destination, Indices places, Tensor source)
    {
        var (outer, length, inner) = (destination.Shape[0], destination.Shape[1], destination.Shape[2]);
        fixed (int* at = places.Values)
            for (var o = 0; o < outer; o++)
            {
                var on = new Operands
                {
                    A = Address(source) + ((nint)o * places.Count * inner), Rows = length, Width = inner, Others = places.Count, Places = at, Result = Address(destination) + ((nint)o * length * inner),
                };
                PartsJob<AddedRows>.Run(Team, on, inner, places.Count, ColumnsTogether);
            }

        Keep(destination, source);
    }

    /// <inheritdoc/>
    public void TakeAlong(Tensor x, Indices places, Tensor result)
    {
        var (outer, length, inner, count) = (x.Shape[0], x.Shape[1], x.Shape[2], result.Shape[1]);
        fixed (int* at = places.Values)
            PartsJob<TakenAlong>.Run(Team, new() { A = Address(x), Rows = length, Width = inner, Others = count, Places = at, Result = Address(result) }, outer, (long)count * inner);
        Keep(x, result);
    }

    /// <inheritdoc/>
    public void AddAlong(Tensor destination, Indices places, Tensor source)
    {
        var (outer, length, inner, count) = (destination.Shape[0], destination.Shape[1], destination.Shape[2], source.Shape[1]);
        fixed (int* at = places.Values)
            PartsJob<AddedAlong>.Run(Team, new() { A = Address(source), Rows = length, Width = inner, Others = count, Places = at, Result = Address(destination) }, outer, (long)count * inner);
        Keep(destination, source);
    }

    /// <inheritdoc/>
    public void Distances(DistanceKind kind, Tensor x, Tensor y, Tensor result)
    {
        if (IsNothing(x, y, result)) return;

        var (sets, rows, others, width) = (x.Shape[0], x.Shape[1], y.Shape[1], x.Shape[2]);
        PartsJob<DistanceRows>.Run(
            Team, new() { A = Address(x), B = Address(y), Rows = rows, Others = others, Width = width, Result = Address(result), Kind = (int)kind }, sets * rows, (long)others * width);
        Keep(x, y, result);
    }

    /// <inheritdoc/>
    public void WeightedDifferences(Tensor x, Tensor y, Tensor weight, bool signs, Tensor result)
    {
        if (IsNothing(x, y, result)) return;

        var (sets, rows, others, width) = (x.Shape[0], x.Shape[1], y.Shape[1], x.Shape[2]);
        PartsJob<WeightedDifferenceRows>.Run(
            Team, new() { A = Address(x), B = Address(y), C = Address(weight), Rows = rows, Others = others, Width = width, Result = Address(result), Flag = signs }, sets * rows, (long)others * width);
        Keep(x, y, weight, result);
    }

    // Rows without elements are at distance 0 of one another.
    private bool IsNothing(Tensor x, Tensor y, Tensor result)
    {
        if (x.Count > 0 && y.Count > 0) return false;
        Fill(result, 0);
        return true;
    }
}
