using FsCheck;
using FsCheck.Fluent;
using Sintropia.Biology.Chance;

namespace Sintropia.Biology.Tests.Chance;

public sealed class PhiloxTests
{
    // Random123's kat_vectors, philox 4x32 with 10 rounds. Words are c0 c1 c2 c3: c0 is the lowest.
    [Theory]
    [InlineData(0, 0, 0, 0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void It_gives_the_known_answers_of_Random123(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint x0, uint x1, uint x2, uint x3)
    {
        var block = Philox.Encrypt(new(Long(c2, c3), Long(c0, c1)), Long(k0, k1));

        Assert.Equal(new Block(Long(x2, x3), Long(x0, x1)), block);
    }

    [Fact]
    public void Every_block_can_be_undone_under_its_key() => Prop.ForAll<ulong, ulong, ulong>((high, low, key) =>
    {
        var counter = new Block(high * 0x9E3779B97F4A7C15, low * 0xD1342543DE82EF95 + 1); // FsCheck's integers are small: spread them over all bits
        return Philox.Decrypt(Philox.Encrypt(counter, key), key) == counter && Philox.Encrypt(Philox.Decrypt(counter, key), key) == counter;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_bit_of_counter_or_key_changes_about_half_of_the_block()
    {
        var plain = Philox.Encrypt(new(0x0123456789ABCDEF, 0xFEDCBA9876543210), 0x0F1E2D3C4B5A6978);
        for (var bit = 0; bit < 64; bit++)
        {
            var one = 1UL << bit;
            Assert.InRange(Differing(plain, Philox.Encrypt(new(0x0123456789ABCDEF ^ one, 0xFEDCBA9876543210), 0x0F1E2D3C4B5A6978)), 36, 92);
            Assert.InRange(Differing(plain, Philox.Encrypt(new(0x0123456789ABCDEF, 0xFEDCBA9876543210 ^ one), 0x0F1E2D3C4B5A6978)), 36, 92);
            Assert.InRange(Differing(plain, Philox.Encrypt(new(0x0123456789ABCDEF, 0xFEDCBA9876543210), 0x0F1E2D3C4B5A6978 ^ one)), 36, 92);
        }
    }

    private static ulong Long(uint low, uint high) => low | ((ulong)high << 32);

    private static int Differing(Block a, Block b) => System.Numerics.BitOperations.PopCount(a.High ^ b.High) + System.Numerics.BitOperations.PopCount(a.Low ^ b.Low);
}
