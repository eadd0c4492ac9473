using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sintropia.Training.Running;

/// <summary>The files of a training.</summary>
/// <param name="path">Where.</param>
public sealed class TrainingFolder(string path)
{
    internal static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>The trained model.</summary>
    public string Model => At("model.safetensors");

    /// <summary>What the model says of itself, for people.</summary>
    public string Card => At("card.json");

    /// <summary>What was for what.</summary>
    public string Split => At("split.json");

    /// <summary>Losses.</summary>
    public string Curves => At("curves.csv");

    /// <summary>Losses for TensorBoard, a file for each start: tensorboard --logdir of this folder.</summary>
    public string Events => At("events");

    /// <summary>What training needs to go on.</summary>
    public string Checkpoint => At("checkpoint.safetensors");

    /// <summary>A copy of the configuration.</summary>
    public string Configuration => At("config.yaml");

    /// <summary>Where the configuration lay, status, sizes and notes.</summary>
    public string Record => At("training.json");

    /// <summary>Writes a text under a temporary name and renames it.</summary>
    public static void Write(string file, string text)
    {
        var temporary = $"{file}.{Environment.ProcessId}.tmp";
        try
        {
            File.WriteAllText(temporary, text);
            File.Move(temporary, file, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private string At(string name) => System.IO.Path.Combine(path, name);
}
