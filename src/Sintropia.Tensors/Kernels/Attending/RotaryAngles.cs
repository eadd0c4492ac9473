using System.Collections.Concurrent;
using System.Numerics;

namespace Sintropia.Tensors.Kernels.Attending;

/// <summary>Cosines and sines of positions, computed once for all who turn heads of one width by one base; only those of very late positions are computed each time.</summary>
internal sealed class RotaryAngles
{
    private const int MostKept = 1 << 16; // positions; 16 MB at a width of 64

    private static readonly ConcurrentDictionary<(int Width, float Base), RotaryAngles> s_known = new();

    private RotaryAngles(int width, float frequencyBase, int first, int positions)
    {
        (First, Positions) = (first, positions);
        Cosines = new float[positions * (width / 2)];
        Sines = new float[positions * (width / 2)];
        Rotary.Angles(first, width, frequencyBase, Cosines, Sines);
    }

    /// <summary>The first position.</summary>
    public int First { get; }

    /// <summary>How many positions there are.</summary>
    public int Positions { get; }

    /// <summary>[positions, width/2].</summary>
    public float[] Cosines { get; }

    /// <summary>[positions, width/2].</summary>
    public float[] Sines { get; }

    /// <summary>Those of a width and a base, for at least so many positions from one on.</summary>
    public static RotaryAngles Of(int width, float frequencyBase, int first, int positions)
    {
        var end = (long)first + positions;
        if (first < 0 || end > MostKept) return new(width, frequencyBase, first, positions);
        if (s_known.TryGetValue((width, frequencyBase), out var known) && known.Positions >= end) return known;

        var angles = new RotaryAngles(width, frequencyBase, 0, Math.Max(64, (int)BitOperations.RoundUpToPowerOf2((uint)end)));
        s_known[(width, frequencyBase)] = angles; // two at once compute the same
        return angles;
    }
}
