using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sintropia.Runs.Results;

/// <summary>`run.json`: what was run, where, and what came out.</summary>
public sealed record RunManifest
{
    /// <summary>The format that this version reads and writes.</summary>
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a JSON file, not HTML: names stay readable
        Converters = { new JsonStringEnumConverter<RunStatus>(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Format.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Name of the scenario.</summary>
    public required string Name { get; init; }

    /// <summary>What to see.</summary>
    public string Description { get; init; } = "";

    /// <summary>Version.</summary>
    public required string Sintropia { get; init; }

    /// <summary>How far it is.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Why it failed, if it did.</summary>
    public string? Failure { get; init; }

    /// <summary>Seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>h.</summary>
    public required double DurationH { get; init; }

    /// <summary>h.</summary>
    public required double TickH { get; init; }

    /// <summary>h.</summary>
    public required double RecordEveryH { get; init; }

    /// <summary>Hash of the scenario, hexadecimal.</summary>
    public required string ScenarioSha256 { get; init; }

    /// <summary>Where it was run.</summary>
    public required MachineNote Machine { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>Wall time, s.</summary>
    public double WallSeconds { get; init; }

    /// <summary>Conditions.</summary>
    public required IReadOnlyList<string> Conditions { get; init; }

    /// <summary>Replicates.</summary>
    public required int Replicates { get; init; }

    /// <summary>The run it was forked off.</summary>
    public BranchNote? BranchOf { get; init; }

    /// <summary>Unit of each substance.</summary>
    public required IReadOnlyDictionary<string, string> Units { get; init; }

    /// <summary>What was done.</summary>
    public required IReadOnlyList<InterventionNote> Interventions { get; init; }

    /// <summary>What it rests on.</summary>
    public required IReadOnlyList<AssumptionNote> Assumptions { get; init; }

    /// <summary>Who said how cells respond; left out of a run without expression.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PredictorNote? Predictor { get; init; }

    /// <summary>Its parts, in order.</summary>
    public IReadOnlyList<PartSummary> Runs { get; init; } = [];

    /// <summary>Fingerprint of the whole run; null until it is complete.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>How fast it was.</summary>
    public PerformanceNote? Performance { get; init; }

    /// <summary>Its files.</summary>
    public IReadOnlyDictionary<string, FileNote> Files { get; init; } = new Dictionary<string, FileNote>();

    /// <summary>Reads `run.json`.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static RunManifest Read(string path) => Read(File.ReadAllBytes(path), path);

    /// <summary>Reads the bytes of a `run.json`.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="path">What to call it in messages.</param>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static RunManifest Read(ReadOnlySpan<byte> bytes, string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RunManifest>(bytes, Json) is { Format: CurrentFormat } manifest
                ? manifest
                : throw new InvalidDataException($"{path} is of another format than {CurrentFormat}. Open it with the version that wrote it.");
        }
        catch (JsonException unreadable)
        {
            throw new InvalidDataException($"{path} is no run of Sintropia: {unreadable.Message} Give the folder that `sintropia run` wrote.", unreadable);
        }
    }

    /// <summary>The text of `run.json`.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);
}
