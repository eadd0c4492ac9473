using System.CommandLine;
using System.Globalization;
using Sintropia.Cli.Terminals;
using Sintropia.Cli.Watching;
using Sintropia.Data;
using Sintropia.Predictors.Checkpoints;
using Sintropia.Predictors.Perturbations;
using Sintropia.Predictors.Trained;
using Sintropia.Training;
using Sintropia.Training.Configuration;
using Sintropia.Training.Running;
using Sintropia.Weights;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia train`: a model from cells of an experiment.</summary>
internal static class TrainCommand
{
    public static (Command Command, string Examples) Create(Terminal terminal)
    {
        var file = new Argument<string?>("CONFIG") { Description = "What is trained on what: a YAML file", Arity = ArgumentArity.ZeroOrOne };
        var output = new Option<string?>("--out") { Description = "Folder of the training [default: the name of CONFIG without its ending]", HelpName = "DIR" };
        var resume = new Option<string?>("--resume") { Description = "Go on with a training that was interrupted, with the bits that it would have had", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "Print an object a line, for programs" };
        var command = new Command("train", "Train a model on cells, and keep it with its card, curves and split in a folder") { file, output, resume, json };
        command.Validators.Add(r =>
        {
            if (r.GetValue(file) is null == r.GetValue(resume) is null) r.AddError("Name a configuration, or a folder to go on with by --resume, and not both.");
        });
        command.SetAction(parsed => Reading(() =>
        {
            var folder = new TrainingFolder(parsed.GetValue(resume) ?? parsed.GetValue(output) ?? Path.ChangeExtension(parsed.GetRequiredValue(file)!, null));
            return Train(parsed.GetValue(file) is { } path ? TrainingConfiguration.Load(path) : null, folder, parsed.GetValue(json), terminal);
        }));
        return (command, "sintropia train norman.yaml\nsintropia train norman.yaml --out models/norman --json\nsintropia train --resume models/norman");
    }

    /// <summary>What a user can mend is told as such.</summary>
    public static T Reading<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception invalid) when (invalid is TrainingException or DataFileException or CheckpointException or WeightsException or UnknownPerturbationException or PerturbationFileException or ModelFileException or ArgumentException)
        {
            throw new CommandFailure(ExitCode.InvalidInput, invalid.Message, invalid);
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.RunFailed, $"{unwritten.Message} Name a folder that can be written.", unwritten);
        }
    }

    private static int Train(TrainingConfiguration? configuration, TrainingFolder folder, bool json, Terminal terminal)
    {
        using var interruption = new Interruption(terminal);
        using var stop = new CancellationTokenSource();
        interruption.Asked.ContinueWith(_ => stop.Cancel(), TaskScheduler.Default);
        var progress = new Progress(json, terminal);
        var outcome = configuration is null ? TrainingRun.Resume(folder, progress, stop.Token) : TrainingRun.Start(configuration, folder, progress, stop.Token);
        progress.End();
        if (json) JsonLine.Write(terminal.Output, new { outcome.Status, outcome.Steps, outcome.Parameters, outcome.BestLoss, outcome.Model, outcome.Notes });
        else Tell(outcome, folder, terminal);
        return outcome.Status == "interrupted" ? interruption.Code : ExitCode.Ok;
    }

    private static void Tell(TrainingOutcome outcome, TrainingFolder folder, Terminal terminal)
    {
        foreach (var note in outcome.Notes) terminal.Output.WriteLine(note);
        if (outcome.Status == "interrupted") terminal.Output.WriteLine($"Interrupted, with a checkpoint. Go on with: sintropia train --resume {folder.Path}");
        else terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Written: {outcome.Model}, {outcome.Parameters:N0} parameters{(outcome.BestLoss is { } loss ? $", best validation loss {loss:g5} after at most {outcome.Steps} steps" : "")}"));
    }

    private sealed class Progress(bool json, Terminal terminal) : IProgress<TrainingProgress>
    {
        private readonly StepBar _bar = new(terminal);
        private (string Stage, double? Validation) _last = ("", null);

        public void Report(TrainingProgress value)
        {
            var isMark = value.Validation is not null && (value.Stage, value.Validation) != _last;
            _last = (value.Stage, value.Validation);
            if (!json) _bar.Show(value.Stage, value.Step, value.Steps, string.Create(CultureInfo.InvariantCulture, $"loss {value.Loss:g4}{(value.Validation is { } validation ? $"  validation {validation:g4}  best {value.Best:g4}" : "")}"), isMark);
            else if (isMark) JsonLine.Write(terminal.Output, value);
        }

        public void End()
        {
            if (!json) _bar.End();
        }
    }
}
