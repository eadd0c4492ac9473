using System.Text.Json;
using System.Text.Json.Serialization;
using Sintropia.Simulation.Circulation;
using Sintropia.Simulation.Tissues;

namespace Sintropia.Grains.Messages;

/// <summary>The state of a tissue, or of the blood, as JSON, the same words that a checkpoint's manifest uses.</summary>
internal static class StateJson
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static byte[] Of(TissueState state) => JsonSerializer.SerializeToUtf8Bytes(state, Options);

    public static byte[] Of(BloodState state) => JsonSerializer.SerializeToUtf8Bytes(state, Options);

    public static BloodState Blood(byte[] json) => JsonSerializer.Deserialize<BloodState>(json, Options)!;

    public static TissueState Read(byte[] json) => JsonSerializer.Deserialize<TissueState>(json, Options)!;
}
