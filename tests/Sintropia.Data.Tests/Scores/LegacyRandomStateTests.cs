using Sintropia.Data.Scores;

namespace Sintropia.Data.Tests.Scores;

public sealed class LegacyRandomStateTests
{
    [Fact]
    public void Its_words_are_those_of_the_reference_generator()
    {
        // The default seed of the authors' own program.
        var random = new LegacyRandomState(5489);

        Assert.Equal([3499211612u, 581869302u, 3890346734u, 3586334585u, 545404204u], Enumerable.Range(0, 5).Select(_ => random.Next()));
        for (var i = 5; i < 9999; i++) random.Next();
        Assert.Equal(4123659995u, random.Next()); // the 10,000th, as the C++ standard asks of mt19937
    }

    [Fact]
    public void Permutations_are_numpys()
    {
        // np.random.seed(0); np.random.permutation(12), then permutation(5)
        var random = new LegacyRandomState(0);

        Assert.Equal([6, 11, 4, 10, 2, 8, 1, 7, 9, 3, 0, 5], random.Permutation(12));
        Assert.Equal([3, 1, 2, 4, 0], random.Permutation(5));
    }

    [Fact]
    public void One_thing_is_drawn_without_using_up_a_word()
    {
        var (some, others) = (new LegacyRandomState(3), new LegacyRandomState(3));

        Assert.Equal([0], some.Permutation(1));
        Assert.Empty(some.Permutation(0));
        Assert.Equal(others.Next(), some.Next());
    }
}
