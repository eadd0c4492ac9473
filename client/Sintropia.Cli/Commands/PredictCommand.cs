using System.CommandLine;
using System.Globalization;
using Sintropia.Cli.Terminals;
using Sintropia.Predictors.Trained;
using Sintropia.Training.Predictions;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia predict`: what a trained model says becomes of cells.</summary>
internal static class PredictCommand
{
    public static (Command Command, string Examples) Create(Terminal terminal)
    {
        var model = new Argument<string>("MODEL") { Description = "A model.safetensors that `sintropia train` wrote" };
        var cells = new Argument<string>("CELLS") { Description = "An .h5ad file with the cells that nothing was done to" };
        var output = new Option<string>("--out") { Description = "The .h5ad file of predicted cells, controls among them", HelpName = "FILE", Required = true };
        var perturb = new Option<string[]>("--perturb") { Description = "What is to be predicted, as KLF1 or KLF1+MAP2K6; may be given more than once [default: everything that --perturbation names in the file]", HelpName = "NAME" };
        var column = new Option<string>("--perturbation") { Description = "Column of obs that says what was done to a cell; without it, nothing was done to any", HelpName = "COLUMN", DefaultValueFactory = _ => "" };
        var control = new Option<string?>("--control") { Description = "What it says of controls [default: as in the model's training data]", HelpName = "NAME" };
        var context = new Option<string?>("--context") { Description = "Column of the cell type or line, for models of several", HelpName = "COLUMN" };
        var where = new Option<string?>("--where") { Description = "Which cells of the file, as 'donor == \"one\"'", HelpName = "CONDITION" };
        var layer = new Option<string?>("--layer") { Description = "The layer with counts or log-normalised values [default: X]", HelpName = "NAME" };
        var sizes = new Option<string?>("--sizes") { Description = "Column with the molecules of a cell over all its genes [default: that of the model's training]", HelpName = "COLUMN" };
        var most = new Option<int>("--cells") { Description = "Most control cells of each context that are answered about", HelpName = "N", DefaultValueFactory = _ => new PredictionOptions { Cells = "" }.MostCells };
        var truth = new Option<string?>("--truth") { Description = "Write the measured cells too, as the model sees them, for `sintropia evaluate`", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Print an object a perturbation, for programs" };
        var command = new Command("predict", "Ask a trained model what becomes of cells, and write them as .h5ad") { model, cells, output, perturb, column, control, context, where, layer, sizes, most, truth, json };
        command.SetAction(parsed => TrainCommand.Reading(() =>
        {
            if (parsed.GetValue(most) < 1) throw new CommandFailure(ExitCode.Usage, "--cells is at least 1.");
            var options = new PredictionOptions
            {
                Cells = parsed.GetRequiredValue(cells), Perturbations = parsed.GetValue(perturb) ?? [], Column = parsed.GetValue(column)!, Control = parsed.GetValue(control), Context = parsed.GetValue(context),
                Where = parsed.GetValue(where), Layer = parsed.GetValue(layer), Sizes = parsed.GetValue(sizes), MostCells = parsed.GetValue(most),
            };
            return Predict(ModelFile.Load(parsed.GetRequiredValue(model)), options, parsed.GetRequiredValue(output), parsed.GetValue(truth), parsed.GetValue(json), terminal);
        }));
        return (command, "sintropia predict norman/model.safetensors cells.h5ad --perturb KLF1+MAP2K6 --out predicted.h5ad\nsintropia predict norman/model.safetensors norman2019.h5ad --perturbation condition --out predicted.h5ad --truth measured.h5ad\nsintropia evaluate predicted.h5ad measured.h5ad --perturbation condition");
    }

    private static int Predict(TrainedModel model, PredictionOptions options, string output, string? truth, bool json, Terminal terminal)
    {
        using var interruption = new Interruption(terminal);
        using var stop = new CancellationTokenSource();
        interruption.Asked.ContinueWith(_ => stop.Cancel(), TaskScheduler.Default);
        using var prediction = new Prediction(model, options);
        try
        {
            if (!json) foreach (var note in prediction.Notes) terminal.Output.WriteLine(terminal.Soft(note));
            var made = prediction.Write(output, new Progress(json, terminal), stop.Token);
            var measured = truth is null ? 0 : prediction.WriteMeasured(truth);
            if (json) return ExitCode.Ok;
            if (made.Count > 0 && made[0].CellDistance > 3) terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The cells are {made[0].CellDistance:0.#} times as far from the model's control cells as chance would have them: an extrapolation. Check depth and sizes."));
            terminal.Output.WriteLine($"Written: {output}{(truth is null ? "" : $"; {measured} measured cells: {truth}")}");
            return ExitCode.Ok;
        }
        catch (OperationCanceledException)
        {
            terminal.Complain("Interrupted. Nothing was written.");
            return interruption.Code;
        }
    }

    private sealed class Progress(bool json, Terminal terminal) : IProgress<PredictedPerturbation>
    {
        public void Report(PredictedPerturbation value)
        {
            if (json) JsonLine.Write(terminal.Output, new { value.Perturbation, value.Context, value.Cells, value.Change, Spread = double.IsNaN(value.Spread) ? (double?)null : value.Spread, Training = value.Distance.Words, value.Distance.Seen, value.Distance.PartsSeen, value.Distance.Nearest, Likeness = double.IsNaN(value.Distance.Likeness) ? (double?)null : value.Distance.Likeness, value.CellDistance });
            else terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Perturbation,-24} {value.Context}{value.Cells,6} cells  change {value.Change:0.0000}{(double.IsNaN(value.Spread) ? "" : $"  spread {value.Spread:0.0000}")}  {value.Distance.Words}"));
        }
    }
}
