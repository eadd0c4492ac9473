using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;

namespace Sintropia.Biology.Tests.Cells;

public sealed class PartitionTests
{
    private static readonly Draws Draws = new(7);

    [Theory]
    [InlineData(0), InlineData(1), InlineData(63), InlineData(64), InlineData(65), InlineData(127), InlineData(128), InlineData(129), InlineData(1000)]
    public void A_daughter_receives_none_to_all_and_both_extremes_of_few_are_seen(long molecules)
    {
        var shares = Mothers(400).Select(m => Partition.Binomial(molecules, m, Draws)).ToArray();

        Assert.All(shares, s => Assert.InRange(s, 0, molecules));
        if (molecules == 1) Assert.Equal([0L, 1L], shares.Distinct().Order());
    }

    [Fact]
    public void Shares_of_five_molecules_follow_the_binomial_distribution()
    {
        const int divisions = 64_000;
        double[] expected = [1, 5, 10, 10, 5, 1];
        var seen = new double[6];
        foreach (var mother in Mothers(divisions)) seen[Partition.Binomial(5, mother, Draws)]++;

        var chiSquared = seen.Select((s, k) => (s - divisions * expected[k] / 32) * (s - divisions * expected[k] / 32) / (divisions * expected[k] / 32)).Sum();
        Assert.InRange(chiSquared, 0, 20.5); // p = 0.001 at 5 degrees of freedom
    }

    [Fact]
    public void Every_molecule_counts_across_the_words_of_a_draw()
    {
        // Var = N/4 fails if a word is used twice or skipped.
        foreach (var molecules in new[] { 100, 128, 200, 300 })
        {
            var shares = Mothers(20_000).Select(m => (double)Partition.Binomial(molecules, m, Draws)).ToArray();
            var mean = shares.Average();
            Assert.Equal(molecules / 2.0, mean, 4 * Math.Sqrt(molecules / 4.0 / shares.Length));
            Assert.Equal(molecules / 4.0, shares.Average(s => (s - mean) * (s - mean)), 4 * molecules / 4.0 * Math.Sqrt(2.0 / shares.Length));
        }
    }

    [Fact]
    public void Kinds_of_molecules_part_independently_and_each_division_has_one_outcome()
    {
        var mother = CellId.Founder(0, 1);

        Assert.Equal(Partition.Binomial(500, mother, Draws, 3), Partition.Binomial(500, mother, Draws, 3));
        Assert.True(Enumerable.Range(0, 20).Select(kind => Partition.Binomial(500, mother, Draws, (ushort)kind)).Distinct().Count() > 5);
    }

    [Fact]
    public void A_negative_number_of_molecules_is_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Partition.Binomial(-1, CellId.Founder(0, 0), Draws));
        Assert.Contains("-1 molecules", error.Message);
    }

    private static IEnumerable<CellId> Mothers(int count) => Enumerable.Range(0, count).Select(i => CellId.Founder(0, (ulong)i));
}
