using Sintropia.Biology.Chance;
using Sintropia.Biology.Numerics;

namespace Sintropia.Data.Chance;

/// <summary>Draws that are functions of (seed, stream, row, index): what is drawn for one thing does not depend on what is drawn for others, nor on order or threads.</summary>
/// <param name="Seed">The seed, which is Philox's key.</param>
internal readonly record struct StreamDraws(ulong Seed)
{
    private const double Ulp = 1.0 / (1UL << 53);

    /// <summary>128 bits.</summary>
    /// <param name="stream">What for.</param>
    /// <param name="row">Of which thing.</param>
    /// <param name="index">The how-manieth; below 2⁴⁸.</param>
    public Block Bits(DrawStream stream, ulong row, ulong index) => Philox.Encrypt(new(((ulong)stream << 48) | index, row), Seed);

    /// <summary>Uniform in (0, 1), never an end.</summary>
    public double Uniform(DrawStream stream, ulong row, ulong index = 0) => ToUniform(Bits(stream, row, index).Low);

    /// <summary>Two independent uniforms in (0, 1).</summary>
    public (double First, double Second) Uniforms(DrawStream stream, ulong row, ulong index = 0)
    {
        var bits = Bits(stream, row, index);
        return (ToUniform(bits.Low), ToUniform(bits.High));
    }

    /// <summary>Standard normal.</summary>
    public double Gaussian(DrawStream stream, ulong row, ulong index = 0) => Normal.Quantile(Uniform(stream, row, index));

    /// <summary>A whole number from 0 to n − 1.</summary>
    public int Below(int n, DrawStream stream, ulong row, ulong index = 0) => (int)Math.BigMul(Bits(stream, row, index).Low, (ulong)n, out _);

    private static double ToUniform(ulong bits) => ((bits >> 11) + 0.5) * Ulp;
}
