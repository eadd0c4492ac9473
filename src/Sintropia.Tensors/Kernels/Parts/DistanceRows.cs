using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Kernels.Distances;

namespace Sintropia.Tensors.Kernels.Parts;

/// <summary>Distances of rows of sets A [rows, width] to those of sets B [Others, width]. Units are rows of all sets.</summary>
internal readonly unsafe struct DistanceRows : IPart
{
    /// <inheritdoc/>
    public static void Do(in Operands on, int from, int to)
    {
        while (from < to)
        {
            var (set, first) = Math.DivRem(from, on.Rows);
            var last = Math.Min(on.Rows, first + to - from);
            var x = Operands.Slice(on.A, on.Width, from, from + last - first);
            var y = Operands.Slice(on.B, on.Others * on.Width, set, set + 1);
            var result = Operands.Slice(on.Result, on.Others, from, from + last - first);
            switch ((DistanceKind)on.Kind)
            {
                case DistanceKind.SquaredEuclidean: PairwiseDistances.SquaredEuclidean(x, y, on.Width, result); break;
                case DistanceKind.Euclidean: PairwiseDistances.Euclidean(x, y, on.Width, result); break;
                case DistanceKind.Manhattan: PairwiseDistances.Manhattan(x, y, on.Width, result); break;
                default: throw new ArgumentOutOfRangeException(nameof(on), on.Kind, $"The managed backend knows no distance {on.Kind}. Use a value that DistanceKind names.");
            }

            from += last - first;
        }
    }
}

/// <summary>Differences of rows of A and those of B, or their signs where flagged, weighted by C [rows, Others] and summed over those of B.</summary>
internal readonly unsafe struct WeightedDifferenceRows : IPart
{
    /// <inheritdoc/>
    public static void Do(in Operands on, int from, int to)
    {
        while (from < to)
        {
            var (set, first) = Math.DivRem(from, on.Rows);
            var count = Math.Min(on.Rows - first, to - from);
            var x = Operands.Slice(on.A, on.Width, from, from + count);
            var y = Operands.Slice(on.B, on.Others * on.Width, set, set + 1);
            var weight = Operands.Slice(on.C, on.Others, from, from + count);
            var result = Operands.Slice(on.Result, on.Width, from, from + count);
            if (on.Flag) PairwiseDistances.WeightedSigns(x, y, weight, on.Width, result);
            else PairwiseDistances.WeightedDifferences(x, y, weight, on.Width, result);
            from += count;
        }
    }
}
