using Sintropia.Design.Targets.Benchmarks;
using Sintropia.Training.Benchmarks;

namespace Sintropia.Design.Tests.Targets.Benchmarks;

public sealed class TargetBenchmarkTests
{
    private static readonly BenchmarkSuite s_suite = new("small-doubles", "made up", "{ file: '{data}/cells.h5ad', perturbation: condition }", ["{ by: doubles, test: 1, validation: 0 }"], HasFeatures: false);

    [Fact]
    public void What_was_hidden_is_found_by_what_can_know_of_it_and_by_nulls_no_better_than_by_chance()
    {
        using var screen = new SmallScreen();
        var benchmark = new TargetBenchmark(screen.Root, screen["models"], 1, _ => { }) { Systems = ["none"] };
        var rows = TargetBoard.Of([.. benchmark.Known(s_suite), .. benchmark.Hidden(s_suite, 0)]);
        TargetScore Row(string task, string system, string measure, string kind = "all") => rows.Single(r => r.Task == task && r.System == system && r.Measure == measure && r.Kind == kind);

        Assert.True(Row("small, known", "lookup", "cosine").Reciprocal.Estimate > 0.95);
        Assert.Equal(1, Row("small, known", "lookup", "cosine").BeatsNull);
        Assert.True(Row("small, known", "lookup, shuffled labels", "cosine").Gain.Low < 0.1);
        Assert.True(Row("small-doubles, hidden", "additive", "cosine", "double").HitAt1.Estimate > 0.9);
        Assert.True(Row("small-doubles, hidden among all pairs", "additive", "cosine", "double").HitAt1.Estimate > 0.9);
        Assert.Equal(21, Row("small-doubles, hidden among all pairs", "additive", "cosine", "double").Candidates);
        Assert.Equal(1.0 / 11, Row("small-doubles, hidden", "mean delta", "cosine", "double").HitAt1.Estimate, 12); // one answer for all is a random order
        Assert.Equal(Row("small-doubles, hidden", "random order", "none", "double").Reciprocal.Estimate, Row("small-doubles, hidden", "no change", "distance", "double").Reciprocal.Estimate, 12);
    }

    [Fact]
    public void The_board_is_written_and_its_parts_can_be_gone_on_from()
    {
        using var screen = new SmallScreen();
        var figures = new TargetBenchmark(screen.Root, screen["models"], 1, _ => { }) { Systems = ["none"] }.Known(s_suite);
        TargetBoard.Keep(screen["part.json"], figures);
        TargetBoard.Write(screen["board"], TargetBoard.Kept(screen["part.json"]), "a command");

        Assert.Equal(figures, TargetBoard.Kept(screen["part.json"]));
        Assert.Equal(["target-figures.csv", "target.csv", "target.html", "target.md"], Directory.GetFiles(screen["board"]).Select(Path.GetFileName).Order());
        Assert.Contains("Made by `a command`", File.ReadAllText(screen["board/target.md"]), StringComparison.Ordinal);
    }
}
