using System.CommandLine;
using Sintropia.Cli.Terminals;
using Sintropia.Design.Mechanisms.Benchmarks;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia design mechanism-benchmark`: regulators recovered from cells whose regulation is known.</summary>
internal static class DesignMechanismBenchmarkCommand
{
    public static (Command Command, string Examples) Create(Terminal terminal)
    {
        var output = new Option<string>("--out") { Description = "Folder for mechanism.csv, .md and .html, and for made-up cells and trained models", HelpName = "DIR", Required = true };
        var work = new Option<string?>("--work") { Description = "Where cells and trained models are kept and looked for [default: --out]", HelpName = "DIR" };
        var seed = new Option<ulong>("--seed") { Description = "Seed of cells, trainings and nulls", HelpName = "SEED", DefaultValueFactory = _ => 1 };
        var command = new Command("mechanism-benchmark", "Recover regulators from made-up cells whose regulation is known, by every map, beside nulls; goes on where it was stopped") { output, work, seed };
        command.SetAction(parsed => DesignCommand.Reading(() =>
        {
            using var interruption = new Interruption(terminal);
            using var stop = new CancellationTokenSource();
            interruption.Asked.ContinueWith(_ => stop.Cancel(), TaskScheduler.Default);
            var folder = parsed.GetRequiredValue(output);
            var benchmark = new MechanismBenchmark(parsed.GetValue(work) ?? folder, parsed.GetValue(seed), what => terminal.Output.WriteLine(terminal.Soft(what)));
            try
            {
                var rows = benchmark.Rows(stop.Token);
                var truth = benchmark.Truth;
                MechanismBoard.Write(folder, rows, $"{truth.Cells} made-up cells, {truth.Genes} genes, {truth.Perturbations} perturbations of which those by compounds are left out, seed {benchmark.Seed}.", $"sintropia design mechanism-benchmark --out DIR --seed {benchmark.Seed}");
                foreach (var finding in MechanismBoard.Findings(rows)) terminal.Output.WriteLine(finding);
                terminal.Output.WriteLine($"Written: {Path.Combine(folder, "mechanism.md")}, mechanism.csv, mechanism.html");
                return ExitCode.Ok;
            }
            catch (OperationCanceledException)
            {
                terminal.Complain("Interrupted. The same command goes on where it stopped.");
                return interruption.Code;
            }
        }));
        return (command, "sintropia design mechanism-benchmark --out mechanism");
    }
}
