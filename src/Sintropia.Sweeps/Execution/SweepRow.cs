using System.Text.Json.Serialization;

namespace Sintropia.Sweeps.Execution;

/// <summary>What one condition and replicate of a point came to.</summary>
/// <param name="Condition">The condition; empty if the point failed before it had any.</param>
/// <param name="Replicate">The replicate.</param>
/// <param name="Founders">Cells at the start.</param>
/// <param name="Divisions">Divisions.</param>
/// <param name="Deaths">Deaths.</param>
/// <param name="Phases">Living cells at the end in G0, G1, S, G2, M and senescent.</param>
/// <param name="Fingerprint">The fingerprint of the end.</param>
/// <param name="Failure">Why there is no end; null if there is one.</param>
public sealed record SweepRow(string Condition, int Replicate, long Founders, long Divisions, long Deaths, IReadOnlyList<long> Phases, string Fingerprint, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Failure = null)
{
    /// <summary>Living cells at the end.</summary>
    [JsonIgnore]
    public long Living => Phases.Sum();

    /// <summary>Doublings of the living: log₂ of living by founders; not finite where none live.</summary>
    [JsonIgnore]
    public double Doublings => Math.Log2((double)Living / Founders);

    /// <summary>Names of the outcomes, as they head columns.</summary>
    public static IReadOnlyList<string> Outcomes { get; } = ["living", "divisions", "deaths", "doublings", "share_g0", "share_g1", "share_s", "share_g2", "share_m", "share_senescent"];

    /// <summary>An outcome by its place among <see cref="Outcomes"/>; not a number where there is none.</summary>
    public double Outcome(int outcome) => Failure is not null ? double.NaN : outcome switch
    {
        0 => Living,
        1 => Divisions,
        2 => Deaths,
        3 => double.IsFinite(Doublings) ? Doublings : double.NaN,
        _ => Living > 0 ? (double)Phases[outcome - 4] / Living : double.NaN,
    };
}
