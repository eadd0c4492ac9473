using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;

namespace Sintropia.Biology.Tests.Chance;

public sealed class DrawsTests
{
    private const int Many = 40_000;
    private static readonly Draws Draws = new(20261121);

    [Fact]
    public void A_draw_does_not_depend_on_what_was_drawn_before()
    {
        var cells = Enumerable.Range(0, 100).Select(Cell).ToArray();
        var forward = cells.Select(cell => Draws.Uniform(cell, Purpose.Work, 3)).ToArray();
        var backward = cells.Reverse().Select(cell => new Draws(20261121).Uniform(cell, Purpose.Work, 3)).Reverse();

        Assert.Equal(forward, backward);
    }

    [Fact]
    public void Uniforms_fill_the_open_interval_evenly()
    {
        var draws = Enumerable.Range(0, Many).Select(i => Draws.Uniform(Cell(i), Purpose.Work)).ToArray();

        Assert.All(draws, u => Assert.True(u is > 0 and < 1));
        Assert.InRange(Sample.Distance(draws, u => u), 0, Sample.Critical(Many));
    }

    [Fact]
    public void The_two_uniforms_of_a_block_are_independent_and_the_first_is_the_single_one()
    {
        var pairs = Enumerable.Range(0, Many).Select(i => Draws.Uniforms(Cell(i), Purpose.Survival, 9)).ToArray();

        Assert.Equal(Draws.Uniform(Cell(7), Purpose.Survival, 9), pairs[7].First);
        Assert.InRange(Sample.Distance([.. pairs.Select(p => p.Second)], u => u), 0, Sample.Critical(Many));
        Assert.InRange(Sample.Correlation(pairs), -0.02, 0.02); // 4 standard errors of 1/√n
    }

    [Fact]
    public void Exponentials_have_mean_one_and_variance_one()
    {
        var draws = Enumerable.Range(0, Many).Select(i => Draws.Exponential(Cell(i), Purpose.Survival)).ToArray();

        Assert.InRange(Sample.Distance(draws, x => 1 - Math.Exp(-x)), 0, Sample.Critical(Many));
        Assert.Equal(1, draws.Average(), 4 / Math.Sqrt(Many));
        Assert.Equal(1, Sample.Variance(draws), 4 * Math.Sqrt(8.0 / Many)); // the fourth central moment is 9
    }

    [Fact]
    public void Normals_are_standard_and_independent()
    {
        var pairs = Enumerable.Range(0, Many).Select(i => Draws.Normals(Cell(i), Purpose.OwnPace)).ToArray();
        foreach (var draws in new[] { pairs.Select(p => p.First).ToArray(), [.. pairs.Select(p => p.Second)] })
        {
            Assert.Equal(0, draws.Average(), 4 / Math.Sqrt(Many));
            Assert.Equal(1, Sample.Variance(draws), 4 * Math.Sqrt(2.0 / Many));
            Assert.Equal(3, draws.Average(x => x * x * x * x), 4 * Math.Sqrt(96.0 / Many));
        }

        Assert.InRange(Sample.Correlation(pairs), -0.02, 0.02);
    }

    [Fact]
    public void No_two_purposes_indices_cells_or_seeds_share_a_draw()
    {
        var seen = new HashSet<Block>();
        foreach (var purpose in Enum.GetValues<Purpose>())
            for (var cell = 0; cell < 20; cell++)
                foreach (var index in new ulong[] { 0, 1, 2, 255, 256, 65_535, 65_536, 0xFFFFFF, 1UL << 32, (1UL << 48) - 1 })
                    foreach (var seed in new ulong[] { 0, 1, 2, ulong.MaxValue })
                        Assert.True(seen.Add(new Draws(seed).Bits(Cell(cell), purpose, index)), $"{purpose}, cell {cell}, index {index}, seed {seed}");
    }

    [Fact]
    public void Cells_that_differ_only_in_one_half_of_their_identity_draw_differently()
    {
        Assert.NotEqual(Draws.Bits(new(1, 5), Purpose.Work, 0), Draws.Bits(new(2, 5), Purpose.Work, 0));
        Assert.NotEqual(Draws.Bits(new(5, 1), Purpose.Work, 0), Draws.Bits(new(5, 2), Purpose.Work, 0));
    }

    [Fact]
    public void Draws_of_different_purposes_are_uncorrelated()
    {
        var pairs = Enumerable.Range(0, Many).Select(i => (Draws.Uniform(Cell(i), Purpose.Work, 1), Draws.Uniform(Cell(i), Purpose.Survival, 1))).ToArray();

        Assert.InRange(Sample.Correlation(pairs), -0.02, 0.02);
    }

    [Fact]
    public void The_first_replicate_keeps_the_seed_and_others_share_no_draw_with_it()
    {
        Assert.Equal(Draws, Draws.Replicate(1));
        Assert.Equal(50, Enumerable.Range(1, 50).Select(r => Draws.Replicate(r).Bits(Cell(0), Purpose.Work, 0)).Distinct().Count());
    }

    [Fact]
    public void The_bits_of_a_draw_are_a_block_of_Philox_at_purpose_index_and_low_half()
    {
        // Seed 0 and a high half of 0 mix to the key 0, so the counter's layout can be seen alone.
        var bits = new Draws(0).Bits(new(0, 0x1111), Purpose.Work, 0x20000);

        Assert.Equal(Philox.Encrypt(new((1UL << 48) | 0x20000, 0x1111), key: 0), bits);
    }

    private static CellId Cell(int index) => CellId.Founder(0, (ulong)index);
}
