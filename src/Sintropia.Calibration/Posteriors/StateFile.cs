using System.Text.Json;
using System.Text.Json.Serialization;
using Sintropia.Calibration.Writing;

namespace Sintropia.Calibration.Posteriors;

/// <summary>Keeps the state of a sampling in a file, so that a process that is killed loses a batch of simulations at most.</summary>
public static class StateFile
{
    /// <summary>Its name.</summary>
    public const string Name = "sampling.json";

    private static readonly JsonSerializerOptions Format = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Writes under a temporary name, then renames: the file is always whole.</summary>
    public static void Write(string folder, SamplingState state)
    {
        Directory.CreateDirectory(folder);
        WholeFile.Write(Path.Combine(folder, Name), JsonSerializer.Serialize(state, Format));
    }

    /// <summary>The state that a folder holds; null if it holds none.</summary>
    /// <exception cref="InvalidDataException">The file is not one of these.</exception>
    public static SamplingState? Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize<SamplingState>(File.ReadAllText(path), Format) ?? throw new JsonException("it is empty");
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{path} is no state of a sampling: {broken.Message} Delete it to begin anew.", broken);
        }
    }
}
