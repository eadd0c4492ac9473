using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sintropia.Sweeps.Execution;

/// <summary>`sweep.json`: what was swept, and how far it is.</summary>
public sealed record SweepManifest
{
    /// <summary>Its name in the folder.</summary>
    public const string FileName = "sweep.json";

    /// <summary>The format that this version reads and writes.</summary>
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Format.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Name of the sweep.</summary>
    public required string Name { get; init; }

    /// <summary>Version.</summary>
    public required string Sintropia { get; init; }

    /// <summary>running, interrupted or completed.</summary>
    public required string Status { get; init; }

    /// <summary>Which combinations it takes.</summary>
    public required string Design { get; init; }

    /// <summary>Its parameters.</summary>
    public required IReadOnlyList<SweepColumn> Parameters { get; init; }

    /// <summary>Points in all.</summary>
    public required int Points { get; init; }

    /// <summary>Points that are done.</summary>
    public int Done { get; init; }

    /// <summary>How many of these failed.</summary>
    public int Failed { get; init; }

    /// <summary>Hash of all that the results depend on.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Whether each point leaves a run directory.</summary>
    public required bool KeepsRuns { get; init; }

    /// <summary>Seconds in which cells lived, summed over the points that are done.</summary>
    public double SimulatedSeconds { get; init; }

    /// <summary>Seconds that these points took besides, on the average of one: reading the scenario, making its run of it, writing down what came out.</summary>
    public double OverheadSecondsPerPoint { get; init; }

    /// <summary>SHA-256 of `sweep.csv`; null until the sweep is complete.</summary>
    public string? TableSha256 { get; init; }

    /// <summary>Reads it.</summary>
    /// <exception cref="SweepException">It is none of this version.</exception>
    public static SweepManifest Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<SweepManifest>(File.ReadAllBytes(path), Json) is { Format: CurrentFormat } manifest ? manifest
                : throw new SweepException($"{path} is of another format than {CurrentFormat}. Open it with the version that wrote it.");
        }
        catch (JsonException unreadable)
        {
            throw new SweepException($"{path} is no sweep of Sintropia: {unreadable.Message} Give another folder.", unreadable);
        }
    }

    /// <summary>Its text.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);
}
