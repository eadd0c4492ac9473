using System.Collections.Concurrent;

namespace Sintropia.Tensors.Kernels.Attending;

/// <summary>Cosines and sines of the positions from 0 on, computed once for all who turn heads of one width by one base.</summary>
internal sealed class RotaryAngles
{
    private static readonly ConcurrentDictionary<(int Width, float Base), RotaryAngles> s_known = new();

    private RotaryAngles(int width, float frequencyBase, int positions)
    {
        Positions = positions;
        Cosines = new float[positions * (width / 2)];
        Sines = new float[positions * (width / 2)];
        Rotary.Angles(0, width, frequencyBase, Cosines, Sines);
    }

    /// <summary>How many positions there are.</summary>
    public int Positions { get; }

    /// <summary>[positions, width/2].</summary>
    public float[] Cosines { get; }

    /// <summary>[positions, width/2].</summary>
    public float[] Sines { get; }

    /// <summary>Those of a width and a base, for at least so many positions.</summary>
    public static RotaryAngles Of(int width, float frequencyBase, int positions)
    {
        if (s_known.TryGetValue((width, frequencyBase), out var known) && known.Positions >= positions) return known;
        var angles = new RotaryAngles(width, frequencyBase, Math.Max(64, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)positions)));
        s_known[(width, frequencyBase)] = angles; // two at once compute the same
        return angles;
    }
}
