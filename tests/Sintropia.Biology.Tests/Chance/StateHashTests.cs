using FsCheck;
using FsCheck.Fluent;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;

namespace Sintropia.Biology.Tests.Chance;

public sealed class StateHashTests
{
    [Fact]
    public void Every_bit_of_every_word_changes_about_half_of_the_hash()
    {
        for (var length = 1; length <= 12; length++)
        {
            var words = Enumerable.Range(1, length).Select(i => (ulong)i * 0x9E3779B97F4A7C15).ToArray();
            var plain = StateHash.Of(words);
            for (var bit = 0; bit < 64 * length; bit++)
            {
                words[bit / 64] ^= 1UL << (bit % 64);
                Assert.InRange((int)UInt128.PopCount(plain ^ StateHash.Of(words)), 34, 94);
                words[bit / 64] ^= 1UL << (bit % 64);
            }
        }
    }

    [Fact]
    public void The_order_of_the_words_matters()
    {
        Assert.NotEqual(StateHash.Of([1, 2, 3, 4]), StateHash.Of([2, 1, 3, 4]));
        Assert.NotEqual(StateHash.Of([1, 2, 3, 4]), StateHash.Of([3, 4, 1, 2]));
    }

    [Fact]
    public void A_zero_more_is_another_state() =>
        Assert.Equal(9, Enumerable.Range(0, 9).Select(length => StateHash.Of(new ulong[length])).Distinct().Count());

    [Fact]
    public void Sums_over_cells_do_not_depend_on_their_order() => Prop.ForAll<ulong[]>(states =>
    {
        var forward = states.Aggregate((UInt128)0, (sum, word) => sum + StateHash.Of([word]));
        var backward = states.Reverse().Aggregate((UInt128)0, (sum, word) => sum + StateHash.Of([word]));
        return forward == backward;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_fingerprint_is_written_as_32_digits()
    {
        Assert.Equal("000000000000000000000000000000ff", StateHash.Text(255));
        Assert.Equal(32, StateHash.Text(UInt128.MaxValue).Length);
    }
}
