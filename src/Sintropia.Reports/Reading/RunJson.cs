using System.Text.Json;
using System.Text.Json.Serialization;
using Sintropia.Reports.Payload;

namespace Sintropia.Reports.Reading;

/// <summary>Reads run.json, and writes the payload in the same spelling.</summary>
internal static class RunJson
{
    // The default encoder escapes <, >, & and quotes, so no name can end the script element that holds the payload.
    public static JsonSerializerOptions Spelling { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Converters = { new TextOrNumber(), new FiniteNumber() },
    };

    /// <exception cref="FileNotFoundException">The folder is not a run directory.</exception>
    /// <exception cref="InvalidDataException">run.json is torn or not what a run writes.</exception>
    public static RunDescription Read(string directory)
    {
        var path = Path.Combine(directory, "run.json");
        if (!File.Exists(path))
            throw new FileNotFoundException($"{directory} holds no run.json, so there is no run to report. Give the folder that `sintropia run` wrote.", path);

        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return JsonSerializer.Deserialize<RunDescription>(stream, Spelling)
                ?? throw new InvalidDataException($"{path} says null where the run should be. Run the scenario again, or resume it.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException(
                FormattableString.Invariant($"{path}, line {error.LineNumber + 1}: {error.Message} The run may have been killed while writing; `sintropia resume` writes the file again."),
                error);
        }
    }

    /// <summary>Seeds go past 2⁵³ and values carry their own digits: both stay text as written. What was left null reads as empty.</summary>
    private sealed class TextOrNumber : JsonConverter<string>
    {
        public override bool HandleNull => true;

        public override string Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.Null) return "";
            if (reader.TokenType == JsonTokenType.String) return reader.GetString()!;
            using var value = JsonDocument.ParseValue(ref reader);
            return value.RootElement.GetRawText();
        }

        public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        // Dictionary keys pass through here as well.
        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetString()!;
        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
    }

    /// <summary>JSON has no infinity: what is not finite is written as null. Seven digits are more than a screen or paper shows.</summary>
    private sealed class FiniteNumber : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && double.TryParse(reader.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (!double.IsFinite(value)) writer.WriteNullValue();
            else writer.WriteRawValue(value == Math.Floor(value) && Math.Abs(value) < 1e15
                ? value.ToString("F0", System.Globalization.CultureInfo.InvariantCulture)
                : value.ToString("G7", System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
