using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Sintropia.Predictors.Gem;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Optimisers;
using Sintropia.Training.Events;
using Sintropia.Training.Running;

namespace Sintropia.Training.Samples;

/// <summary>Trains a GEM model on a data set of samples, a few files at a time: AdamW, a divergence that rises over the first tenth of the steps, and the weights of the best validation loss. The published training is not public; this one is ours.</summary>
public static class GemTrainingRun
{
    private const double WarmUp = 0.1;
    private const string Modality = "modality";

    /// <summary>Fields that no classifier reads, as published.</summary>
    private static readonly HashSet<string> s_unread = ["study", "subject_identifier"];

    /// <summary>Trains.</summary>
    /// <param name="options">What.</param>
    /// <param name="folder">Where files go; it is made.</param>
    /// <param name="progress">Hears of steps.</param>
    /// <param name="cancelled">Ends training; the best weights so far are kept.</param>
    /// <exception cref="TrainingException">The data set cannot be used, or training diverged.</exception>
    public static TrainingOutcome Run(GemTrainingOptions options, TrainingFolder folder, IProgress<TrainingProgress>? progress = null, CancellationToken cancelled = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(folder);
        options.Check();
        if (File.Exists(folder.Model)) throw new TrainingException($"{folder.Path} already holds a model. Name another folder.");
        var parts = SampleFolder.Parts(options.Samples);
        var survey = SampleSurvey.Of(parts, options, cancelled);
        var model = Begun(options, survey);
        Directory.CreateDirectory(folder.Path);
        var draws = new SampleDraws(parts, model, options);
        var (curves, best, steps) = Train(model, draws, options, folder, progress, cancelled);
        GemFile.Save(folder.Model, model);
        string[] notes = [$"{model.TrainedOn} {model.Genes.Length} genes, modalities {string.Join(", ", model.Modalities)}; {model.Network.Options.Likelihood}."];
        TrainingOutcome outcome = new(cancelled.IsCancellationRequested ? "interrupted" : "finished", steps, model.Network.Parameters.Sum(p => (long)p.Tensor.Count), curves.Count > 0 ? best : null, folder.Model, notes);
        TrainingFolder.Write(folder.Record, JsonSerializer.Serialize(new { outcome.Status, outcome.Steps, outcome.Parameters, outcome.BestLoss, outcome.Notes, Options = options }, TrainingFolder.Json));
        return outcome;
    }

    private static (List<CurvePoint> Curves, double Best, int Steps) Train(GemModel model, SampleDraws draws, GemTrainingOptions options, TrainingFolder folder, IProgress<TrainingProgress>? progress, CancellationToken cancelled)
    {
        var validation = draws.Validation();
        var training = new GemTraining(model.Network, AdamOptions.AdamW with { Rate = options.Rate, Decay = options.Decay });
        var objective = new GemObjective { ClassWeight = options.ClassWeight, PriorWeight = options.PriorWeight };
        List<CurvePoint> curves = [];
        var (best, waited, sum, norm, since) = (double.PositiveInfinity, 0, 0.0, 0.0, 0);
        Dictionary<string, float[]> kept = [];
        using var events = EventFile.Create(folder.Events, TimeProvider.System);
        int step;
        for (step = 0; step < options.Steps && waited < options.Patience && !cancelled.IsCancellationRequested; step++)
        {
            var batch = draws.Batch(step);
            var beta = options.Beta * (float)Math.Min(1, (step + 1) / Math.Max(1, WarmUp * options.Steps));
            var outcome = training.Step(batch, draws.Noise(step, batch.Counts.Shape[0]), objective with { Beta = beta }, options.Dropout > 0 ? new Dropout(options.Dropout, options.Seed * 0x9E3779B97F4A7C15 + (ulong)step) : null);
            if (!outcome.Taken) throw new TrainingException(string.Create(CultureInfo.InvariantCulture, $"Training diverged at step {step + 1}: the loss is {outcome.Loss} and the norm of its gradients {outcome.GradientNorm}. Lower the rate ({options.Rate} now)."));
            (sum, norm, since) = (sum + outcome.Loss, Math.Max(norm, outcome.GradientNorm), since + 1);
            if ((step + 1) % options.ValidateEvery == 0 || step + 1 == options.Steps)
            {
                // The divergence at its full weight, so that losses of all steps can be compared.
                var loss = Loss(model.Network, validation, draws, objective with { Beta = options.Beta });
                curves.Add(new("gem", step + 1, sum / since, loss, norm));
                events.Add(step + 1, curves[^1].Scalars());
                (sum, norm, since) = (0, 0, 0);
                waited = loss < best ? 0 : waited + 1;
                if (loss < best) (best, kept) = (loss, model.Network.State.ToDictionary(s => s.Name, s => s.Tensor.ToArray(), StringComparer.Ordinal));
                TrainingFolder.Write(folder.Curves, $"{CurvePoint.Head}\n{string.Join('\n', curves)}\n");
            }

            progress?.Report(new("gem", step + 1, options.Steps, outcome.Loss, curves.Count > 0 ? curves[^1].Validation : null, double.IsInfinity(best) ? null : best));
        }

        foreach (var (name, tensor) in model.Network.State)
            if (kept.TryGetValue(name, out var values)) tensor.CopyFrom(values);
        return (curves, best, step);
    }

    private static double Loss(GemNetwork network, IReadOnlyList<GemSamples> validation, SampleDraws draws, GemObjective objective)
    {
        var workspace = new Workspace();
        double sum = 0;
        foreach (var samples in validation)
        {
            using var scope = workspace.Begin();
            sum += objective.Of(network, samples, draws.Noise(-1, samples.Counts.Shape[0])).Total.Value * (double)samples.Counts.Shape[0];
        }

        return sum / validation.Sum(v => v.Counts.Shape[0]);
    }

    private static GemModel Begun(GemTrainingOptions options, SampleSurvey survey)
    {
        var vocabulary = survey.Vocabulary(options.LeastSamples);
        var panels = survey.Panels(options.Genes);
        ImmutableArray<string> genes = [.. panels.Values.SelectMany(p => p).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var places = genes.Index().ToDictionary(g => g.Item, g => g.Index, StringComparer.Ordinal);
        var likelihood = options.Likelihood ?? (survey.Samples.Keys.All(m => m == "bulk") ? GemLikelihood.LogNormal : GemLikelihood.Compositional);
        foreach (var (group, fields) in GemVocabulary.Published)
            if (vocabulary.Width(group) == 0) throw new TrainingException($"Nothing {group} is known of the samples. Give at least one of the columns {string.Join(", ", fields)}.");
        GemOptions sizes = new()
        {
            Genes = genes.Length, Likelihood = likelihood, Hidden = options.Hidden, Blocks = options.Blocks,
            Modalities = [.. panels.Select(p => new GemModality(p.Key, p.Value.Length == genes.Length ? [] : [.. p.Value.Select(g => places[g])]))],
            Groups =
            [
                .. GemVocabulary.Published.Select((g, i) => new GemGroup(g.Group, vocabulary.Width(g.Group), options.Widths[i],
                    [.. vocabulary.Fields.Where(f => f.Group == g.Group && !f.IsQuantity && f.Values.Length > 1 && f.Name != Modality && !s_unread.Contains(f.Name)).Select(f => (f.Name, f.Values.Length))])),
            ],
        };
        var network = new GemNetwork(sizes);
        network.Initialise(options.Seed);
        return new(options.Name, options.Licence, string.Create(CultureInfo.InvariantCulture, $"{survey.Samples.Values.Sum()} samples of {survey.Studies} studies of {Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Samples)))}{(options.HeldOut.Count > 0 ? $", {options.HeldOut.Count} held out" : "")}."), genes, network, vocabulary);
    }
}
