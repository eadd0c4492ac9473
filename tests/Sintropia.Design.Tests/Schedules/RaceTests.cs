using Sintropia.Design.Schedules;

namespace Sintropia.Design.Tests.Schedules;

public sealed class RaceTests
{
    private static readonly RaceOptions Usual = new() { First = 4, Most = 64, Indifference = 0 };

    /// <summary>A draw that all candidates of a replicate share, and one of their own; both normal enough, by sums of hashed uniforms.</summary>
    private static double Noise(ulong seed, int replicate, int candidate)
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
        {
            var z = seed * 0x9E3779B97F4A7C15 + (ulong)(replicate * 1_000_003 + candidate * 101 + i) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            sum += ((z ^ (z >> 31)) >> 11) * Math.Pow(2, -53);
        }

        return sum;
    }

    private static RaceResult Run(double[] means, double own, ulong seed, RaceOptions options, double[]? rooms = null) => Race.Run(means.Length, rooms is null ? 0 : 1, options, (who, from, to) =>
        [.. who.Select(c => Enumerable.Range(from, to - from + 1).Select(r => (means[c] + 10 * Noise(seed, r, -1) + own * Noise(seed, r, c), rooms is null ? Array.Empty<double>() : [rooms[c] + 0.01 * Noise(seed + 77, r, c)])).ToArray())]);

    [Fact]
    public void What_all_candidates_share_does_not_blur_their_differences()
    {
        var result = Run([100, 101, 102], own: 0.1, seed: 1, Usual);

        Assert.Equal(RaceEnd.OneLeft, result.End);
        Assert.Equal((0, Standing.Best), (result.Leader!.Candidate, result.Leader.Standing));
        Assert.True(result.Leader.Replicates < 64); // the shared noise has a deviation of 10, a hundred times the own
    }

    [Fact]
    public void Equal_candidates_cannot_be_told_apart_and_it_says_so()
    {
        var result = Run([100, 100, 130], own: 1, seed: 2, Usual);

        Assert.Equal(RaceEnd.CannotTell, result.End);
        Assert.Equal([0, 1], result.Left.Select(e => e.Candidate).Order());
        Assert.Equal(Standing.Worse, result.Entries.Single(e => e.Candidate == 2).Standing);
    }

    [Fact]
    public void Differences_of_no_interest_end_a_race_early()
    {
        var result = Run([100, 100.01, 130], own: 0.5, seed: 3, Usual with { Indifference = 0.05 });

        Assert.Equal(RaceEnd.Indifferent, result.End);
        Assert.True(result.Leader!.Replicates < 64);
        Assert.Equal(2, result.Left.Count);
    }

    [Fact]
    public void The_best_is_dropped_no_more_often_than_was_allowed()
    {
        // 400 races of 8 candidates of which the first is better by little: α = 0.2 would allow 80, and Bonferroni is on the safe side.
        var lost = Enumerable.Range(0, 400).Count(seed => Run([0, .. Enumerable.Repeat(0.1, 7)], own: 1, (ulong)seed + 1000, Usual with { Confidence = 0.8, Most = 32 }).Left.All(e => e.Candidate != 0));

        Assert.InRange(lost, 0, 80);
    }

    [Fact]
    public void A_race_between_the_different_is_decided_nearly_always()
    {
        var decided = Enumerable.Range(0, 100).Count(seed => Run([0, .. Enumerable.Repeat(3.0, 7)], own: 1, (ulong)seed + 5000, Usual) is { End: RaceEnd.OneLeft, Leader.Candidate: 0 });

        Assert.InRange(decided, 95, 100);
    }

    [Fact]
    public void One_that_breaks_a_limit_does_not_win_and_drops_nobody()
    {
        var result = Run([0, 50, 60], own: 0.1, seed: 4, Usual, rooms: [-1, 1, 1]);

        Assert.Equal(1, result.Leader!.Candidate);
        Assert.Equal(Standing.BreaksLimit, result.Entries.Single(e => e.Candidate == 0).Standing);
    }

    [Fact]
    public void Where_none_keeps_the_limit_there_is_no_leader()
    {
        var result = Run([0, 50], own: 0.1, seed: 5, Usual, rooms: [-1, -2]);

        Assert.Equal(RaceEnd.NoneKeepsLimits, result.End);
        Assert.Null(result.Leader);
    }

    [Fact]
    public void Where_room_is_nought_it_cannot_be_told_whether_the_limit_is_kept()
    {
        var result = Run([0, 50], own: 0.1, seed: 6, Usual, rooms: [0, -2]);

        Assert.Equal(RaceEnd.LimitsUndecided, result.End);
        Assert.Null(result.Leader);
        Assert.Equal(Standing.Undecided, result.Entries[0].Standing);
    }

    [Theory]
    [InlineData(1, 4, 0.95)]
    [InlineData(4, 2, 0.95)]
    [InlineData(4, 8, 1.0)]
    public void Options_that_cannot_be_are_refused(int first, int most, double confidence) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Run([0, 1], 1, 1, new() { First = first, Most = most, Confidence = confidence }));
}
