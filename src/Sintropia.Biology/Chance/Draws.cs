using System.Runtime.CompilerServices;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Chance;

/// <summary>All chance of a run: each draw is a function of (seed, cell, purpose, index) and of nothing else, so a trajectory depends on neither order nor place.</summary>
/// <param name="Seed">The seed of the run.</param>
public readonly record struct Draws(ulong Seed)
{
    private const double Ulp = 1.0 / (1UL << 53);

    /// <summary>128 random bits.</summary>
    /// <param name="cell">Who draws.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="index">The how-manieth draw for this purpose; below 2⁴⁸.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Block Bits(CellId cell, Purpose purpose, ulong index) => Philox.Encrypt(new(((ulong)purpose << 48) | index, cell.Low), Mix(Seed, cell.High));

    /// <summary>Uniform in (0, 1), never an end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Uniform(CellId cell, Purpose purpose, ulong index = 0) => ToUniform(Bits(cell, purpose, index).Low);

    /// <summary>Two independent uniforms in (0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (double First, double Second) Uniforms(CellId cell, Purpose purpose, ulong index = 0)
    {
        var bits = Bits(cell, purpose, index);
        return (ToUniform(bits.Low), ToUniform(bits.High));
    }

    /// <summary>Exponential with mean 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Exponential(CellId cell, Purpose purpose, ulong index = 0) => -Elementary.Log(Uniform(cell, purpose, index));

    /// <summary>Two independent standard normals.</summary>
    public (double First, double Second) Normals(CellId cell, Purpose purpose, ulong index = 0)
    {
        var (first, second) = Uniforms(cell, purpose, index);
        return (Normal.Quantile(first), Normal.Quantile(second));
    }

    /// <summary>The seed of a replicate: runs with different replicates share no draw.</summary>
    /// <param name="replicate">1 for the first, which keeps the seed as it is.</param>
    public Draws Replicate(int replicate) => replicate == 1 ? this : new(Mix(Seed, (ulong)replicate));

    /// <summary>A 64-bit key from two words; each bit of either changes about half of the result's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Mix(ulong a, ulong b)
    {
        // The finaliser of SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195).
        var z = a * 0x9E3779B97F4A7C15 + b;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double ToUniform(ulong bits) => ((bits >> 11) + 0.5) * Ulp;
}
