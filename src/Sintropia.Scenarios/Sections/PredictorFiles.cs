using Sintropia.Predictors.Checkpoints;
using Sintropia.Predictors.Trained;
using Sintropia.Scenarios.Experiments;
using Sintropia.Scenarios.Reading;
using Sintropia.Weights;

namespace Sintropia.Scenarios.Sections;

/// <summary>Takes predictors from files of trained models.</summary>
/// <param name="options">Where files may lie.</param>
internal sealed class PredictorFiles(ScenarioOptions options)
{
    private const string Key = "predictor", Ending = ".safetensors";

    /// <summary>The files read so far.</summary>
    public List<ScenarioSource> Sources { get; } = [];

    /// <summary>The model that an expression names; null where it names none, or something was reported.</summary>
    public TrainedModel? Read(Section section)
    {
        if (section.IsBroken || !Names(section)) return null;
        var name = section.Text(Key)!;
        if (!SafePath.TryFind(options.Folder ?? ".", name, options.AllowOutside, out var path, out var problem))
        {
            section.Wrong(Key, problem);
            return null;
        }

        try
        {
            var model = ModelFile.Load(path);
            Sources.Add(new(name, path, new FileInfo(path).Length, model.WeightsSha256));
            return model;
        }
        catch (Exception unusable) when (unusable is ModelFileException or CheckpointException or WeightsException or IOException or UnauthorizedAccessException)
        {
            section.Wrong(Key, unusable.Message);
            return null;
        }
    }

    /// <summary>Whether an expression names a file and not a predictor that is known by name.</summary>
    public static bool Names(Section section) => section.Text(Key) is { } text && text.EndsWith(Ending, StringComparison.OrdinalIgnoreCase);
}
