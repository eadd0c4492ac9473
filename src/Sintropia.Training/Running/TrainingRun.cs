using System.Text.Json;
using Sintropia.Data;
using Sintropia.Predictors.Checkpoints;
using Sintropia.Predictors.Trained;
using Sintropia.Predictors.Perturbations;
using Sintropia.Tensors;
using Sintropia.Training.Cells;
using Sintropia.Training.Configuration;
using Sintropia.Training.Events;
using Sintropia.Training.Splits;
using Sintropia.Training.Stages;
using Sintropia.Weights;

namespace Sintropia.Training.Running;

/// <summary>Trains a model: stage after stage, judged by validation cells as it goes, ended early where that no longer helps, and gone on with after a stop as if there had been none.</summary>
/// <remarks>Steps are functions of their number, so a training that is interrupted and resumed ends with the bits of one that was not. A loss or gradient that is not finite ends it; the last good weights are kept.</remarks>
public static class TrainingRun
{
    /// <summary>Trains from the beginning.</summary>
    /// <param name="configuration">What.</param>
    /// <param name="folder">Where files go; it is made.</param>
    /// <param name="progress">Hears of steps.</param>
    /// <param name="cancellation">Asks for a checkpoint and an end.</param>
    /// <exception cref="TrainingException">Configuration or data cannot be used, or training diverged.</exception>
    /// <exception cref="DataFileException">The data file is not there or damaged.</exception>
    /// <exception cref="CheckpointException">Weights to begin from do not fit; every key is listed.</exception>
    public static TrainingOutcome Start(TrainingConfiguration configuration, TrainingFolder folder, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(folder);
        Directory.CreateDirectory(folder.Path);
        if (File.Exists(folder.Checkpoint) || File.Exists(folder.Model)) throw new TrainingException($"{folder.Path} already holds a training. Go on with it by --resume, or name another folder.");
        TrainingFolder.Write(folder.Configuration, configuration.Text);
        return EnsembleRun.IsOne(configuration) ? EnsembleRun.Train(configuration, folder, progress, cancellation) : Train(configuration, folder, resume: false, progress, cancellation);
    }

    /// <summary>Goes on with a training that was interrupted.</summary>
    /// <inheritdoc cref="Start" path="/param"/>
    /// <exception cref="TrainingException">There is none in the folder, or configuration or data are others now.</exception>
    public static TrainingOutcome Resume(TrainingFolder folder, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!File.Exists(folder.Record)) throw new TrainingException($"{folder.Path}: no training was begun here. Start one with a configuration.");
        using var record = JsonDocument.Parse(File.ReadAllText(folder.Record));
        var configuration = TrainingConfiguration.Parse(File.ReadAllText(folder.Configuration), folder.Configuration, record.RootElement.GetProperty("folder").GetString()!);
        if (File.Exists(folder.Model)) throw new TrainingException($"{folder.Path}: this training is finished. Train anew into another folder to change something.");
        return EnsembleRun.IsOne(configuration) ? EnsembleRun.Train(configuration, folder, progress, cancellation) : Train(configuration, folder, resume: File.Exists(folder.Checkpoint), progress, cancellation);
    }

    /// <summary>The cells of a configuration, split and of one panel.</summary>
    /// <param name="configuration">Which.</param>
    /// <param name="notes">Gets what was found.</param>
    public static TrainingCells Cells(TrainingConfiguration configuration, ICollection<string> notes)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(notes);
        var source = CellSource.Open(configuration.Data);
        try
        {
            var split = DataSplit.Of(source.Groups, configuration.Data.Control, configuration.Split);
            source.Choose([.. Enumerable.Range(0, source.Cells).Where(i => split.Part(source.Contexts[i], source.Perturbations[i]) != Data.Splits.SplitPart.Test)], Panel(configuration));
            var cells = new TrainingCells(source, split, configuration.Seed, Told(configuration, source, split, notes));
            foreach (var note in source.Notes.Append(cells.Note)) notes.Add(note);
            return cells;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private static TrainingOutcome Train(TrainingConfiguration configuration, TrainingFolder folder, bool resume, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        List<string> notes = [];
        var cells = Cells(configuration, notes);
        using var source = cells.Source;
        TrainingFolder.Write(folder.Split, cells.Split.Manifest());
        var parts = new ModelParts(configuration, cells);
        var state = new TrainingState();
        TrainingStage? current = null;
        if (resume) (state, current) = TrainingState.Load(folder.Checkpoint, parts.Networks, number => parts.Stages[number](cells), configuration.Sha256, cells.Split.Sha256);
        else if (parts.Begin() is { } begun) notes.Add(begun);

        TrainingOutcome Ended(string status, string? model) => Record(folder, configuration, new(status, state.Curves.GroupBy(c => c.Stage).Sum(g => g.Max(c => c.Step)), parts.Parameters, state.Curves.Count == 0 ? null : state.Curves.Where(c => c.Stage == state.Curves[^1].Stage).Min(c => c.Validation), model, notes));
        Ended("running", null);
        using var events = EventFile.Create(folder.Events, TimeProvider.System);
        for (; state.Stage < parts.Stages.Count; state.Stage++, state.Step = 0)
        {
            if (current is null)
            {
                current = parts.Stages[state.Stage](cells);
                current.Begin();
                (state.BestLoss, state.Waited, state.Sum, state.Summed, state.Norm) = (double.PositiveInfinity, 0, 0, 0, 0);
                state.BestWeights.Clear();
            }

            if (!Stage(current, state, parts, folder, configuration, cells, events, progress, cancellation)) return Ended("interrupted", null);
            state.Restore(parts.Networks);
            current = null;
        }

        parts.Save(folder.Model, Trained(configuration, cells));
        Card(folder);
        File.Delete(folder.Checkpoint);
        return Ended("finished", folder.Model);
    }

    /// <summary>Takes the steps of a stage; false where it was interrupted.</summary>
    private static bool Stage(TrainingStage stage, TrainingState state, ModelParts parts, TrainingFolder folder, TrainingConfiguration configuration, TrainingCells cells, EventFile events, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var options = stage.Options;
        void Save() => state.Save(folder.Checkpoint, parts.Networks, stage, configuration.Sha256, cells.Split.Sha256);
        while (state.Step < options.Steps && state.Waited < options.Patience)
        {
            if (cancellation.IsCancellationRequested)
            {
                Save();
                return false;
            }

            var outcome = stage.Step(state.Step);
            if (!outcome.Taken) throw Diverged(stage, state, parts, folder, configuration, cells, outcome.Loss, outcome.GradientNorm);
            state.Step++;
            (state.Sum, state.Summed, state.Norm) = (state.Sum + outcome.Loss, state.Summed + 1, Math.Max(state.Norm, outcome.GradientNorm));
            if (state.Step % options.ValidateEvery == 0 || state.Step == options.Steps)
            {
                var loss = stage.Validate();
                if (!double.IsFinite(loss)) throw Diverged(stage, state, parts, folder, configuration, cells, loss, outcome.GradientNorm);
                state.Curves.Add(new(stage.Name, state.Step, state.Sum / state.Summed, loss, state.Norm));
                events.Add(state.Step, state.Curves[^1].Scalars());
                (state.Sum, state.Summed, state.Norm) = (0, 0, 0);
                state.Waited = loss < state.BestLoss ? 0 : state.Waited + 1;
                if (loss < state.BestLoss)
                {
                    state.BestLoss = loss;
                    state.Keep(parts.Networks);
                }

                TrainingFolder.Write(folder.Curves, $"{CurvePoint.Head}\n{string.Join('\n', state.Curves)}\n");
                Save();
            }

            progress?.Report(new(stage.Name, state.Step, options.Steps, outcome.Loss, state.Curves.Count > 0 && state.Curves[^1].Stage == stage.Name ? state.Curves[^1].Validation : null, double.IsInfinity(state.BestLoss) ? null : state.BestLoss));
        }

        return true;
    }

    private static TrainingException Diverged(TrainingStage stage, TrainingState state, ModelParts parts, TrainingFolder folder, TrainingConfiguration configuration, TrainingCells cells, double loss, double norm)
    {
        state.Restore(parts.Networks); // a step that is not finite left the weights alone; the best are at least as good
        parts.Save(folder.Model, $"{Trained(configuration, cells)} Training diverged in stage {stage.Name} at step {state.Step}; these are the last good weights.");
        Card(folder);
        File.Delete(folder.Checkpoint);
        Record(folder, configuration, new("diverged", state.Step, parts.Parameters, double.IsInfinity(state.BestLoss) ? null : state.BestLoss, folder.Model, []));
        return new(FormattableString.Invariant($"Training diverged in stage {stage.Name} at step {state.Step}: the loss is {loss} and the norm of its gradients {norm}. The last good weights are in {folder.Model}. Lower 'rate' ({stage.Options.Rate} now), and look at {folder.Curves}."));
    }

    private static PerturbationVectors? Told(TrainingConfiguration configuration, CellSource source, DataSplit split, ICollection<string> notes)
    {
        if (!ModelFamily.Networks.Contains(configuration.Family) || configuration.Family == ModelFamily.VirtualCellLine) return null;
        var control = configuration.Data.Control;
        var trained = TrainingCells.Parts(split.Units.Where(u => u.Part == Data.Splits.SplitPart.Training).Select(u => u.Perturbation), control);
        if (PerturbationFeatures.Sources(configuration.Vectors) is { Count: > 0 } sources)
        {
            var all = TrainingCells.Parts(source.Perturbations, control);
            var features = PerturbationFeatures.Of(configuration.Vectors, all)!;
            string[] places = configuration.Vectors.OneHot ? [.. trained] : [];
            notes.Add($"Perturbations are told by {(places.Length > 0 ? $"their place among {places.Length} that are trained on and " : "")}{features.Width} components of {string.Join(", ", sources)}.");
            return PerturbationVectors.From(all, Tensor.From([all.Count, places.Length + features.Width], [.. all.SelectMany(p => places.Select(place => place == p ? 1f : 0).Concat(features.Vectors[p].Select(v => (float)v)))]), control);
        }

        if (configuration.Vectors.File is not { } file) return PerturbationVectors.OneHot(trained, control);
        var vectors = PerturbationVectors.Read(file, control);
        foreach (var name in trained) vectors.Of(name);
        return vectors;
    }

    private static IReadOnlyList<string>? Panel(TrainingConfiguration configuration)
    {
        if (configuration.From is not { } from) return null;
        using var file = WeightFile.Open(from);
        return file.Metadata.ContainsKey("description") ? ModelFile.Description(file).Genes : null;
    }

    private static string Trained(TrainingConfiguration configuration, TrainingCells cells) =>
        $"{cells.Training.Count} cells of {Path.GetFileName(configuration.Data.File)}, {cells.Source.Genes.Count} genes, {cells.Split.Units.Count(u => u.Part == Data.Splits.SplitPart.Training)} groups of perturbed cells; split {cells.Split.Sha256[..12]}.";

    internal static void Card(TrainingFolder folder) => TrainingFolder.Write(folder.Card, JsonSerializer.Serialize(ModelFile.Load(folder.Model).Card, TrainingFolder.Json));

    internal static TrainingOutcome Record(TrainingFolder folder, TrainingConfiguration configuration, TrainingOutcome outcome)
    {
        TrainingFolder.Write(folder.Record, JsonSerializer.Serialize(new { outcome.Status, Folder = configuration.Folder, configuration.Name, Model = configuration.Family, outcome.Steps, outcome.Parameters, outcome.BestLoss, outcome.Notes, Configuration = configuration.Sha256 }, TrainingFolder.Json));
        return outcome;
    }
}
