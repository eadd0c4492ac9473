using Sintropia.Biology.Chance;

namespace Sintropia.Training.Cells;

/// <summary>Chance of training: a draw is a function of the seed, what it is for, the step and its number in it, so that training that goes on after a stop draws what it would have drawn.</summary>
/// <param name="seed">Of the training.</param>
internal readonly struct Draws(ulong seed)
{
    /// <summary>What a draw is for.</summary>
    public enum Use
    {
        Cell = 1,
        Control,
        Hidden,
        Formation,
        Order,
        Kept,
        Reference,
    }

    /// <summary>64 bits.</summary>
    public ulong Bits(Use use, long step, long number) => Philox.Encrypt(new((ulong)use << 48 | ((ulong)step & 0xFFFF_FFFF_FFFF), (ulong)number), seed).Low;

    /// <summary>From 0 to below a bound.</summary>
    public int Below(int bound, Use use, long step, long number) => (int)((UInt128)Bits(use, step, number) * (UInt128)(ulong)bound >> 64);

    /// <summary>From 0 to below 1.</summary>
    public double Uniform(Use use, long step, long number) => (Bits(use, step, number) >> 11) * (1.0 / (1UL << 53));
}
