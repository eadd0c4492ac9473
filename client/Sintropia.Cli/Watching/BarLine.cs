using System.Globalization;
using Sintropia.Cli.Terminals;
using Sintropia.Runs.Execution;

namespace Sintropia.Cli.Watching;

/// <summary>The line with the bar: what stands before it, its width, and what stands after. On narrow terminals the less important goes first.</summary>
internal readonly record struct BarLine(string Before, int Bar, string After)
{
    private const int LeastBar = 8, MostBar = 40, Gaps = 4;

    public static BarLine Of(RunProgress progress, double secondsLeft, int width)
    {
        var part = RunInWords.Part(progress);
        if (progress.Parts > 1) part = $"{progress.Part}/{progress.Parts} {part}";
        var time = $"{Words.Hours(progress.Time)}/{Words.Hours(progress.Duration)} h";
        var done = string.Create(CultureInfo.InvariantCulture, $"{progress.Done * 100,3:f0} %");
        var cells = Words.Count(progress.Living, "cell");
        var rate = $"{Words.Rate(progress.Effort.EquivalentUpdatesPerSecond)} updates/s";
        var left = RunInWords.Left(secondsLeft, "");
        var paused = progress.Status == Runs.Results.RunStatus.Paused ? "paused" : "";

        (string Before, string After)[] layouts =
        [
            ($"{part}  {time}", Join(done, cells, rate, left, paused)),
            ($"{part}  {time}", Join(done, cells, rate.Replace(" updates", "", StringComparison.Ordinal), left)),
            ($"{part}  {time}", Join(done, cells, left)),
            ($"{part}", Join(done, left)),
            ("", done),
        ];
        foreach (var (before, after) in layouts)
            if (before.Length + after.Length + Gaps + LeastBar <= width) return new(before, Math.Min(MostBar, width - before.Length - after.Length - Gaps), after);
        return new("", 1, done);
    }

    private static string Join(params string[] words) => string.Join("  ", words.Where(w => w.Length > 0));
}
