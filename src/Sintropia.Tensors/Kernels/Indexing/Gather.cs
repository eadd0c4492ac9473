using System.Diagnostics.CodeAnalysis;
using Sintropia.Tensors.Kernels.Arithmetic;

namespace Sintropia.Tensors.Kernels.Indexing;

/// <summary>Takes elements by their places, and adds to places: embeddings, gather and scatter-add. Additions come in the order of the places, so that repeated ones give the same bits always.</summary>
/// <remarks>A place counts from 0; one that is negative or beyond the end is refused before anything is written.</remarks>
public static class Gather
{
    /// <summary>resultⱼ = x at places[j], for rows x [length, inner]: an embedding.</summary>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A place does not exist.</exception>
    public static void Take(ReadOnlySpan<float> x, int inner, ReadOnlySpan<int> places, Span<float> result)
    {
        Lengths.Same(places.Length * inner, result.Length);
        Check(places, inner == 0 ? 0 : x.Length / inner);
        if (inner is >= Lanes.Count and <= Short)
        {
            // A call per row would cost as much as the copy. The last step overlaps the one before.
            for (var j = 0; j < places.Length; j++)
            {
                var (from, to, last) = (places[j] * inner, j * inner, inner - Lanes.Count);
                for (var i = 0; i < last; i += Lanes.Count) Lanes.Store(Lanes.Load(x, from + i), result, to + i);
                Lanes.Store(Lanes.Load(x, from + last), result, to + last);
            }

            return;
        }

        for (var j = 0; j < places.Length; j++) x.Slice(places[j] * inner, inner).CopyTo(result[(j * inner)..]);
    }

    /// <summary>destination at places[j] += sourceⱼ, in order of j, for rows [length, inner]: the gradient of <see cref="Take"/>. Only the columns from <paramref name="from"/> to <paramref name="to"/> (excluded), so that threads share the work without changing any sum.</summary>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A place does not exist.</exception>
    public static void AddAt(Span<float> destination, int inner, ReadOnlySpan<int> places, ReadOnlySpan<float> source, int from, int to)
    {
        Lengths.Same(places.Length * inner, source.Length);
        Check(places, inner == 0 ? 0 : destination.Length / inner);
        for (var j = 0; j < places.Length; j++)
        {
            var row = destination[(places[j] * inner + from)..(places[j] * inner + to)];
            Elementwise.Zip(row, source[(j * inner + from)..(j * inner + to)], row, default(Add));
        }
    }

    /// <summary>result[j, i] = x[places[j, i], i] for x [length, inner], places and result [count, inner].</summary>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A place does not exist.</exception>
    public static void TakeAlong(ReadOnlySpan<float> x, int inner, ReadOnlySpan<int> places, Span<float> result)
    {
        Lengths.Same(places.Length, result.Length);
        Check(places, inner == 0 ? 0 : x.Length / inner);
        for (var j = 0; j < places.Length; j += inner)
            for (var i = 0; i < inner; i++)
                result[j + i] = x[places[j + i] * inner + i];
    }

    /// <summary>destination[places[j, i], i] += source[j, i], in order of j: the gradient of <see cref="TakeAlong"/>.</summary>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A place does not exist.</exception>
    public static void AddAlong(Span<float> destination, int inner, ReadOnlySpan<int> places, ReadOnlySpan<float> source)
    {
        Lengths.Same(places.Length, source.Length);
        Check(places, inner == 0 ? 0 : destination.Length / inner);
        for (var j = 0; j < places.Length; j += inner)
            for (var i = 0; i < inner; i++)
                destination[places[j + i] * inner + i] += source[j + i];
    }

    private const int Short = 256;

    internal static void Check(ReadOnlySpan<int> places, int length)
    {
        for (var j = 0; j < places.Length; j++)
            if ((uint)places[j] >= (uint)length)
                Throw(places[j], j, length);
    }

    [DoesNotReturn]
    private static void Throw(int place, int j, int length) =>
        throw new ArgumentOutOfRangeException(nameof(place), place, $"Index {j} asks for place {place} of {length}. Places count from 0 to {length - 1}; map padding to a place that exists.");
}
