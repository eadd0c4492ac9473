using Sintropia.Training.Benchmarks;

namespace Sintropia.Training.Tests.Benchmarks;

public sealed class LeaderboardTests
{
    private static readonly Metric s_error = Metric.Of("mae"), s_likeness = Metric.Of("pearson_delta");

    [Fact]
    public void A_gain_is_over_the_best_baseline_and_above_0_where_it_is_better_whichever_way_the_metric_goes()
    {
        var board = Board(Entry("good", EntryRole.System, [0.1, 0.2, 0.1, 0.2], [0.9, 0.8, 0.9, 0.8]), Entry("worse", EntryRole.Baseline, [0.5, 0.6, 0.5, 0.6], [0.1, 0.2, 0.1, 0.2]), Entry("best", EntryRole.Baseline, [0.3, 0.4, 0.3, 0.4], [0.5, 0.4, 0.5, 0.4]));

        Assert.Equal(("best", "best"), (board.Best(s_error)!.System, board.Best(s_likeness)!.System));
        Assert.Equal((0.2, 0.4), (Math.Round(board.Gain(board.Entries[0], s_error)!.Value.Low, 9), Math.Round(board.Gain(board.Entries[0], s_likeness)!.Value.Estimate, 9)));
        Assert.Contains("significantly better than the best baseline on pearson_delta (over best)", board.Findings()[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_baseline_that_has_no_number_of_some_perturbation_is_not_the_best()
    {
        var board = Board(Entry("partly", EntryRole.Baseline, [0.01, 0.01, double.NaN, 0.01], [0.9, 0.9, double.NaN, 0.9]), Entry("whole", EntryRole.Baseline, [0.3, 0.4, 0.3, 0.4], [0.5, 0.4, 0.5, 0.4]));

        Assert.Equal("whole", board.Best(s_error)!.System);
        Assert.Equal(1, Leaderboard.Missing(board.Entries[0], s_error));
        Assert.Contains("‡", LeaderboardFiles.Markdown(board), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_baselines_win_the_board_says_so()
    {
        var board = Board(Entry("weak", EntryRole.System, [0.5, 0.6, 0.5, 0.6], [0.1, 0.2, 0.1, 0.2]) with { Refused = ["p2"] }, Entry("best", EntryRole.Baseline, [0.3, 0.4, 0.3, 0.4], [0.5, 0.4, 0.5, 0.4]));
        var said = Assert.Single(board.Findings());

        Assert.Contains("better than the best baseline on no metric", said, StringComparison.Ordinal);
        Assert.Contains("significantly worse on pearson_delta (under best)", said, StringComparison.Ordinal);
        Assert.Contains("could not answer 1 of 4", said, StringComparison.Ordinal);
        Assert.Equal(1 + 2 * Metric.All.Count, LeaderboardFiles.Csv(board).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(1 + 2 * Metric.All.Count * 4, LeaderboardFiles.Figures(board).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("<svg", LeaderboardFiles.Html([board], "A & B"), StringComparison.Ordinal);
        Assert.Contains("A &amp; B", LeaderboardFiles.Html([board], "A & B"), StringComparison.Ordinal);
    }

    [Fact]
    public void Intervals_are_calibrated_on_one_half_and_tried_on_the_other_and_width_is_told_beside_the_train_means()
    {
        var random = new Random(3);
        Entry Missing(string name, EntryRole role, double by) => Entry(name, role, new double[40], new double[40]) with { Misses = [.. Enumerable.Range(0, 40).Select(_ => by * (1 + random.NextDouble()))] };
        var board = new Leaderboard("suite", [], [.. Enumerable.Range(0, 40).Select(i => $"p{i}")], [Missing("near", EntryRole.System, 1), Missing("train mean", EntryRole.Baseline, 2)]);
        var rows = ConformalIntervals.Of(board);

        Assert.Equal(4, rows.Count);
        Assert.All(rows, r => Assert.Equal((20, 20), (r.Calibrating, r.Tried)));
        Assert.All(rows, r => Assert.InRange(r.Covered, 10, 20));
        Assert.InRange(ConformalIntervals.Relative(rows, "near", "train mean"), 0.4, 0.6);
        Assert.Equal(0.8, ConformalIntervals.Score([1, 2, 3, 4, 5], [1.1, 2.5, 3.8, 4.2, 6]), 9); // of errors 0.1, 0.2, 0.5, 0.8 and 1, four of five are at most 0.8
        Assert.Contains("| near | ", LeaderboardFiles.Markdown(board), StringComparison.Ordinal);
        Assert.Equal(5, LeaderboardFiles.ConformalCsv(board).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private static Leaderboard Board(params Entry[] entries) => new("suite", ["what it is"], ["p1", "p2", "p3", "p4"], entries);

    private static Entry Entry(string name, EntryRole role, double[] errors, double[] likeness) =>
        new(name, role, Metric.All.ToDictionary(m => m.Name, m => m == s_error ? errors : m == s_likeness ? likeness : new double[4]), []);
}
