using System.CommandLine;
using Sintropia.Cli.Terminals;
using Sintropia.Design.Combinations;
using Sintropia.Evaluation.Combinations;
using Sintropia.Reports.Effects;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia design combine`: what to measure next of drugs together, how such a search would have done, or what simulated cultures say.</summary>
internal static class DesignCombineCommand
{
    public static (Command Command, string Examples) Create(Terminal terminal)
    {
        var table = new Option<string?>("--table") { Description = "Table of measurements in place of the one that the task names", HelpName = "FILE" };
        return DesignRun.Create("combine",
            "Propose which doses and drugs to measure together next; judge such searches on matrices that are measured; or screen pairs in simulated cultures",
            "sintropia design combine examples/design/combine.yaml --out combine", terminal, ask =>
            {
                var task = CombineTask.Load(ask.Task, ask.Parsed.GetValue(table));
                if (task.Screen is { } screen) return Screened(task, screen, ask);
                var (matrices, targets, leftOut) = CombineSearch.Read(task);
                var answer = task.Judge is { } judge
                    ? CombineFiles.Write(task, RegretStudy.Of(matrices, targets, judge, task.Seed, ask.Threads, (done, of) => ask.Tell(done, of, "matrices"), ask.Stop), ask.Folder)
                    : CombineFiles.Write(task, CombineProposal.Of(matrices, targets, task), ask.Folder);
                if (leftOut > 0) answer = [.. answer, $"{leftOut} matrices were left out: a drug was not measured alone, or there is no baseline."];
                return ([.. answer, $"Written: {Path.Combine(ask.Folder, CombineFiles.Page)}, {(task.Judge is null ? $"{CombineFiles.Pairs}, {CombineFiles.Drugs}" : CombineFiles.Curves)}, {CombineFiles.Answer}"], new { Answer = answer, Directory = ask.Folder });
            }, table);
    }

    private static (IReadOnlyList<string>, object) Screened(CombineTask task, CultureScreen screen, DesignRequest ask)
    {
        var matrices = screen.Run(ask.Threads, ask.Folder, (done, of) => ask.Tell(done, of, "pairs of drugs"), ask.Stop);
        var options = new CombinationOptions { Baseline = BaselineRule.ControlWells, Resamples = 200, Seed = task.Seed };
        ScoredMatrix[] scored = [.. matrices.Select(m => new ScoredMatrix(m, CombinationScores.Of(m.Wells, options)))];
        CombinationReport.Write(new() { Title = task.Name, Source = $"{screen.Scenario}: simulated cultures, {screen.Replicates} of each pair of doses with shared draws", Unit = "", Confidence = options.Confidence, Method = "No effect: the cultures without drugs. Intervals: 200 resamples of replicates.", Matrices = scored }, ask.Folder);
        string[] answer = [.. scored.OrderByDescending(m => m.Scores.Scores.Count > 0 ? m.Scores[ReferenceModel.Bliss].Mean.Estimate : double.NegativeInfinity).Select(m => m.Scores.Scores.Count == 0 ? $"{m.Matrix.Name}: {m.Scores.Reason}"
            : FormattableString.Invariant($"{m.Matrix.Name}: {100 * m.Scores[ReferenceModel.Bliss].Mean.Estimate:0.0} percentage points over Bliss ({100 * m.Scores[ReferenceModel.Bliss].Mean.Low:0.0} to {100 * m.Scores[ReferenceModel.Bliss].Mean.High:0.0})."))];
        return ([.. answer, $"Written: {Path.Combine(ask.Folder, CombinationReport.Page)}, {CombinationReport.Scores}, {CombinationReport.Pairs}"], new { Answer = answer, Directory = ask.Folder });
    }
}
