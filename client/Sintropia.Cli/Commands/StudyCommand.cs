using System.CommandLine;
using System.Globalization;
using Sintropia.Cli.Terminals;
using Sintropia.Cli.Watching;
using Sintropia.Training.Quantising;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia model study`: what a byte for each weight does to models, on labelled cells.</summary>
internal static class StudyCommand
{
    public static Command Create(Terminal terminal)
    {
        var usual = new StudyOptions { Cells = "", Output = "" };
        var cells = new Argument<string>("CELLS") { Description = "An .h5ad file of counts with labels" };
        var output = new Option<string>("--out") { Description = "Folder of the report: HTML, Markdown and CSV", HelpName = "DIR", Required = true };
        var models = new Option<string[]>("--model") { Description = "Folder of an scGPT or State Embedding model, published ones too; may be given more than once [default: a small one of each is trained]", HelpName = "DIR" };
        var label = new Option<string>("--label") { Description = "Column of obs with labels", HelpName = "COLUMN", DefaultValueFactory = _ => usual.Label };
        var genes = new Option<string?>("--genes") { Description = "Column of var that names genes as the model does [default: the names of rows]", HelpName = "COLUMN" };
        var steps = new Option<int>("--steps") { Description = "Of training", HelpName = "N", DefaultValueFactory = _ => usual.Steps };
        var alpha = new Option<double>("--alpha") { Description = "Share that conformal intervals may miss", HelpName = "NUMBER", DefaultValueFactory = _ => usual.Alpha };
        var seed = new Option<ulong>("--seed") { Description = "Of everything that is drawn", HelpName = "SEED", DefaultValueFactory = _ => usual.Seed };
        var command = new Command("study", "Report what int8 does to models: accuracy, size, memory, speed, layers, conformal coverage") { cells, output, models, label, genes, steps, alpha, seed };
        command.SetAction(parsed => ModelCommand.Reading(() =>
        {
            using var interruption = new Interruption(terminal);
            using var stop = new CancellationTokenSource();
            interruption.Asked.ContinueWith(_ => stop.Cancel(), TaskScheduler.Default);
            var bar = new StepBar(terminal);
            var options = usual with { Cells = parsed.GetRequiredValue(cells), Output = parsed.GetRequiredValue(output), Models = parsed.GetValue(models) ?? [], Label = parsed.GetValue(label)!, Genes = parsed.GetValue(genes), Steps = parsed.GetValue(steps), Alpha = parsed.GetValue(alpha), Seed = parsed.GetValue(seed) };
            try
            {
                var report = QuantisationStudy.Run(options, new Shown(bar), stop.Token);
                bar.End();
                report.Write(options.Output, $"sintropia model study {Path.GetFileName(options.Cells)} --out DIR{(options.Steps == usual.Steps ? "" : $" --steps {options.Steps}")}{string.Concat(options.Models.Select(m => $" --model {Path.GetFileName(Path.TrimEndingDirectorySeparator(m))}"))}");
                foreach (var model in report.Models)
                    foreach (var measure in model.Measures) terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {model.Model}: {measure.Measure}  {measure.Before:g5} → {measure.After:g5}"));
                terminal.Output.WriteLine($"Written: {options.Output}");
                return ExitCode.Ok;
            }
            catch (OperationCanceledException)
            {
                bar.End();
                terminal.Complain("Interrupted. Nothing was written.");
                return interruption.Code;
            }
        }));
        return command;
    }

    private sealed class Shown(StepBar bar) : IProgress<StudyStep>
    {
        public void Report(StudyStep value) => bar.Show(value.Stage, value.Done, value.Of, double.IsNaN(value.Loss) ? "" : string.Create(CultureInfo.InvariantCulture, $"loss {value.Loss:g4}"), value.Done % 100 == 0 || value.Done == value.Of);
    }
}
