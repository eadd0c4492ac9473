using Sintropia.Biology.Interventions;

namespace Sintropia.Biology.Tests.Interventions;

public sealed class LackTests
{
    private readonly Lack _serum = new(HalfEffective: 1, Power: 2, Maximum: 0.8);

    [Fact]
    public void The_effect_is_full_without_any_half_at_K_and_gone_where_there_is_plenty()
    {
        Assert.Equal(0.8, _serum.At(0));
        Assert.Equal(0.4, _serum.At(1), 15);
        Assert.Equal(0.8 / 101, _serum.At(10), 15);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(2.5)]
    public void What_is_lacking_and_what_is_there_make_up_the_whole(double level) => Assert.Equal(0.8, _serum.At(level) + new Hill(1, 2, 0.8).At(level), 14);

    [Fact]
    public void A_half_effective_level_of_nothing_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new Lack(0, 1, 1));
}
