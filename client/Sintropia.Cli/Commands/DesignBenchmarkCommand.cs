using System.CommandLine;
using System.Globalization;
using Sintropia.Cli.Terminals;
using Sintropia.Design.Targets.Benchmarks;
using Sintropia.Training.Benchmarks;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia design target-benchmark`: perturbations of measured data are hidden and searched for.</summary>
internal static class DesignBenchmarkCommand
{
    private static readonly string[] s_suites = ["norman2019-doubles", "norman2019-singles", "papalexi2021", "mcfaline2023"];

    public static (Command Command, string Examples) Create(Terminal terminal)
    {
        var data = new Option<string>("--data") { Description = "Folder of the data sets that suites name", HelpName = "DIR", Required = true };
        var output = new Option<string>("--out") { Description = "Folder for target.csv, .md and .html, figures and what a stopped benchmark goes on from", HelpName = "DIR", Required = true };
        var models = new Option<string?>("--models") { Description = "Where trained models are kept and looked for, as `sintropia evaluate --suite` writes them [default: --out]", HelpName = "DIR" };
        var suite = new Option<string[]>("--suite") { Description = $"Only this suite; may be given more than once: {string.Join(", ", s_suites)}", HelpName = "NAME" };
        var seed = new Option<ulong>("--seed") { Description = "Seed of trainings and of halves", HelpName = "SEED", DefaultValueFactory = _ => 1 };
        var command = new Command("target-benchmark", "Hide perturbations of measured data and search for them, by every system and baseline; goes on where it was stopped") { data, output, models, suite, seed };
        command.SetAction(parsed => DesignCommand.Reading(() =>
        {
            var folder = parsed.GetRequiredValue(output);
            return Run(new(parsed.GetRequiredValue(data), parsed.GetValue(models) ?? folder, parsed.GetValue(seed), what => terminal.Output.WriteLine(terminal.Soft(what))), folder, parsed.GetValue(suite) is { Length: > 0 } named ? named : s_suites, terminal);
        }));
        return (command, "sintropia design target-benchmark --data data --out target\nsintropia design target-benchmark --data data --out target --suite papalexi2021");
    }

    private static int Run(TargetBenchmark benchmark, string folder, string[] names, Terminal terminal)
    {
        using var interruption = new Interruption(terminal);
        using var stop = new CancellationTokenSource();
        interruption.Asked.ContinueWith(_ => stop.Cancel(), TaskScheduler.Default);
        List<TargetFigure> figures = [];
        HashSet<string> known = [];
        try
        {
            foreach (var suite in names.Select(BenchmarkSuite.Of))
            {
                var set = suite.Name.Split('-')[0]; // suites of one data set share their known candidates
                if (known.Add(set)) figures.AddRange(Part(folder, $"known-{set}", benchmark.Seed, () => benchmark.Known(suite, stop.Token)));
                for (var fold = 0; fold < suite.Folds.Count; fold++) figures.AddRange(Part(folder, $"hidden-{suite.Name}-{fold + 1}", benchmark.Seed, () => benchmark.Hidden(suite, fold, stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            terminal.Complain("Interrupted. The same command goes on where it stopped.");
            return interruption.Code;
        }

        TargetBoard.Write(folder, figures, $"sintropia design target-benchmark --data DIR --out DIR --seed {benchmark.Seed}");
        foreach (var finding in TargetBoard.Findings(TargetBoard.Of(figures))) terminal.Output.WriteLine(finding);
        terminal.Output.WriteLine($"Written: {Path.Combine(folder, "target.md")}, target.csv, target.html, target-figures.csv");
        return ExitCode.Ok;
    }

    private static IReadOnlyList<TargetFigure> Part(string folder, string name, ulong seed, Func<IReadOnlyList<TargetFigure>> make)
    {
        var path = Path.Combine(folder, "parts", string.Create(CultureInfo.InvariantCulture, $"{name}-seed-{seed}.json"));
        if (File.Exists(path)) return TargetBoard.Kept(path);
        var figures = make();
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        TargetBoard.Keep(path, figures);
        return figures;
    }
}
