using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Indexing;

/// <summary>The k largest or smallest elements of a row, best first. Of equals the earlier comes first; NaN is better than any number, either way; zeros of both signs are equal.</summary>
public static class TopK
{
    /// <summary>Values and places of the best of a row.</summary>
    /// <param name="x">The row.</param>
    /// <param name="largest">Whether large is good.</param>
    /// <param name="values">[k].</param>
    /// <param name="places">[k].</param>
    /// <exception cref="ArgumentException">There are fewer elements than k.</exception>
    public static void Row(ReadOnlySpan<float> x, bool largest, Span<float> values, Span<int> places)
    {
        Lengths.Same(values.Length, places.Length);
        var k = places.Length;
        if (k > x.Length) throw new ArgumentException($"The best {k} of {x.Length} elements do not exist. Ask for at most {x.Length}.");
        if (k == 0) return;

        var rented = ArrayPool<ulong>.Shared.Rent(k);
        Select(x, largest, rented.AsSpan(0, k));
        for (var i = 0; i < k; i++)
        {
            places[i] = (int)~(uint)rented[i];
            values[i] = x[places[i]];
        }

        ArrayPool<ulong>.Shared.Return(rented);
    }

    /// <summary>What <see cref="Row"/> means: the first k of all places, sorted.</summary>
    public static int[] Reference(ReadOnlySpan<float> x, bool largest, int k)
    {
        var all = x.ToArray();
        return [.. Enumerable.Range(0, all.Length).OrderByDescending(i => float.IsNaN(all[i])).ThenByDescending(i => float.IsNaN(all[i]) ? 0 : largest ? all[i] : -all[i]).ThenBy(i => i).Take(k)];
    }

    // A heap of the best so far, the worst of them on top; most elements of a long row only meet that one.
    private static void Select(ReadOnlySpan<float> x, bool largest, Span<ulong> heap)
    {
        for (var i = 0; i < heap.Length; i++) heap[i] = Key(x[i], i, largest);
        for (var i = heap.Length / 2 - 1; i >= 0; i--) SiftDown(heap, i);
        var at = heap.Length;
        for (; at <= x.Length - Lanes.Count; at += Lanes.Count)
            for (var better = Better(Lanes.Load(x, at), x[(int)~(uint)heap[0]], largest); better != 0; better &= better - 1)
                Offer(heap, Key(x[at + BitOperations.TrailingZeroCount(better)], at + BitOperations.TrailingZeroCount(better), largest));
        for (; at < x.Length; at++) Offer(heap, Key(x[at], at, largest));

        heap.Sort();
        heap.Reverse();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Offer(Span<ulong> heap, ulong key)
    {
        if (key <= heap[0]) return;
        heap[0] = key;
        SiftDown(heap, 0);
    }

    // One bit for each of sixteen that may be among the best. An equal is not: it comes later.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Better(Vector512<float> x, float worst, bool largest)
    {
        var bound = Vector512.Create(worst);
        var better = largest ? Vector512.GreaterThan(x, bound) : Vector512.LessThan(x, bound);
        return (better | ~Vector512.Equals(x, x)).ExtractMostSignificantBits();
    }

    private static void SiftDown(Span<ulong> heap, int i)
    {
        var key = heap[i];
        for (var child = 2 * i + 1; child < heap.Length; child = 2 * i + 1)
        {
            if (child + 1 < heap.Length && heap[child + 1] < heap[child]) child++;
            if (key <= heap[child]) break;
            heap[i] = heap[child];
            i = child;
        }

        heap[i] = key;
    }

    // Larger is better: the element's order in the high half, and in the low half its place, the earlier the larger.
    private static ulong Key(float x, int place, bool largest)
    {
        var bits = BitConverter.SingleToUInt32Bits((largest ? x : -x) + 0f); // −0 becomes +0
        var ordered = float.IsNaN(x) ? uint.MaxValue : (bits & 0x80000000) != 0 ? ~bits : bits | 0x80000000;
        return ((ulong)ordered << 32) | ~(uint)place;
    }
}
