using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sintropia.Runs.Queue;

/// <summary>What is kept of an accepted run besides its folder: how it came, and what is wished of it. How far it is stands in its `run.json`.</summary>
internal sealed record QueueEntry
{
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Spelling = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public int Format { get; init; } = CurrentFormat;

    public required int Number { get; init; }

    public required string Name { get; init; }

    /// <summary>Hash of what it was submitted with: a key may be repeated with the same only.</summary>
    public required string Scenario { get; init; }

    public required DateTimeOffset Submitted { get; init; }

    public string? Key { get; init; }

    /// <summary>Somebody paused it, and nobody resumed it since.</summary>
    public bool Held { get; init; }

    /// <summary>Somebody cancelled it.</summary>
    public bool Cancelled { get; init; }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Spelling);

    /// <exception cref="InvalidDataException">It is no entry of this version.</exception>
    public static QueueEntry Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<QueueEntry>(File.ReadAllBytes(path), Spelling) is { Format: CurrentFormat } entry ? entry
                : throw new InvalidDataException($"{path} is of another format than {CurrentFormat}. Open the data folder with the version that wrote it.");
        }
        catch (JsonException unreadable)
        {
            throw new InvalidDataException($"{path} is no entry of the queue: {unreadable.Message} Move it out of the folder to go on without that run.", unreadable);
        }
    }
}
