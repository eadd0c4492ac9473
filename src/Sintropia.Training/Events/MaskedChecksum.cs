using System.Numerics;

namespace Sintropia.Training.Events;

/// <summary>CRC-32C as TFRecord files hold it: rotated by 15 bits and shifted by a constant, since checksums of checksums say little.</summary>
/// <remarks>TensorFlow, core/lib/hash/crc32c.h; the polynomial and its test values are RFC 3720's, B.4.</remarks>
public static class MaskedChecksum
{
    private const uint Shift = 0xA282EAD8;

    /// <summary>CRC-32C, Castagnoli's.</summary>
    /// <param name="bytes">Of what.</param>
    public static uint Plain(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes) sum = BitOperations.Crc32C(sum, one);
        return ~sum;
    }

    /// <summary>The same, masked.</summary>
    /// <param name="bytes">Of what.</param>
    public static uint Of(ReadOnlySpan<byte> bytes) => BitOperations.RotateRight(Plain(bytes), 15) + Shift;
}
